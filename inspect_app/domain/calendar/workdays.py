"""Working days by the official holidays of known years; in other years Monday to Friday."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Self

from inspect_app.domain.refusals import Refused

MOST_DAYS = 5000
SATURDAY = 5


@dataclass(frozen=True)
class Workdays:
    """The official calendar: `holidays` are weekdays off, `makeup` are weekend days worked."""

    years: frozenset[int]
    holidays: frozenset[date]
    makeup: frozenset[date]

    @classmethod
    def from_object(cls, given: Mapping[str, Any]) -> Self:
        """Build the calendar from `workdays.json`: days `MM-DD` by year and kind."""
        return cls(
            frozenset(map(int, given)),
            frozenset(days_of(given, "holidays")),
            frozenset(days_of(given, "makeup")),
        )

    def is_workday(self, day: date) -> bool:
        return day in self.makeup or (day.weekday() < SATURDAY and day not in self.holidays)

    def add(self, start: date, count: int) -> date:
        """Return the day `count` (up to 5000) working days after `start`; raise Refused."""
        if not 0 <= count <= MOST_DAYS:
            message = f"A deadline has 0 to {MOST_DAYS} working days, not {count}."
            raise Refused("workdays", "count", message)
        day = start
        while count > 0:
            day = day_after(day)
            count -= self.is_workday(day)
        return day

    def unknown_years(self, start: date, end: date) -> list[int]:
        """List the years from start to end whose holidays are not entered yet."""
        return [year for year in range(start.year, end.year + 1) if year not in self.years]


def days_of(given: Mapping[str, Any], kind: str) -> Iterator[date]:
    for year, days in given.items():
        yield from (date.fromisoformat(f"{year}-{day}") for day in days[kind])


def day_after(day: date) -> date:
    """Return the next day; raise Refused after the year 9999."""
    if day == date.max:
        raise Refused("day", "day", "The calendar ends here.")
    return day + timedelta(days=1)
