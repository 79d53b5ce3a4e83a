"""Compares the plan's figures with their expected pace, for the desk and the public."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import ceil, floor

from inspect_app.domain.exact import decimal_text, floored
from inspect_app.domain.figures.counting import AsOf
from inspect_app.domain.figures.pace import compare, expected, reached
from inspect_app.domain.figures.rollup import AreaFigure, Figure, count_figure
from inspect_app.domain.figures.targets import Plan, Target
from inspect_app.queries.figures.kept_numbers import KeptNumbers
from inspect_app.queries.figures.scopes import WHOLE, Scope
from inspect_app.queries.figures.tallies import read_course
from inspect_app.queries.figures.targets import baseline_seen, list_figures


@dataclass(frozen=True)
class Progress:
    """One target's progress bar on a scale of 0 to 100: `filled` now, its `goal` and `needle`.

    The needle marks what should be reached today. `rate` is the share of the goal as text, None
    while nothing can be counted. `pace` is reached, missed, ahead, level, behind, kept, broken, or
    None while nothing can be counted; `gap` is the distance to the pace (or, after the plan and for
    what is kept, to the goal), in the target's unit.
    """

    figure: Figure
    rate: str | None
    filled: float
    goal: float
    needle: float | None
    pace: str | None
    gap: str


@dataclass(frozen=True)
class Trend:
    """One area's share or count on each day; None where nothing could be counted."""

    area: str
    values: tuple[float | None, ...]


def list_progress(
    plan: Plan, as_of: AsOf, scope: Scope = WHOLE, numbers: KeptNumbers | None = None
) -> list[Progress]:
    """List the progress of every target within a scope, in the plan's order."""
    figures = list_figures(plan, as_of, scope=scope, numbers=numbers)
    return [progress_of(plan, as_of.day, one) for one in figures]


def progress_of(plan: Plan, day: date, figure: Figure) -> Progress:
    """Return a figure's progress; shares run to 100 %, counts to the target."""
    target = figure.target
    at = reached(target, figure.numerator, figure.denominator)
    wanted = expected(plan, target, day)
    full = target.target if target.is_count else 100
    pace, far = compare(plan, target, day, at, figure.met)
    return Progress(
        figure=figure,
        rate=_rate(figure),
        filled=_percent(at or Fraction(0), full),
        goal=_percent(Fraction(target.target), full),
        needle=None if wanted is None else _percent(wanted, full),
        pace=pace,
        gap=_gap(target, far, pace) if far else "",
    )


def list_trends(
    plan: Plan, target: Target, scope: Scope, days: Sequence[date], numbers: KeptNumbers
) -> list[Trend]:
    """List the figure on ascending days, of the whole scope (area "") and then of each area."""
    areas = [area.code for area in plan.areas]
    course = read_course(target.id, days, numbers.generation)
    figures = [
        count_figure(
            target,
            scope.within(target, by_area),
            areas,
            baseline=baseline_seen(plan, target, AsOf(day), scope, numbers),
        )
        for day, by_area in zip(days, course, strict=True)
    ]
    trends = [Trend("", tuple(_height(target, figure) for figure in figures))]
    for index, code in enumerate(areas):
        rows = [figure.areas[index] for figure in figures]
        trends.append(Trend(code, tuple(_height(target, row) for row in rows)))
    return trends


def quarter_days(start: date, until: date) -> list[date]:
    """Return the last day of every quarter from the start on, and the day `until`."""
    ends: list[date] = []
    year, month = start.year, start.month - (start.month - 1) % 3 + 3
    while True:
        year, month = (year + 1, month - 12) if month > 12 else (year, month)
        end = date.fromordinal(date(year, month, 1).toordinal() - 1)
        if end >= until:
            return [*ends, until]
        ends.append(end)
        month += 3


def _rate(figure: Figure) -> str | None:
    """Return the share of the goal, floored: 99.96 % of it is not yet all of it."""
    if not figure.target.is_count:
        return figure.value
    return floored(Fraction(figure.numerator * 100, figure.target.target), 1)


def _gap(target: Target, far: Fraction, pace: str | None) -> str:
    """A shortfall is rounded up, as the figure is floored: both add up to the goal."""
    whole = floor if pace == "ahead" else ceil
    if target.is_count:
        return f"{whole(far):,}"
    return decimal_text(whole(far * 10), 1)


def _percent(part: Fraction, full: int) -> float:
    return round(float(min(part * 100 / full, Fraction(100))), 2)


def _height(target: Target, figure: Figure | AreaFigure) -> float | None:
    """Return a count as it is, and a share in percent."""
    if target.is_count:
        return figure.numerator
    return round(figure.numerator * 100 / figure.denominator, 1) if figure.denominator else None
