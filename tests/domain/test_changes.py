"""Which decisions move a figure, by metric."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from inspect_app.domain.figures.changes import Change, Decision, Place, changes_of, grouped
from inspect_app.domain.figures.history import ACCEPTANCE
from inspect_app.plans.load import current_plan

START = datetime(2022, 9, 1, tzinfo=UTC)
MADE = Decision(
    at=START + timedelta(days=1),
    approved=True,
    inspection="a",
    premises="s",
    unit_work=None,
    checklist="canteen-school",
    on=date(2022, 9, 1),
    arrived_at=START,
    covered=True,
    passed=True,
    result="conform",
    complete=True,
)


def told(
    *decisions: Decision, kind: str = "canteen_school", attrs: dict[str, Any] | None = None
) -> list[tuple[str, int]]:
    places = {"s": Place("晴禾小学食堂（示例）", "310107005", kind, attrs or {})}
    found = changes_of(current_plan(), places, decisions)
    return [(one.what, one.sign) for one in sorted(found, key=lambda one: one.at)]


def later(one: Decision, days: int, **facts: Any) -> Decision:
    assert one.at is not None
    return one._replace(at=one.at + timedelta(days=days), **facts)


def earlier(one: Decision) -> Decision:
    return one._replace(at=None)


def test_a_kindergarten_moves_nothing() -> None:
    assert told(MADE, attrs={"stage": "幼"}) == []


def test_a_visit_at_which_nothing_could_be_inspected_moves_nothing() -> None:
    assert told(MADE._replace(result="unable")) == []
    assert told(MADE._replace(complete=False)) == []


def test_a_decision_before_the_span_is_known_and_not_told() -> None:
    assert told(earlier(MADE), MADE._replace(inspection="b", on=date(2022, 9, 2))) == []


def test_an_older_visit_approved_late_moves_nothing() -> None:
    late = later(MADE, 1, inspection="b", on=date(2022, 8, 1), covered=False)
    assert told(earlier(MADE), late) == []


def test_a_failed_visit_after_a_good_one_is_lost_and_a_return_brings_the_older_back() -> None:
    failed = later(MADE, 1, inspection="b", on=date(2022, 9, 2), covered=False)
    assert told(MADE, failed) == [("gained", 1), ("lost", -1)]
    assert told(MADE, failed, later(failed, 1, approved=False)) == [
        ("gained", 1),
        ("lost", -1),
        ("returned", 1),
    ]


def test_a_first_visit_that_fails_moves_nothing() -> None:
    assert told(MADE._replace(covered=False)) == []


def test_a_young_lift_moves_nothing_and_an_old_one_once() -> None:
    lift = MADE._replace(checklist="elevator", covered=None)
    old = {"residential": True, "in_service_on": "2000-01-01"}
    young = old | {"in_service_on": "2015-01-01"}
    assert told(lift, kind="elevator", attrs=young) == []
    twice = (lift, later(lift, 1, inspection="b"))
    assert told(*twice, kind="elevator", attrs=old) == [("gained", 1)]


def test_a_first_acceptance_that_fails_moves_the_share_and_a_second_one_does_not() -> None:
    work = MADE._replace(checklist=ACCEPTANCE, unit_work="w", result="fail", covered=None)
    second = later(work, 3, inspection="b", on=date(2022, 9, 2), result="pass")
    site = "construction_site"
    assert told(work, second, kind=site, attrs={"major": True}) == [("lost", -1)]
    assert told(work, kind=site) == []


def test_two_unit_works_of_one_site_are_accepted_apart() -> None:
    work = MADE._replace(checklist=ACCEPTANCE, unit_work="w", result="fail", covered=None)
    other = later(work, 1, inspection="b", unit_work="x", result="pass")
    told_of = told(work, other, kind="construction_site", attrs={"major": True})
    assert told_of == [("lost", -1), ("gained", 1)]


def test_a_group_has_the_name_of_its_newest_change() -> None:
    changes = [
        Change("named", "food-shop", START + timedelta(days=n), f"{n}", "", 1) for n in range(3)
    ]
    (one,) = grouped(changes, 5)
    assert (one.name, one.number) == ("2", 3)
    assert not one.at_least
    assert grouped(changes, 0) == []


def test_a_group_of_which_only_the_newest_were_read_has_at_least_as_many() -> None:
    change = Change("named", "food-shop", START, "1", "", 1)
    (one,) = grouped([change, replace(change, at_least=True)], 5)
    assert (one.number, one.at_least) == (2, True)
