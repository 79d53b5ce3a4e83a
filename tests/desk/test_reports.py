"""The desk's reports: for the whole district alone, shown as a page that loads nothing."""

import pytest
from flask import Flask
from sqlalchemy import text

from inspect_app.desk.reports import pages
from inspect_app.documents.reports import pdf
from inspect_app.extensions import db
from inspect_app.models.people import User
from tests.makers import make_premises
from tests.signing import PAGE, visitor

SHOWN = "/desk/reports/report.html?period=2022Q3"
REPORTS = ("/desk/reports", SHOWN, SHOWN.replace("html", "pdf"), SHOWN.replace("html", "json"))


@pytest.mark.parametrize("path", REPORTS)
def test_who_sees_a_part_of_the_district_sees_no_report(app: Flask, chen: User, path: str) -> None:
    assert visitor(app, "chen").get(path, headers=PAGE).status_code == 403


@pytest.mark.parametrize(
    "asked",
    [
        *("", "period=", "period=2022Q5", "period=2022-13", "period=2099Q1", "period=0000"),
        *("period=2022Q3&as_of=2022-06-30", "period=2022Q3&known_at=yesterday"),
        "period=2022Q3&as_of=2022-02-30",
    ],
)
def test_what_is_no_period_or_day_is_told_as_such(app: Flask, ming: User, asked: str) -> None:
    answer = visitor(app, "ming").get(f"/desk/reports/report.html?{asked}", headers=PAGE)
    assert answer.status_code == 422


def test_a_second_pdf_at_a_time_is_told_to_come_again(app: Flask, ming: User) -> None:
    with pdf._busy:
        answer = visitor(app, "ming").get(REPORTS[2], headers=PAGE)
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "60"
    assert "过一分钟再试" in answer.text


def test_without_a_font_the_page_says_whom_to_tell(
    app: Flask, ming: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("inspect_app.documents.reports.fonts.has_chinese_font", lambda: False)
    answer = visitor(app, "ming").get(REPORTS[2], headers=PAGE)
    assert answer.status_code == 503 and "告诉管理员" in answer.text


def test_a_report_is_a_page_of_its_own_that_loads_nothing(app: Flask, ming: User) -> None:
    make_premises()
    browser = visitor(app, "ming")
    answer = browser.get(SHOWN, headers=PAGE)
    assert answer.status_code == 200 and "2022年第三季度" in answer.text
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "sandbox" in policy and "script-src" not in policy
    assert "Q3 2022" in browser.get(SHOWN + "&lang=en", headers=PAGE).text


def test_the_periods_of_the_plan_can_be_chosen(app: Flask, ming: User) -> None:
    text = visitor(app, "ming").get(REPORTS[0], headers=PAGE).text
    for name in ('value="2021Q1"', 'value="2022-07"', 'value="2023"'):
        assert name in text
    assert 'value="2020Q4"' not in text


def test_data_and_pdf_are_downloads(
    app: Flask, ming: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("inspect_app.desk.reports.pages.make_pdf", lambda page: b"%PDF-1.7")
    browser = visitor(app, "ming")
    for path, type in ((REPORTS[2], "application/pdf"), (REPORTS[3], "application/json")):
        answer = browser.get(path, headers=PAGE)
        assert answer.status_code == 200
        assert answer.headers["Content-Type"].startswith(type)
        assert answer.headers["Content-Disposition"].startswith("attachment")
        assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.get_json()["data"]["report"]["period"] == "2022Q3"


@pytest.mark.both
def test_a_report_is_read_at_one_moment_and_no_snapshot_waits_for_its_pdf(
    app: Flask, ming: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    told, real = [], pages.read_report

    def read(*given):
        if db.engine.dialect.name == "postgresql":
            told.append(db.session.execute(text("SHOW transaction_isolation")).scalar())
        return real(*given)

    def made(page: str) -> bytes:
        told.append(db.session().in_transaction())
        return b"%PDF-1.7"

    monkeypatch.setattr(pages, "read_report", read)
    monkeypatch.setattr(pages, "make_pdf", made)
    assert visitor(app, "ming").get(REPORTS[2], headers=PAGE).status_code == 200
    assert told in (["repeatable read", False], [False])
