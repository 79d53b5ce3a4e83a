"""A report of a small history, counted by hand; the same day and knowledge give the same bytes."""

import json
from datetime import date, datetime, timedelta
from typing import Any

import pytest
import rfc8785
from flask import Flask

from inspect_app.documents.reports.digest import data_file, digest_of
from inspect_app.documents.reports.pages import page_policy, render_html
from inspect_app.documents.reports.words import Words
from inspect_app.domain.figures.counting import AsOf
from inspect_app.domain.reports.periods import day_of, read_period
from inspect_app.extensions import db
from inspect_app.models.premises import Premises
from inspect_app.queries.figures.plans import plan_in_force
from inspect_app.queries.reports.report import Report, read_report
from inspect_app.services.review.reviews import approve
from inspect_app.web.language import LANGUAGES, texts_of
from tests.desk.inspections import receive
from tests.makers import CAOYANG, TAOPU, make_premises, make_user
from tests.services.pushing import NOON

HYGIENE, PURCHASE = "staff.hygiene", "raw.purchase-check"
LATER = NOON + timedelta(days=20)
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>url(file:///etc/passwd)食堂（示例）"


class District:
    """Two schools that were inspected and a third whose visit nobody has reviewed."""

    def __init__(self) -> None:
        self.lin = make_user("lin", role="inspector")
        self.bai = make_user("bai", role="inspector")
        self.chen = make_user("chen", role="supervisor")
        self.first = make_premises(name="青杉中学食堂（示例）")
        self.second = make_premises(name="晴川小学食堂（示例）")
        self.third = make_premises(name="云杉中学食堂（示例）")
        make_premises(name="桃浦小学食堂（示例）", area=TAOPU)
        self.visit(self.first, "2022-06-20", HYGIENE)
        self.visit(self.first, "2022-07-10", HYGIENE, PURCHASE)
        self.visit(self.second, "2022-08-01")
        self.visit(self.third, "2022-08-02", HYGIENE, approved=False)

    def visit(
        self, place: Premises, on: str, *fail: str, approved: bool = True, at: datetime = NOON
    ) -> str:
        id, _ = receive(self.lin, self.bai, place, on=on, fail=fail, at=at)
        if approved:
            approve(self.chen.id, id, 1, at=at + timedelta(hours=2))
        return id


@pytest.fixture
def district(app: Flask) -> District:
    return District()


def told(
    kind: str = "quarterly", name: str = "2022Q3", known_at: date | None = None, **more: Any
) -> Report:
    period = read_period(kind, name)
    day = day_of(period, None, date(2022, 12, 1))
    return read_report(plan_in_force(), period, AsOf(day, known_at), **more)


def test_what_was_not_approved_or_not_known_is_in_no_chapter(district: District) -> None:
    data = told(known_at=NOON.date() - timedelta(days=1)).data
    assert data["checklists"] == [] and data["failed_items"] == []
    assert data["repeats"] == {"count": 0, "rows": []}
    assert target(data, "canteen-school")["numerator"] == 0


def test_the_period_counts_its_own_visits_and_the_figures_up_to_its_end(
    district: District,
) -> None:
    data = told().data
    (checklist,) = data["checklists"]
    assert checklist == {
        "checklist": "canteen-school",
        "visits": 2,
        "passed": 1,
        "value": "50.0",
    }
    assert [(row["item"], row["failed"], row["share"]) for row in data["failed_items"]] == [
        (PURCHASE, 1, "50.0"),
        (HYGIENE, 1, "50.0"),
    ]
    school = target(data, "canteen-school")
    assert (school["numerator"], school["denominator"], school["value"]) == (2, 4, "50.0")
    assert (school["before"]["numerator"], school["change"]) == (1, 1)
    streets = {row["area"]: (row["numerator"], row["denominator"]) for row in school["areas"]}
    assert (streets[CAOYANG], streets[TAOPU]) == ((2, 3), (0, 1))


def test_an_item_that_failed_twice_in_a_row_is_named_with_both_days(district: District) -> None:
    repeats = told().data["repeats"]
    assert repeats["count"] == 1
    (row,) = repeats["rows"]
    assert (row["premises"], row["before"], row["on"], row["items"]) == (
        *(district.first.id, "2022-06-20", "2022-07-10"),
        [HYGIENE],
    )
    assert told("monthly", "2022-08").data["repeats"]["count"] == 0


def test_the_same_day_and_knowledge_give_the_same_bytes(district: District) -> None:
    known = NOON.date()
    before = told(known_at=known)
    district.visit(district.third, "2022-09-20", HYGIENE, at=LATER)
    db.session.expire_all()
    again = told(known_at=known)
    assert rfc8785.dumps(again.data) == rfc8785.dumps(before.data)
    assert digest_of(again.data) == digest_of(before.data)
    assert digest_of(told().data) != digest_of(before.data)


def test_a_new_name_changes_no_digest(district: District) -> None:
    before = told()
    row = db.session.get_one(Premises, district.first.id)
    row.name = "改名中学食堂（示例）"
    db.session.commit()
    after = told()
    assert digest_of(after.data) == digest_of(before.data)
    assert after.names["premises"] != before.names["premises"]


def test_the_file_holds_the_data_that_its_digest_is_of(district: District) -> None:
    report = told()
    whole = json.loads(data_file(report.data, report.names))
    assert whole["sha256"] == digest_of(whole["data"]) == digest_of(report.data)


@pytest.mark.parametrize("language", LANGUAGES)
def test_hostile_names_stay_words(district: District, language: str) -> None:
    row = db.session.get_one(Premises, district.first.id)
    row.name = HOSTILE
    db.session.commit()
    html = shown(told(), language)
    assert "&lt;script&gt;alert(1)" in html
    assert "<script" not in html and "<img" not in html
    assert html.count("<style>") == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_shows_every_chapter_and_the_digest(district: District, language: str) -> None:
    report = told()
    html = shown(report, language)
    words = texts_of(language)
    for chapter in ("targets", "streets", "departments", "items", "repeats", "lifts", "method"):
        assert words[f"report.{chapter}"] in html
    assert digest_of(report.data)[:8] in html
    assert words["report.reported"] not in html


def test_reported_figures_stand_in_a_chapter_of_their_own(district: District) -> None:
    goal = plan_in_force().manual_targets[0]
    row = {
        "id": goal.id,
        "value_zh": "3 个",
        "value_en": "3",
        "period": "2022",
        "dated_on": "2022-06-30",
        "source": "年报（示例）",
        "met": None,
    }
    html = shown(told(reported=[row]), "zh")
    assert "填报指标" in html and goal.zh in html and "年报（示例）" in html


def test_the_page_may_load_nothing_but_its_own_style(app: Flask) -> None:
    assert "default-src 'none'" in page_policy() and "unsafe" not in page_policy()


def test_an_instance_without_any_visit_has_a_report(app: Flask) -> None:
    html = shown(told("yearly", "2021"), "zh")
    assert "本期没有已复核的检查" in html


def target(data: dict[str, Any], id: str) -> dict[str, Any]:
    found: dict[str, Any] = next(one for one in data["targets"] if one["id"] == id)
    return found


def shown(report: Report, language: str) -> str:
    return render_html(report.data, report.names, Words(language, texts_of(language)))
