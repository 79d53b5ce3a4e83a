"""The pace of a target: where it should be today.

What is to be reached is on a straight line from the plan's start to its end; what is to be kept is
to be at its target every day.
"""

from datetime import date
from fractions import Fraction

from inspect_app.domain.figures.targets import Plan, Target

LEVEL_POINTS, LEVEL_COUNT = Fraction(1, 2), 1  # a figure nearer to the pace than this is level


def elapsed(plan: Plan, day: date) -> Fraction | None:
    """Return the share of the plan's days that have passed; None outside of the plan."""
    if not plan.start <= day <= plan.end:
        return None
    return Fraction((day - plan.start).days + 1, (plan.end - plan.start).days + 1)


def expected(plan: Plan, target: Target, day: date) -> Fraction | None:
    """Return what should be reached on a day, in percent or as a count; None outside the plan."""
    share = elapsed(plan, day)
    if share is None:
        return None
    if target.is_kept:
        return Fraction(target.target)
    return target.baseline + (target.target - target.baseline) * share


def reached(target: Target, numerator: int, denominator: int | None) -> Fraction | None:
    """Return the exact figure in percent or as a count; None while nothing can be counted."""
    if target.is_count:
        return Fraction(numerator)
    return Fraction(numerator * 100, denominator) if denominator else None


def compare(
    plan: Plan, target: Target, day: date, at: Fraction | None, met: bool
) -> tuple[str | None, Fraction]:
    """Return reached, missed, ahead, level, behind, kept or broken, and how far from pace or goal.

    The pace is None while nothing was recorded or the plan has not begun.
    """
    counted = target.is_count
    if at is None or (counted and at == target.baseline):
        return None, Fraction(0)
    if met:
        return ("kept" if target.is_kept else "reached"), Fraction(0)
    wanted = expected(plan, target, day)
    if wanted is None:
        return ("missed", target.target - at) if day > plan.end else (None, Fraction(0))
    if target.is_kept:
        return "broken", target.target - at
    far = abs(at - wanted)
    if far < (LEVEL_COUNT if counted else LEVEL_POINTS):
        return "level", Fraction(0)
    return ("ahead" if at > wanted else "behind"), far
