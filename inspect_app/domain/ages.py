"""Full years on a day. Whoever was born on 29 February waits for 1 March in other years."""

from datetime import date

OLD_LIFT_YEARS = 15


def full_years(since: date, on: date) -> int:
    """Negative before `since`."""
    return on.year - since.year - ((on.month, on.day) < (since.month, since.day))
