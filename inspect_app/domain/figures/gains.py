"""How far a figure has moved since the end of the last month, and what one area has of it."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

from inspect_app.domain.figures.rollup import AreaFigure, Figure, is_met
from inspect_app.domain.figures.targets import Target


def month_end_before(day: date) -> date:
    """Return the last day of the month before this day's."""
    return day.replace(day=1) - timedelta(days=1)


def gain(target: Target, now: Figure | AreaFigure, then: Figure | AreaFigure) -> Fraction | None:
    """Return how far a count, or a share in points, has moved; None where one of both is missing.

    Points are those between the two shares as they are shown, so that a reader can add them up.
    """
    if target.is_count:
        return Fraction(now.numerator - then.numerator)
    if now.value is None or then.value is None:
        return None
    return Fraction(now.value) - Fraction(then.value)


def narrow(figure: Figure, area: str) -> Figure:
    """Return one area's share of a figure; what was inspected there is not part of it."""
    one = next(row for row in figure.areas if row.area == area)
    target = replace(figure.target, baseline=0)
    return replace(
        figure,
        target=target,
        numerator=one.numerator,
        denominator=one.denominator,
        value=str(one.numerator) if one.denominator is None else one.value,
        met=is_met(target, one.numerator, one.denominator),
        inspected=None,
        passed=None,
        supported=None,
    )
