"""Where a target should be today: a straight line from the plan's first day to its last."""

from datetime import date
from fractions import Fraction

from inspect_app.domain.targets import Plan, Target


def elapsed(plan: Plan, day: date) -> Fraction | None:
    """The share of the plan's days that have passed; None before it and after it."""
    if not plan.start <= day <= plan.end:
        return None
    return Fraction((day - plan.start).days + 1, (plan.end - plan.start).days + 1)


def expected(plan: Plan, target: Target, day: date) -> Fraction | None:
    """In the target's own unit: percent, or a count that starts at the baseline."""
    share = elapsed(plan, day)
    if share is None:
        return None
    return target.baseline + (target.target - target.baseline) * share


def reached(target: Target, numerator: int, denominator: int | None) -> Fraction | None:
    """The figure in the same unit, exact; None while nothing can be counted."""
    if target.metric == "cumulative":
        return Fraction(numerator)
    return Fraction(numerator * 100, denominator) if denominator else None
