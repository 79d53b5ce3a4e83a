"""Tells when somebody has to go to a premises next, by the interval of its kind.

The phone shows the same, and both pass the cases in `tests/vectors/days/due.json`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from inspect_app.domain.calendar.ages import old_enough_on
from inspect_app.domain.calendar.days import add_months
from inspect_app.domain.kinds import FOLLOWS

AHEAD = timedelta(days=30)
OVERDUE, FAILED, DUE, NEVER, OK = "overdue", "failed", "due", "never", "ok"
STATES = (OVERDUE, FAILED, DUE, NEVER, OK)


@dataclass(frozen=True)
class Asked:
    """A premises as it stands: `last` is the day of its last approved visit, `passed` its verdict.

    `attrs` say how old a lift is; nobody has to go to one before it is 15.
    """

    kind: str
    status: str
    attrs: Mapping[str, object]
    last: date | None = None
    passed: bool | None = None


@dataclass(frozen=True)
class Due:
    """One of STATES, or None where nobody goes; `on` is the last day in time, None without one.

    `waits`: somebody may go there now: never inspected, overdue, or due within thirty days.
    """

    state: str | None
    on: date | None = None
    waits: bool = False


def find_due(asked: Asked, months: int | None, today: date) -> Due:
    """Return what is due; a kind without an interval (`months` is None) has no day."""
    if asked.status != "open" or asked.kind in FOLLOWS:
        return Due(None)
    first = old_enough_on(asked.attrs) if asked.kind == "elevator" else None
    if first is not None and today < first:
        return Due(_state(asked, first, today, never=False), first)
    # What was seen before a lift was old enough counts for nothing.
    never = asked.last is None or (first is not None and asked.last < first)
    on = None if never or months is None or asked.last is None else add_months(asked.last, months)
    waits = never or (on is not None and on - today <= AHEAD)
    return Due(_state(asked, on, today, never=never), on, waits)


def _state(asked: Asked, on: date | None, today: date, *, never: bool) -> str:
    if on is not None and on < today:
        return OVERDUE
    if asked.last is not None and asked.passed is False:
        return FAILED
    if never:
        return NEVER
    return DUE if on is not None and on - today <= AHEAD else OK
