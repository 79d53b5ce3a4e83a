"""The day a page counts for: today, unless `?as_of=` says otherwise."""

from datetime import date

from flask import request

from inspect_app.domain.counting import AsOf
from inspect_app.errors import problem
from inspect_app.formats import today


def asked_day() -> AsOf:
    """A text that is no day is the reader's mistake, told as such."""
    given = request.args.get("as_of", "")
    if not given:
        return AsOf(today())
    try:
        return AsOf(date.fromisoformat(given))
    except ValueError:
        raise problem("invalid", field="as_of") from None
