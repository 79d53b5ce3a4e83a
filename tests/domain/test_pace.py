"""Where a target should be on a day, exactly; outside the plan there is no pace."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from inspect_app.domain.figures.pace import compare, elapsed, expected, reached
from inspect_app.plans.load import current_plan

PLAN = current_plan()
SHARE = next(target for target in PLAN.targets if target.id == "canteen-elderly")
KEPT = next(target for target in PLAN.targets if target.id == "project-first-pass")
COUNT = next(target for target in PLAN.targets if target.metric == "cumulative")


@pytest.mark.parametrize("day", [date(2020, 12, 31), date(2024, 1, 1)])
def test_outside_the_plan_there_is_no_pace(day: date) -> None:
    assert elapsed(PLAN, day) is None
    assert expected(PLAN, SHARE, day) is None


def test_the_last_day_asks_for_the_whole_target() -> None:
    assert expected(PLAN, SHARE, PLAN.end) == SHARE.target
    assert expected(PLAN, COUNT, PLAN.end) == COUNT.target


def test_the_first_day_asks_for_one_day() -> None:
    assert elapsed(PLAN, PLAN.start) == Fraction(1, 1095)


def test_a_count_starts_at_its_baseline() -> None:
    begun = replace(COUNT, baseline=100, target=1195)
    assert expected(PLAN, begun, PLAN.start) == 101


def test_nothing_is_reached_while_nothing_can_be_counted() -> None:
    assert reached(SHARE, 0, 0) is None
    assert reached(SHARE, 1, 3) == Fraction(100, 3)
    assert reached(COUNT, 7, None) == 7


@pytest.mark.parametrize(
    ("at", "met", "day", "pace", "far"),
    [
        (None, False, date(2022, 7, 2), None, 0),
        (Fraction(0), False, date(2020, 12, 31), None, 0),
        (Fraction(100), True, date(2022, 7, 2), "reached", 0),
        (Fraction(99), False, date(2024, 1, 1), "missed", 1),
        (Fraction(60), False, date(2023, 12, 31), "behind", 40),
        (Fraction(399, 4), False, date(2023, 12, 31), "level", 0),
    ],
)
def test_a_share_is_told_from_its_pace(
    at: Fraction | None, met: bool, day: date, pace: str | None, far: int
) -> None:
    assert compare(PLAN, SHARE, day, at, met) == (pace, far)


def test_a_count_that_never_began_is_neither_early_nor_late() -> None:
    begun = replace(COUNT, baseline=120)
    assert compare(PLAN, begun, date(2022, 7, 2), Fraction(120), False) == (None, 0)
    pace, far = compare(PLAN, begun, date(2022, 7, 2), Fraction(121), False)
    assert pace == "behind" and far > 1


@pytest.mark.parametrize(
    ("at", "met", "day", "pace", "far"),
    [
        (None, False, date(2022, 7, 2), None, 0),
        (Fraction(100), False, date(2020, 12, 31), None, 0),
        (Fraction(2300, 24), False, PLAN.start, "broken", Fraction(100, 24)),
        (Fraction(2300, 24), False, date(2022, 7, 2), "broken", Fraction(100, 24)),
        (Fraction(100), True, PLAN.start, "kept", 0),
        (Fraction(100), True, date(2024, 1, 1), "kept", 0),
        (Fraction(99), False, date(2024, 1, 1), "missed", 1),
    ],
)
def test_what_is_to_be_kept_is_never_ahead_of_anything(
    at: Fraction | None, met: bool, day: date, pace: str | None, far: Fraction
) -> None:
    assert compare(PLAN, KEPT, day, at, met) == (pace, far)


def test_what_is_to_be_kept_is_asked_for_from_the_first_day() -> None:
    assert expected(PLAN, KEPT, PLAN.start) == expected(PLAN, KEPT, PLAN.end) == 100


def test_the_plan_keeps_school_canteens_and_first_acceptances_and_reaches_the_rest() -> None:
    assert {target.id for target in PLAN.targets if target.is_kept} == {
        "canteen-school",
        "project-first-pass",
    }
    assert [target.id for target in PLAN.manual_targets if target.is_kept] == ["aqi", "pm25"]
