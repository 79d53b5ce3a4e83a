"""Approval by sample at the desk: who finds its pages, the way through them, and where it shows."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from inspect_app.config import SettingError, Settings, read_settings
from inspect_app.domain.calendar.visits import shanghai_day
from inspect_app.extensions import db
from inspect_app.models.inspections import Inspection, Revision
from inspect_app.models.people import User
from inspect_app.models.premises import Premises
from inspect_app.models.review_batches import ReviewBatch
from inspect_app.queries.review_batches import count_sampled, sampled_among
from tests.desk.exports import rows_of
from tests.desk.sampling import cleans
from tests.makers import TAOPU, make_user
from tests.markup import packed
from tests.signing import PAGE, visitor

ROOT = "/desk/reviews/bulk"


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """As where the office has decided for it."""
    return replace(settings, bulk_approval=True)


def draw(browser: FlaskClient, query: str = "") -> str:
    answer = browser.post(ROOT, data={"queue": query}, headers=PAGE)
    assert answer.status_code == 302
    return str(answer.location).rsplit("/", 1)[-1]


def drawn_of(browser: FlaskClient, batch: str) -> list[str]:
    page = browser.get(f"{ROOT}/{batch}", headers=PAGE).text
    return re.findall(r'name="inspection" value="([^"]+)"', page)


def open_all(browser: FlaskClient, batch: str) -> None:
    for id in drawn_of(browser, batch):
        answer = browser.post(f"{ROOT}/{batch}/open", data={"inspection": id}, headers=PAGE)
        assert answer.location == f"/desk/inspections/{id}?batch={batch}"


def approve(browser: FlaskClient, batch: str) -> TestResponse:
    return browser.post(f"{ROOT}/{batch}/approve", headers=PAGE)


def approved(app: Flask, lin: User, bai: User, count: int = 7) -> tuple[str, str]:
    """A batch whose sample was looked at, and one of those that nobody opened."""
    ids = cleans(count, lin, bai)
    browser = visitor(app, "chen")
    batch = draw(browser)
    open_all(browser, batch)
    assert approve(browser, batch).status_code == 302
    return batch, min(sampled_among(ids))


def test_without_the_setting_there_is_no_such_page(
    app: Flask, lin: User, bai: User, chen: User
) -> None:
    cleans(1, lin, bai)
    browser = visitor(app, "chen")
    batch = draw(browser)
    app.config["SETTINGS"] = replace(app.config["SETTINGS"], bulk_approval=False)
    assert browser.get(ROOT, headers=PAGE).status_code == 404
    assert browser.post(ROOT, headers=PAGE).status_code == 404
    for act in ("open", "approve"):
        assert browser.post(f"{ROOT}/{batch}/{act}", headers=PAGE).status_code == 404
    assert "抽样通过" not in browser.get("/desk/reviews", headers=PAGE, follow_redirects=True).text
    assert browser.get(f"{ROOT}/{batch}", headers=PAGE).status_code == 200


def test_it_is_off_unless_somebody_sets_it() -> None:
    assert read_settings({}).bulk_approval is False
    assert read_settings({"INSPECT_BULK_APPROVAL": "on"}).bulk_approval is True
    with pytest.raises(SettingError):
        read_settings({"INSPECT_BULK_APPROVAL": "yes"})


def test_whoever_is_no_supervisor_is_turned_away(app: Flask, lin: User, ming: User) -> None:
    for who in ("lin", "ming"):
        browser = visitor(app, who)
        assert browser.get(ROOT, headers=PAGE).status_code == 403
        assert browser.post(ROOT, headers=PAGE).status_code == 403


def test_a_batch_is_read_by_its_reviewer_and_by_whoever_sees_the_district(
    app: Flask, lin: User, bai: User, chen: User, ming: User
) -> None:
    cleans(2, lin, bai)
    make_user("cao", role="supervisor")
    make_user("au", role="auditor")
    batch = draw(visitor(app, "chen"))
    pages = {
        who: visitor(app, who).get(f"{ROOT}/{batch}", headers=PAGE)
        for who in ("cao", "au", "ming", "chen")
    }
    codes = {who: page.status_code for who, page in pages.items()}
    assert codes == {"cao": 404, "au": 200, "ming": 200, "chen": 200}
    assert 'name="inspection"' not in pages["au"].text
    assert db.session.get_one(ReviewBatch, batch).digest in pages["au"].text


def test_a_supervisor_of_another_street_finds_nothing_to_draw(
    app: Flask, lin: User, bai: User
) -> None:
    cleans(2, lin, bai)
    make_user("tao", role="supervisor", areas=[TAOPU])
    browser = visitor(app, "tao")
    assert "没有可以抽样通过的检查" in browser.get(ROOT, headers=PAGE).text
    assert browser.post(ROOT, headers=PAGE).status_code == 409


def test_the_page_says_what_would_be_drawn_and_draws_nothing(
    app: Flask, lin: User, bai: User, chen: User
) -> None:
    cleans(7, lin, bai)
    page = packed(visitor(app, "chen").get(ROOT, headers=PAGE).text)
    assert "这一批 7 件，抽 5 件" in page
    assert db.session.query(ReviewBatch).count() == 0
    narrowed = visitor(app, "chen").get(f"{ROOT}?q=第3食堂", headers=PAGE).text
    assert "这一批 1 件，抽 1 件" in packed(narrowed)


def test_the_button_waits_for_the_sample_and_then_approves_the_batch(
    app: Flask, lin: User, bai: User, chen: User
) -> None:
    cleans(7, lin, bai)
    browser = visitor(app, "chen")
    batch = draw(browser)
    assert "还有 5 件没看" in browser.get(f"{ROOT}/{batch}", headers=PAGE).text
    assert approve(browser, batch).status_code == 409
    open_all(browser, batch)
    assert "通过这一批 7 件" in browser.get(f"{ROOT}/{batch}", headers=PAGE).text
    answer = approve(browser, batch)
    page = browser.get(answer.location, headers=PAGE).text
    assert "已通过 7 件" in page and page.count("抽样通过") >= 3
    assert {one.state for one in db.session.query(Revision)} == {"approved"}


def test_a_drawn_one_that_is_returned_stops_it_in_words(
    app: Flask, lin: User, bai: User, chen: User
) -> None:
    cleans(6, lin, bai)
    browser = visitor(app, "chen")
    batch = draw(browser)
    id = drawn_of(browser, batch)[0]
    open_all(browser, batch)
    form = {"rev": 1, "item": "raw.cold-temp", "remark:raw.cold-temp": "看不清"}
    browser.post(f"/desk/inspections/{id}/return", data=form, headers=PAGE)
    page = browser.get(f"{ROOT}/{batch}", headers=PAGE).text
    assert "抽中的有一件退回了，这一批停止" in page and "通过这一批" not in page
    assert approve(browser, batch).status_code == 409


def test_it_is_marked_in_the_history_at_the_premises_and_in_the_list_of_its_target(
    app: Flask, lin: User, bai: User, chen: User
) -> None:
    batch, id = approved(app, lin, bai)
    inspection = db.session.get_one(Inspection, id)
    pages = (
        f"/desk/inspections/{id}",
        f"/desk/premises/{inspection.premises_id}",
        "/desk/targets/canteen-school?side=numerator&as_of=2022-09-20",
    )
    browser = visitor(app, "chen")
    for path in pages:
        assert "抽样通过" in browser.get(path, headers=PAGE).text, path
    assert f"{ROOT}/{batch}" in browser.get(pages[0], headers=PAGE).text


def test_it_is_marked_in_exported_lists(app: Flask, lin: User, bai: User, chen: User) -> None:
    approved(app, lin, bai)
    browser = visitor(app, "chen")
    for name, filters in (
        ("visits", {}),
        ("target", {"target": "canteen-school", "as_of": "2022-09-20"}),
    ):
        head, *rows = rows_of(browser, name, **filters)
        at = head.index("抽样通过")
        assert sorted(row[at] for row in rows) == ["否"] * 5 + ["是"] * 2, name


def test_the_report_counts_them(app: Flask, lin: User, bai: User, chen: User, ming: User) -> None:
    approved(app, lin, bai)
    assert count_sampled(date(2022, 7, 1), date(2022, 9, 30), None) == 2
    today = shanghai_day(datetime.now(UTC))
    assert count_sampled(date(2022, 7, 1), date(2022, 9, 30), today - timedelta(days=1)) == 0
    assert count_sampled(date(2022, 7, 1), date(2022, 9, 30), today) == 2
    page = visitor(app, "ming").get("/desk/reports/report.html?period=2022Q3", headers=PAGE)
    assert "有 2 件是抽样通过的" in page.text


def test_everybody_reads_it_at_the_code_and_in_the_open_data(
    app: Flask, client: FlaskClient, lin: User, bai: User, chen: User
) -> None:
    approved(app, lin, bai)
    with client.get("/results.json") as answer:
        told = {row["code"]: row["sampled"] for row in answer.json["results"]}
    assert sorted(told.values()) == [False] * 5 + [True] * 2
    for place in db.session.query(Premises).all():
        page = client.get(f"/q/{place.tokens[-1].token}", headers=PAGE).text
        assert ("抽样通过" in page) == told[place.code], place.name
