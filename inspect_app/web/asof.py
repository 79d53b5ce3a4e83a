"""The day a page counts for: today, unless `?as_of=` says otherwise."""

from datetime import date

from flask import request

from inspect_app.domain.calendar.days import is_day
from inspect_app.domain.figures.counting import AsOf
from inspect_app.errors import problem
from inspect_app.web.formats import today

# A trend counts every quarter up to the day: one far ahead would keep the server busy for nothing.
LAST = date(2099, 12, 31)


def asked_day() -> AsOf:
    """A text that is no day is the reader's mistake, told as such."""
    given = request.args.get("as_of", "")
    if not given:
        return AsOf(today())
    if not is_day(given) or date.fromisoformat(given) > LAST:
        raise problem("invalid", field="as_of")
    return AsOf(date.fromisoformat(given))
