"""Draws reported values on scales of 0 to 100; a milestone has none, a sum one for each part."""

from dataclasses import dataclass
from decimal import Decimal

from inspect_app.domain.figures.reported import Value, goals_of
from inspect_app.domain.figures.targets import ManualTarget

WHOLE = Decimal(100)
ROOM = Decimal("1.5")  # what a scale has beyond a goal that may be passed


@dataclass(frozen=True)
class ReportedScale:
    """Where the value and the goal stand; `upto` is the other end of a range."""

    filled: float
    goal: float
    upto: float | None = None


def scales_of(target: ManualTarget, value: Value | None) -> list[ReportedScale]:
    """Return the scales of a value; without one they show the goals alone."""
    goals = goals_of(target)
    if target.form == "milestone":
        return []
    if target.form == "parts":
        numbers = value if isinstance(value, tuple) else (Decimal(0),) * len(goals)
        top = max(*goals, *numbers)
        return [
            ReportedScale(_share(one, top), _share(goal, top))
            for one, goal in zip(numbers, goals, strict=True)
        ]
    number = value if isinstance(value, Decimal) else Decimal(0)
    top = max(_top(target, goals), number)
    upto = _share(goals[1], top) if target.form == "range" else None
    return [ReportedScale(_share(number, top), _share(goals[0], top), upto)]


def _top(target: ManualTarget, goals: tuple[Decimal, ...]) -> Decimal:
    if target.form == "range" or target.bound == "at_most":
        return goals[-1] * ROOM
    # A share of a few percent would be a speck on a scale of a hundred.
    if target.unit == "%" and goals[0] >= 20:
        return WHOLE
    return goals[0] * (ROOM if target.unit == "%" else 1)


def _share(one: Decimal, top: Decimal) -> float:
    return float(round(one * 100 / top, 2)) if top else 0.0
