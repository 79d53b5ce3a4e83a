"""Fields of the desk's forms: what is no day or no number is the reader's mistake."""

from datetime import date

from flask import request

from inspect_app.domain.calendar.days import is_day
from inspect_app.errors import problem

LONGEST_COUNT = 9


def asked_text(field: str) -> str:
    """Without the blanks around it."""
    return request.form.get(field, "").strip()


def asked_day(field: str) -> date:
    """YYYY-MM-DD, as a date field sends it."""
    given = request.form.get(field, "")
    if not is_day(given):
        raise problem("invalid", field=field)
    return date.fromisoformat(given)


def asked_count(field: str) -> int:
    """A whole number in plain figures."""
    given = asked_text(field)
    if not given.isascii() or not given.isdecimal() or len(given) > LONGEST_COUNT:
        raise problem("invalid", field=field)
    return int(given)
