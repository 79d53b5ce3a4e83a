"""Days as texts: exactly YYYY-MM-DD and in the calendar."""

import re
from datetime import date

# `date.fromisoformat` also takes 20220315 and 2022-W11-2, which no other program here would read.
SHAPE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def is_day(value: object) -> bool:
    """False for whatever is no text, too."""
    if not isinstance(value, str) or not SHAPE.fullmatch(value):
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def days_between(earlier: str, later: str) -> int:
    """Negative when `earlier` is the later one."""
    return (date.fromisoformat(later) - date.fromisoformat(earlier)).days
