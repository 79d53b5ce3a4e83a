"""What signals look at is read from a body: of questions and of scored sheets alike."""

from typing import Any

from inspect_app.demo.records.plausible import full_tables
from inspect_app.domain.review.looked_at import Judged, Signed, list_judged, visit_of
from inspect_app.domain.rules.checklist import Checklist
from tests.vectors.read import published

BODY: dict[str, Any] = {
    "started_at": "2022-09-14T10:12:00+08:00",
    "sealed_at": "2022-09-20T10:12:00+08:00",
    "position": {"lat": 31.24, "lng": 121.4, "accuracy_m": 12},
    "answers": {"raw.cold-temp": {"value": 4.2, "note": "冰箱门未关严"}},
    "photos": {"raw.cold-temp": [{"sha256": "a" * 64, "source": "album"}]},
}
FIRST = '{"started_at": "2022-09-14T10:12:00+08:00", "sealed_at": "2022-09-14T10:58:00+08:00"}'


def parsed(code: str) -> Checklist:
    return Checklist.from_object(published()[code].object)


def test_the_time_is_that_of_the_first_submission_and_words_are_counted() -> None:
    judged = [Judged("number", "pass", True), Judged("pass_fail", "missing", False)]
    visit = visit_of(BODY, FIRST, judged, Signed(3, 1, 2), reused=0, metres=18)
    assert (visit.seconds, visit.types, visit.notes) == (46 * 60, ["number"], 1)
    assert (visit.photos, visit.album, visit.numbers) == (1, 1, [4.2])
    assert (visit.signatures, visit.unbound, visit.unconfirmed) == (3, 1, 2)


def test_only_what_was_asked_is_judged() -> None:
    (judged,) = list_judged(parsed("canteen-school"), BODY, {"raw.cold-temp": "pass"})
    assert judged == Judged("number", "pass", True)


def test_each_scored_item_of_a_sheet_is_judged_by_its_points() -> None:
    tables = full_tables(published()["construction-jgj59"].object)
    first = next(iter(tables[0]["scores"]))
    tables[0]["scores"][first] = {"missing": True, "reason": "没有"}
    judged = list_judged(parsed("construction-jgj59"), {"tables": tables}, {})
    assert {one.type for one in judged} == {"points"}
    assert [one for one in judged if one.noted] == [Judged("points", "na", True)]
    assert {one.verdict for one in judged} == {"pass", "na"}
