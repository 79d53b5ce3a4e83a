"""The period of a report: a month, a quarter or a year, named 2023-07, 2023Q3 or 2023."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from inspect_app.domain.refusals import Refused, shown

MONTHLY, QUARTERLY, YEARLY = "monthly", "quarterly", "yearly"
FORMS = {
    MONTHLY: re.compile(r"(?P<year>[0-9]{4})-(?P<part>0[1-9]|1[0-2])"),
    QUARTERLY: re.compile(r"(?P<year>[0-9]{4})Q(?P<part>[1-4])"),
    YEARLY: re.compile(r"(?P<year>[0-9]{4})"),
}
EXAMPLES = {MONTHLY: "2023-07", QUARTERLY: "2023Q3", YEARLY: "2023"}
LENGTHS = {MONTHLY: 1, QUARTERLY: 3, YEARLY: 12}
YEARS = range(2000, 2100)


@dataclass(frozen=True)
class Period:
    """A month, quarter or year with its first and last day."""

    kind: str
    name: str
    first: date
    last: date

    @property
    def before(self) -> date:
        """Return the last day of the period before."""
        return self.first - timedelta(days=1)


def read_period(kind: str, name: str) -> Period:
    """Read a period of this kind; raise Refused for anything else."""
    found = FORMS[kind].fullmatch(name)
    if found is None or int(found["year"]) not in YEARS:
        message = f"{shown(name)} is no period of a {kind} report, such as {EXAMPLES[kind]}."
        raise Refused("period", "PERIOD", message)
    length = LENGTHS[kind]
    month = (int(found.groupdict().get("part") or 1) - 1) * length + 1
    first = date(int(found["year"]), month, 1)
    after = date(first.year + (month + length > 12), (month + length - 1) % 12 + 1, 1)
    return Period(kind, name, first, after - timedelta(days=1))


def day_of(period: Period, asked: date | None, today: date) -> date:
    """Return the day to count for: the one asked for, else the period's last, at most today.

    Raises Refused for a period that has not begun, and for a day before it or still to come.
    """
    if period.first > today:
        message = f"{period.name} has not begun: it starts on {period.first}."
        raise Refused("future_period", "PERIOD", message)
    day = asked or min(period.last, today)
    if day < period.first:
        raise Refused("as_of", "--as-of", f"{day} lies before {period.name}.")
    if day > today:
        raise Refused("as_of", "--as-of", f"{day} is still to come.")
    return day


def recent_periods(kind: str, start: date, today: date) -> list[Period]:
    """List the periods of a kind from the plan's first day to today, newest first."""
    found: list[Period] = []
    period = period_at(kind, today)
    while period.last >= start:
        found.append(period)
        if period.before.year not in YEARS:
            break
        period = period_at(kind, period.before)
    return found


def period_at(kind: str, day: date) -> Period:
    """Return the period of a kind in which a day lies."""
    names = {
        MONTHLY: f"{day.year}-{day.month:02}",
        QUARTERLY: f"{day.year}Q{(day.month + 2) // 3}",
        YEARLY: f"{day.year}",
    }
    return read_period(kind, names[kind])
