"""The report's chapter on corrections: what was closed on time, and what was known by then."""

from datetime import date, timedelta
from typing import Any

import pytest

from inspect_app.documents.reports.pages import render_html
from inspect_app.documents.reports.words import Words
from inspect_app.domain.corrections.correction import Move
from inspect_app.domain.figures.counting import AsOf
from inspect_app.domain.ids import uuid7
from inspect_app.domain.reports.periods import read_period
from inspect_app.models.people import User
from inspect_app.models.premises import Premises
from inspect_app.queries.figures.plans import plan_in_force
from inspect_app.queries.reports.report import Report, read_report
from inspect_app.services.corrections.moves import Made, lock_correction, make_move
from inspect_app.services.review.reviews import approve
from inspect_app.services.writing.transaction import writing
from inspect_app.web.language import texts_of
from tests.bodies import make_body, signed
from tests.makers import make_premises
from tests.services.pushing import NOON, push

LATER = NOON + timedelta(hours=3)
LAST = date(2022, 9, 30)


def ordered(lin: User, bai: User, chen: User, place: Premises, *, serve: bool = False) -> str:
    """The id of a correction that was ordered on the day of the visit."""
    id, correction = uuid7(), uuid7()
    made = make_body(lin, bai, place, fail=("env.pest",))
    asked = [{"id": correction, "item": "env.pest", "deadline_days": 3}]
    assert push(signed(made, id, corrections=asked), lin, id=id).verdict == "stored"
    if serve:
        moved(lin, correction, "serve", "inspector", how="handed")
    approve(chen.id, id, 1, at=LATER)
    return correction


def moved(actor: User, id: str, name: str, who: str, days: int = 0, **more: Any) -> None:
    at = LATER + timedelta(days=days)
    with writing(at) as w:
        row = lock_correction(w, id)
        assert row is not None
        make_move(w, row, Made(Move(name, who, at.date(), **more), actor.id))


def told(known_at: date | None = None) -> Report:
    period = read_period("quarterly", "2022Q3")
    return read_report(plan_in_force(), period, AsOf(LAST, known_at))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_without_corrections_there_is_no_chapter(app, language) -> None:
    report = told()
    assert report.data["corrections"]["open"] == 0
    page = render_html(report.data, report.names, Words(language, texts_of(language)))
    assert 'id="corrections"' not in page


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_chapter_counts_by_street_kind_department_and_item(
    app, lin, bai, chen, language
) -> None:
    on_time, late, _ = (ordered(lin, bai, chen, make_premises(), serve=True) for _ in range(3))
    for id, days in ((on_time, 5), (late, 6)):
        moved(chen, id, "send", "supervisor", days=1)
        moved(lin, id, "pass", "inspector", days=days)
    report = told()
    counted = report.data["corrections"]
    assert [counted[name] for name in ("ordered", "on_time", "late", "open", "overdue")] == [
        *(3, 1, 1, 1, 1)
    ]
    for group, key in (
        ("by_area", {"area": "310107005"}),
        ("by_kind", {"kind": "canteen_school"}),
        ("by_department", {"department": "scjgj"}),
        ("by_item", {"checklist": "canteen-school", "item": "env.pest"}),
    ):
        (row,) = counted[group]
        assert row.items() >= (key | {"ordered": 3, "share": "50.0"}).items()
    page = render_html(report.data, report.names, Words(language, texts_of(language)))
    assert 'id="corrections"' in page
    assert page.count('<table class="figure counts') == 4  # all with the same columns
    assert ("曹杨新村街道" if language == "zh" else "Caoyang Xincun") in page


def test_what_was_not_known_yet_is_not_counted(app, lin, bai, chen) -> None:
    ordered(lin, bai, chen, make_premises(), serve=True)
    assert told(date(2022, 9, 13)).data["corrections"]["open"] == 0
    assert told(date(2022, 9, 14)).data["corrections"]["open"] == 1


def test_the_same_item_at_two_visits_in_a_row_is_repeated(app, lin, bai, chen) -> None:
    place = make_premises()
    for _ in range(2):
        ordered(lin, bai, chen, place)
    assert told().data["repeats"]["count"] == 1
    counted = told().data["corrections"]
    assert counted["repeated"] == 1 and counted["by_area"][0]["repeated"] == 1
