"""The track of days of one correction: service, today, deadline, on a ruler of working days."""

from dataclasses import dataclass
from datetime import date

from inspect_app.domain.calendar.workdays import Workdays
from inspect_app.domain.corrections.ladder import count_workdays

WIDTH, MARGIN = 340, 20
NEAR = 44  # closer than this, two labels would touch
MOST_TICKS = 60


@dataclass(frozen=True)
class Label:
    """A day under the track; `what` is served, due, or nothing."""

    x: float
    day: date
    what: str = ""


@dataclass(frozen=True)
class Track:
    """Positions along the track: `done` ends at today or the deadline, `late` begins there."""

    width: int
    start: float
    end: float
    now: float
    due: float
    ticks: list[float]
    labels: list[Label]
    reported: float | None

    @property
    def done(self) -> float:
        return min(self.now, self.due)

    @property
    def is_late(self) -> bool:
        return self.now > self.due


def track_of(
    served_on: date, due_on: date, today: date, reported_on: date | None, calendar: Workdays
) -> Track:
    """Return the track from the service to two working days after the deadline or today."""
    until = max(due_on, today)
    whole = max(1, count_workdays(served_on, until, calendar) + 2)

    def at(day: date) -> float:
        passed = count_workdays(served_on, max(day, served_on), calendar)
        return round(MARGIN + (WIDTH - 2 * MARGIN) * passed / whole, 1)

    step = (WIDTH - 2 * MARGIN) / whole
    ticks = [round(MARGIN + step * number, 1) for number in range(whole + 1)]
    now, due = at(today), at(due_on)
    labels = [Label(at(served_on), served_on, "served")]
    if due - labels[0].x >= NEAR:
        labels.append(Label(due, due_on, "due"))
    if all(abs(now - label.x) >= NEAR for label in labels):
        labels.append(Label(now, today))
    return Track(
        width=WIDTH,
        start=MARGIN,
        end=WIDTH - MARGIN,
        now=now,
        due=due,
        ticks=ticks if whole <= MOST_TICKS else [],
        labels=labels,
        reported=at(reported_on) if reported_on else None,
    )
