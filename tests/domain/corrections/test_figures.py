"""Corrections are counted by their moves: on time, late, open, overdue, as was known by then."""

from datetime import date
from typing import Any

import pytest

from inspect_app.domain.corrections.figures import Case, Step, Tallies, standing_at
from inspect_app.domain.figures.counting import AsOf

FIRST, LAST = date(2022, 7, 1), date(2022, 9, 30)
DUE = date(2022, 9, 19)


def day(number: int) -> date:
    return date(2022, 9, number)


SEEN = day(14)


def case(*steps: Step, on: date = SEEN, **more: Any) -> Case:
    place = {"area": "310107005", "kind": "canteen_school", "department": "scjgj"}
    named = {"id": "c", "premises": "p", "item": ("canteen-school", "env.pest")}
    return Case(**(named | place | more), on=on, recorded_on=on, steps=steps)


def step(move: str, after: str, on: date, recorded: date | None = None, **more: Any) -> Step:
    return Step(move, after, on, recorded or on, **more)


ORDER = step("order", "ordered", day(15))
SERVE = step("serve", "ordered", day(14), day(15), due_on=DUE)


def counted(one: Case, as_of: AsOf) -> dict[str, Any]:
    tallies = Tallies(FIRST, as_of)
    tallies.add(one)
    return {name: n for name, n in tallies.whole.as_object().items() if n}


@pytest.mark.parametrize(
    ("closed", "told"),
    [
        (DUE, {"ordered": 1, "closed": 1, "on_time": 1, "share": "100.0"}),
        (day(20), {"ordered": 1, "closed": 1, "late": 1, "share": "0.0"}),
    ],
)
def test_the_deadline_itself_is_on_time_and_the_day_after_is_late(
    closed: date, told: dict[str, Any]
) -> None:
    one = case(ORDER, SERVE, step("accept", "closed", closed))
    assert counted(one, AsOf(LAST)) == told


def test_an_open_one_is_overdue_from_the_day_after_its_deadline() -> None:
    one = case(ORDER, SERVE)
    assert counted(one, AsOf(DUE)) == {"ordered": 1, "open": 1}
    assert counted(one, AsOf(day(20))) == {"ordered": 1, "open": 1, "overdue": 1}


def test_an_extension_moves_the_deadline() -> None:
    longer = step("extend", "ordered", day(16), due_on=day(26))
    one = case(ORDER, SERVE, longer, step("accept", "closed", day(26)))
    assert counted(one, AsOf(LAST))["on_time"] == 1
    assert counted(one, AsOf(day(22))) == {"ordered": 1, "open": 1}


def test_what_was_recorded_later_was_not_known() -> None:
    offline = step("pass", "closed", day(18), day(25))
    one = case(ORDER, SERVE, offline)
    assert standing_at(one, AsOf(LAST, day(24))).state == "ordered"
    assert counted(one, AsOf(LAST, day(24)))["overdue"] == 1
    assert counted(one, AsOf(LAST, day(25)))["on_time"] == 1


def test_what_is_only_proposed_binds_nobody_until_it_is_served() -> None:
    assert counted(case(), AsOf(LAST)) == {}
    assert counted(case(SERVE), AsOf(LAST)) == {"open": 1, "overdue": 1}
    assert standing_at(case(), AsOf(day(13))) is None


def test_a_void_one_and_one_closed_before_the_period_are_not_counted() -> None:
    void = case(ORDER, SERVE, step("void", "void", day(16)))
    assert counted(void, AsOf(LAST)) == {"ordered": 1}
    old = date(2022, 6, 1)
    before = case(step("order", "ordered", old), step("accept", "closed", old), on=old)
    assert counted(before, AsOf(LAST)) == {}


def test_every_group_adds_up_to_the_whole() -> None:
    tallies = Tallies(FIRST, AsOf(LAST))
    for area, kind in (("310107005", "stall"), ("310107103", "stall"), ("310107005", "market")):
        tallies.add(case(ORDER, SERVE, area=area, kind=kind))
    tallies.add_repeat(
        {"area": "310107005", "kind": "stall", "department": "scjgj"}, "stall", ["a", "b"]
    )
    told = tallies.as_object()
    for group in ("by_area", "by_kind", "by_department"):
        for count in ("open", "overdue", "repeated"):
            assert sum(row[count] for row in told[group]) == told[count], (group, count)
    assert told["repeated"] == 2 and [row["open"] for row in told["by_area"]] == [2, 1]
