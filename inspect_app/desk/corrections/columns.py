"""The board's four columns: stretches of one ruler of working days, a pip for each correction."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from inspect_app.desk.corrections.words import Shown
from inspect_app.domain.calendar.workdays import Workdays
from inspect_app.plans.workdays import current_workdays
from inspect_app.queries.corrections.board import Due
from inspect_app.queries.corrections.search import Days

STRETCHES = ("overdue", "today", "week", "later")
MOST_PIPS = 6
BACK, AHEAD = 6, 9  # working days that the outer stretches show


@dataclass(frozen=True)
class Tick:
    """A day of the ruler with the corrections due on it; without a day, what lies beyond."""

    day: date | None
    size: int

    @property
    def pips(self) -> range:
        return range(min(self.size, MOST_PIPS))

    @property
    def more(self) -> int:
        """Return how many corrections are not drawn."""
        return max(0, self.size - MOST_PIPS)


@dataclass(frozen=True)
class Column:
    """A stretch with its count, its part of the ruler and its first corrections."""

    stage: str
    size: int
    ticks: list[Tick]
    rows: Sequence[Shown]

    @property
    def rest(self) -> int:
        """Return how many corrections are not on the board."""
        return self.size - len(self.rows)


def stage_of(due_on: date | None, days: Days) -> str:
    """Return the stretch in which a day lies; what has no deadline is due later."""
    if due_on is None or due_on > days.week:
        return "later"
    if due_on < days.today:
        return "overdue"
    return "today" if due_on == days.today else "week"


def ticks_of(stage: str, dues: Sequence[Due], days: Days) -> list[Tick]:
    """Return a stretch of the ruler: its working days, and others on which something is due."""
    calendar = current_workdays()
    sizes: dict[date | None, int] = {}
    for due in dues:
        sizes[due.due_on] = sizes.get(due.due_on, 0) + due.size
    drawn = sorted(set(_days_of(stage, days, calendar)))
    inner = {day for day in sizes if day and drawn[0] <= day <= drawn[-1]}
    ticks = [Tick(day, sizes.get(day, 0)) for day in sorted({*drawn, *inner})]
    beyond = sum(sizes.values()) - sum(tick.size for tick in ticks)
    if not beyond:
        return ticks
    return [Tick(None, beyond), *ticks] if stage == "overdue" else [*ticks, Tick(None, beyond)]


def _days_of(stage: str, days: Days, calendar: Workdays) -> Iterator[date]:
    if stage == "today":
        yield days.today
    elif stage == "overdue":
        yield from _before(days.today, calendar)
    else:
        start, count = (days.today, 5) if stage == "week" else (days.week, AHEAD)
        yield from (calendar.add(start, number) for number in range(1, count + 1))


def _before(today: date, calendar: Workdays) -> Iterator[date]:
    day, left = today, BACK
    while left:
        day -= timedelta(days=1)
        if calendar.is_workday(day):
            left -= 1
            yield day
