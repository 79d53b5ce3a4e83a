"""The track of a deadline in working days: from the service to the last day, and where today is."""

from dataclasses import dataclass
from datetime import date

from inspect_app.domain.calendar.workdays import Workdays, day_after
from inspect_app.domain.corrections.table import OPEN
from inspect_app.models.corrections import CorrectionRow
from inspect_app.plans.workdays import current_workdays

MOST_TICKS = 40
WIDE, EDGE = 400, 8


@dataclass(frozen=True)
class Track:
    """Working days of a served order: `passed` of `total` are over; `late` is how many too many.

    `needle` is where today stands in the drawing, None once it ended; `ticks` are its days.
    """

    served_on: date
    due_on: date
    total: int
    passed: int
    late: int
    ended: bool
    unknown: bool

    @property
    def left(self) -> int:
        return self.total - self.passed

    @property
    def needle(self) -> int:
        return self._at(self.passed)

    @property
    def ticks(self) -> list[int]:
        few = self.total <= MOST_TICKS
        return [self._at(number) for number in range(self.total + 1)] if few else []

    def _at(self, number: int) -> int:
        return EDGE + (WIDE - 2 * EDGE) * number // max(1, self.total)


def track_of(row: CorrectionRow, today: date) -> Track | None:
    """Return the track of a correction; None before its service, or where it has no term."""
    if row.served_on is None or row.due_on is None:
        return None
    calendar, ended = current_workdays(), row.state not in OPEN
    upto = (row.closed_on or row.due_on) if ended else today
    total = count_workdays(calendar, row.served_on, row.due_on)
    return Track(
        served_on=row.served_on,
        due_on=row.due_on,
        total=total,
        passed=min(total, count_workdays(calendar, row.served_on, upto)),
        late=count_workdays(calendar, row.due_on, upto),
        ended=ended,
        unknown=bool(row.unknown_years),
    )


def count_workdays(calendar: Workdays, start: date, end: date) -> int:
    """Count the working days after `start` up to `end`; 0 if it is no later."""
    day, count = start, 0
    while day < end:
        day = day_after(day)
        count += calendar.is_workday(day)
    return count
