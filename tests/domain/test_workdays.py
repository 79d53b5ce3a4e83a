"""Working days, first the counts that cannot be."""

import json
from datetime import date, timedelta

import chinese_calendar
import pytest

from inspect_app.domain.refusals import Refused
from inspect_app.plans.workdays import current_workdays
from tests.vectors.read import FOLDER

WORKDAYS = current_workdays()
CASES = json.loads((FOLDER / "days" / "workdays.json").read_text("utf-8"))


@pytest.mark.parametrize("count", [-1, 5001])
def test_a_count_without_sense_is_refused(count: int) -> None:
    with pytest.raises(Refused):
        WORKDAYS.add(date(2022, 9, 20), count)


def test_the_calendar_ends_somewhere() -> None:
    with pytest.raises(Refused):
        WORKDAYS.add(date.max, 1)


@pytest.mark.parametrize(("start", "count", "end"), CASES)
def test_day_one_is_the_next_working_day(start: str, count: int, end: str) -> None:
    assert WORKDAYS.add(date.fromisoformat(start), count) == date.fromisoformat(end)


def test_years_without_data_are_named() -> None:
    assert WORKDAYS.unknown_years(date(2026, 12, 30), date(2027, 1, 5)) == [2027]
    assert WORKDAYS.unknown_years(date(2021, 1, 1), date(2026, 12, 31)) == []


def test_the_table_says_what_the_public_calendar_says() -> None:
    first, last = date(min(WORKDAYS.years), 1, 1), date(max(WORKDAYS.years), 12, 31)
    days = [first + timedelta(days=at) for at in range((last - first).days + 1)]
    assert [WORKDAYS.is_workday(day) for day in days] == [
        chinese_calendar.is_workday(day) for day in days
    ]
