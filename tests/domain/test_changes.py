"""Which decisions move a figure, by metric."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from inspect_app.domain.figures.changes import Change, Decision, changes_of, grouped
from inspect_app.domain.figures.history import ACCEPTANCE
from inspect_app.plans.load import current_plan

START = datetime(2022, 9, 1, tzinfo=UTC)
MADE = Decision(
    at=START + timedelta(days=1),
    approved=True,
    inspection="a",
    subject="s",
    premises="s",
    name="晴禾小学食堂（示例）",
    area="310107005",
    kind="canteen_school",
    checklist="canteen-school",
    on=date(2022, 9, 1),
    arrived_at=START,
    covered=True,
    passed=True,
    result="conform",
    complete=True,
    attrs={},
)


def told(*decisions: Decision) -> list[tuple[str, int]]:
    found = changes_of(current_plan(), decisions, START)
    return [(one.what, one.sign) for one in sorted(found, key=lambda one: one.at)]


def later(one: Decision, days: int, **facts: object) -> Decision:
    return replace(one, at=one.at + timedelta(days=days), **facts)  # type: ignore[arg-type]


def test_a_kindergarten_moves_nothing() -> None:
    assert told(replace(MADE, attrs={"stage": "幼"})) == []


def test_a_visit_at_which_nothing_could_be_inspected_moves_nothing() -> None:
    assert told(replace(MADE, result="unable")) == []
    assert told(replace(MADE, complete=False)) == []


def test_a_decision_before_the_span_is_known_and_not_told() -> None:
    assert told(later(MADE, -9), later(MADE, 0, inspection="b", on=date(2022, 9, 2))) == []


def test_an_older_visit_approved_late_moves_nothing() -> None:
    assert (
        told(later(MADE, -9), later(MADE, 1, inspection="b", on=date(2022, 8, 1), covered=False))
        == []
    )


def test_a_failed_visit_after_a_good_one_is_lost_and_a_return_brings_the_older_back() -> None:
    failed = later(MADE, 1, inspection="b", on=date(2022, 9, 2), covered=False)
    assert told(MADE, failed) == [("gained", 1), ("lost", -1)]
    assert told(MADE, failed, later(failed, 1, approved=False)) == [
        ("gained", 1),
        ("lost", -1),
        ("returned", 1),
    ]


def test_a_first_visit_that_fails_moves_nothing() -> None:
    assert told(replace(MADE, covered=False)) == []


def test_a_young_lift_moves_nothing_and_an_old_one_once() -> None:
    lift = replace(MADE, kind="elevator", checklist="elevator", covered=None)
    old = {"residential": True, "in_service_on": "2000-01-01"}
    assert told(replace(lift, attrs=old | {"in_service_on": "2015-01-01"})) == []
    assert told(replace(lift, attrs=old), later(replace(lift, attrs=old), 1, inspection="b")) == [
        ("gained", 1)
    ]


def test_a_first_acceptance_that_fails_moves_the_share_and_a_second_one_does_not() -> None:
    work = replace(
        MADE,
        kind="construction_site",
        checklist=ACCEPTANCE,
        attrs={"major": True},
        result="fail",
        covered=None,
    )
    second = later(work, 3, inspection="b", on=date(2022, 9, 4), result="pass")
    assert told(work, second) == [("lost", -1)]
    assert told(replace(work, attrs={})) == []


def test_a_group_has_the_name_of_its_newest_change() -> None:
    changes = [
        Change("named", "food-shop", START + timedelta(days=n), f"{n}", "", 1) for n in range(3)
    ]
    (one,) = grouped(changes, 5)
    assert (one.name, one.number) == ("2", 3)
    assert grouped(changes, 0) == []
