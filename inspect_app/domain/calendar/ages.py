"""Full years on a day. Whoever was born on 29 February waits for 1 March in other years."""

from collections.abc import Mapping
from datetime import date

from inspect_app.domain.calendar.days import is_day

OLD_LIFT_YEARS = 15


def full_years(since: date, on: date) -> int:
    """Negative before `since`."""
    return on.year - since.year - ((on.month, on.day) < (since.month, since.day))


def in_use_since(attrs: Mapping[str, object]) -> date | None:
    """A lift's first day: in service, else passed when installed, else made."""
    names = ("in_service_on", "install_inspected_on", "made_on")
    since = next((attrs[name] for name in names if attrs.get(name)), None)
    return date.fromisoformat(str(since)) if is_day(since) else None
