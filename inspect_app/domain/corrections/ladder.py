"""What is done about a correction that is overdue: steps by working days after its deadline."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from inspect_app.domain.calendar.workdays import Workdays, day_after

ESCALATION = "escalation"


@dataclass(frozen=True)
class Rung:
    """From which working day after the deadline a step is due, and whom it addresses."""

    day: int
    step: str
    to: str


def read_ladder(given: Iterable[Mapping[str, Any]]) -> tuple[Rung, ...]:
    """Return the rungs by their day; raise ValueError if two have the same."""
    rungs = tuple(sorted((Rung(**one) for one in given), key=lambda rung: rung.day))
    if len({rung.day for rung in rungs}) != len(rungs) or any(rung.day < 1 for rung in rungs):
        raise ValueError("each rung of the ladder needs a day of its own, from 1 on")
    return rungs


def count_workdays(start: date, end: date, calendar: Workdays) -> int:
    """Return the number of working days after `start` up to and with `end`."""
    day, count = start, 0
    while day < end:
        day = day_after(day)
        count += calendar.is_workday(day)
    return count


def rung_at(ladder: Sequence[Rung], late: int) -> Rung | None:
    """Return the highest rung that is due; None before the first."""
    due = [rung for rung in ladder if rung.day <= late]
    return due[-1] if due else None


def reminder_at(ladder: Sequence[Rung], late: int) -> str:
    """Return how the operator is reminded: as the ladder says, short of an escalation.

    Before the first rung it is a plain reminder.
    """
    steps = [rung.step for rung in ladder if rung.day <= max(late, ladder[0].day)]
    return [step for step in steps if step != ESCALATION][-1]
