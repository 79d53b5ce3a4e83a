"""Ages in full years; somebody born on 29 February has the birthday on 1 March in other years."""

from calendar import isleap
from collections.abc import Mapping
from datetime import date

from inspect_app.domain.calendar.days import is_day

OLD_LIFT_YEARS = 15


def full_years(since: date, on: date) -> int:
    """Return the full years from one day to another; negative if `on` comes first."""
    return on.year - since.year - ((on.month, on.day) < (since.month, since.day))


def in_use_since(attrs: Mapping[str, object]) -> date | None:
    """Return a lift's first day: in service, else passed after installation, else made."""
    names = ("in_service_on", "install_inspected_on", "made_on")
    since = next((attrs[name] for name in names if attrs.get(name)), None)
    return date.fromisoformat(str(since)) if is_day(since) else None


def old_enough_on(attrs: Mapping[str, object]) -> date | None:
    """Return the day on which a lift is 15; born on 29 February, it waits for 1 March."""
    since = in_use_since(attrs)
    if since is None or since.year + OLD_LIFT_YEARS > date.max.year:
        return None
    year = since.year + OLD_LIFT_YEARS
    if (since.month, since.day) == (2, 29) and not isleap(year):
        return date(year, 3, 1)
    return since.replace(year=year)
