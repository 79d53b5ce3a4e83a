"""Days as texts of exactly the form YYYY-MM-DD."""

import re
from calendar import monthrange
from datetime import date

# `date.fromisoformat` also takes 20220315 and 2022-W11-2, which no other program here would read.
SHAPE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def is_day(value: object) -> bool:
    """Whether the value is a text YYYY-MM-DD of a day that exists."""
    if not isinstance(value, str) or not SHAPE.fullmatch(value):
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def days_between(earlier: str, later: str) -> int:
    """Return the days from one ISO day to another; negative if `later` comes first."""
    return (date.fromisoformat(later) - date.fromisoformat(earlier)).days


def add_months(day: date, months: int) -> date:
    """Return the same day of a later month, or that month's last day where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > date.max.year:
        return date.max
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
