"""A report's period: what is none is refused, the rest has its first and last day."""

from datetime import date

import pytest

from inspect_app.domain.refusals import Refused
from inspect_app.domain.reports.periods import day_of, period_at, read_period, recent_periods

TODAY = date(2023, 8, 20)


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("monthly", "2023-13"),
        ("monthly", "2023-00"),
        ("monthly", "2023-7"),
        ("monthly", "2023Q3"),
        ("quarterly", "2023Q5"),
        ("quarterly", "2023q3"),
        ("quarterly", "２０２３Q3"),
        ("yearly", "23"),
        ("yearly", "2023 "),
        ("yearly", "2023\n"),
        ("yearly", "0000"),
        ("yearly", "9999"),
        ("yearly", ""),
    ],
)
def test_what_is_no_period_of_its_kind_is_refused(kind: str, name: str) -> None:
    with pytest.raises(Refused) as refused:
        read_period(kind, name)
    assert (refused.value.code, refused.value.where) == ("period", "PERIOD")


def test_a_period_that_has_not_begun_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        day_of(read_period("quarterly", "2023Q4"), None, TODAY)
    assert refused.value.code == "future_period"


@pytest.mark.parametrize("day", [date(2023, 6, 30), date(2023, 8, 21)])
def test_a_day_before_the_period_or_still_to_come_is_refused(day: date) -> None:
    with pytest.raises(Refused) as refused:
        day_of(read_period("quarterly", "2023Q3"), day, TODAY)
    assert refused.value.code == "as_of"


@pytest.mark.parametrize(
    ("kind", "name", "first", "last"),
    [
        ("monthly", "2023-12", date(2023, 12, 1), date(2023, 12, 31)),
        ("monthly", "2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("quarterly", "2023Q1", date(2023, 1, 1), date(2023, 3, 31)),
        ("quarterly", "2023Q4", date(2023, 10, 1), date(2023, 12, 31)),
        ("yearly", "2023", date(2023, 1, 1), date(2023, 12, 31)),
    ],
)
def test_a_period_has_its_first_and_last_day(kind: str, name: str, first: date, last: date) -> None:
    period = read_period(kind, name)
    assert (period.first, period.last) == (first, last)
    assert period_at(kind, first) == period_at(kind, last) == period


def test_the_day_is_the_periods_last_or_today_while_it_runs() -> None:
    assert day_of(read_period("quarterly", "2023Q2"), None, TODAY) == date(2023, 6, 30)
    assert day_of(read_period("quarterly", "2023Q3"), None, TODAY) == TODAY
    assert day_of(read_period("monthly", "2023-07"), TODAY, TODAY) == TODAY


def test_the_periods_of_the_plan_are_listed_newest_first() -> None:
    names = [one.name for one in recent_periods("quarterly", date(2023, 2, 1), TODAY)]
    assert names == ["2023Q3", "2023Q2", "2023Q1"]
    assert recent_periods("yearly", date(2024, 1, 1), TODAY) == []
