"""The day that a page counts for: today, or `?as_of=`."""

from datetime import date

from flask import request

from inspect_app.domain.calendar.days import is_day
from inspect_app.domain.figures.counting import AsOf
from inspect_app.domain.figures.targets import Plan
from inspect_app.errors import problem
from inspect_app.web.formats import today

# A trend counts every quarter up to the day: one far ahead would cost needless seconds.
LAST = date(2099, 12, 31)


def asked_day() -> AsOf:
    """Return the day in the address, today by default; raise `invalid` for a wrong one."""
    given = request.args.get("as_of", "")
    if not given:
        return AsOf(today())
    if not is_day(given) or date.fromisoformat(given) > LAST:
        raise problem("invalid", field="as_of")
    return AsOf(date.fromisoformat(given))


def where_it_lies(plan: Plan, day: date) -> str | None:
    """Return what a page must say of its day: future, before or after the plan; None within it."""
    if day > today():
        return "future"
    if day < plan.start:
        return "before"
    return "after" if day > plan.end else None
