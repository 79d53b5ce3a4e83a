"""Reads fields of the desk's forms, and filters; a wrong value raises Problem `invalid`."""

from collections.abc import Mapping
from datetime import date

from flask import request

from inspect_app.domain.calendar.days import is_day
from inspect_app.errors import problem

LONGEST_COUNT = 9


def asked_text(field: str) -> str:
    """Return a field's text without surrounding white space."""
    return request.form.get(field, "").strip()


def asked_day(field: str) -> date:
    """Return a field's day, YYYY-MM-DD; raise `invalid`."""
    given = request.form.get(field, "")
    if not is_day(given):
        raise problem("invalid", field=field)
    return date.fromisoformat(given)


def asked_count(field: str) -> int:
    """Return a field's whole number; raise `invalid`."""
    given = asked_text(field)
    if not given.isascii() or not given.isdecimal() or len(given) > LONGEST_COUNT:
        raise problem("invalid", field=field)
    return int(given)


def narrowing(given: Mapping[str, str]) -> dict[str, str]:
    """Return the filters that narrow something; what no text of a database holds is left out."""
    # PostgreSQL refuses a query text with NUL.
    return {name: text for name, text in given.items() if text and "\0" not in text}
