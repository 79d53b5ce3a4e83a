"""Where a target should be on a day, exactly; outside the plan there is no pace."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from inspect_app.domain.pace import elapsed, expected, reached
from inspect_app.plans.load import current_plan

PLAN = current_plan()
SHARE = PLAN.targets[0]
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
