"""Draws one small chart per area on a common scale, and one of the whole with the plan's line."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from math import log10

from inspect_app.domain.figures.pace import expected
from inspect_app.domain.figures.rollup import AreaFigure, floored_percentage
from inspect_app.domain.figures.targets import Plan
from inspect_app.queries.figures.progress import Progress, Trend

WIDTH, HEIGHT = 100.0, 120.0
ALL = 100


@dataclass(frozen=True)
class Axis:
    """What a box of WIDTH x HEIGHT stands for: the days across, and from 0 to `top` upwards.

    `years` has each year that begins within, and how far across it does.
    """

    first: date
    last: date
    top: int

    @property
    def years(self) -> list[tuple[int, float]]:
        begun = range(self.first.year, self.last.year + 1)
        return [(year, self.across(max(self.first, date(year, 1, 1)))) for year in begun]

    def across(self, day: date) -> float:
        return round((day - self.first).days * WIDTH / max((self.last - self.first).days, 1), 1)

    def place(self, day: date, value: float) -> tuple[float, float]:
        return self.across(day), round(HEIGHT - value * HEIGHT / self.top, 1)


@dataclass(frozen=True)
class Chart:
    """A curve on its axis; it has a gap where nothing could be counted.

    The `needle` stands where the plan should be on the last day.
    """

    axis: Axis
    lines: tuple[str, ...]
    last: tuple[float, float] | None
    plan: str
    needle: tuple[float, float] | None = None


@dataclass(frozen=True)
class Multiple:
    """One area's figure. A count has its `part` of the district's in percent, and is never behind:

    no area has a target of its own.
    """

    area: AreaFigure
    behind: bool
    part: str | None
    chart: Chart


def draw_whole(plan: Plan, chosen: Progress, trends: list[Trend], days: list[date]) -> Chart:
    """Return the chart of all areas together with the line of the plan."""
    target = chosen.figure.target
    (trend,) = (one for one in trends if not one.area)
    tops = (target.target, *(value for value in trend.values if value is not None))
    axis = _axis(plan, days, round_up(max(tops)) if target.is_count else ALL)
    ends = [plan.start, *(day for day in days if day < plan.end), plan.end]
    asked = [(day, expected(plan, target, day)) for day in sorted(set(ends))]
    line = [(day, float(share)) for day, share in asked if share is not None]
    wanted = expected(plan, target, days[-1])
    needle = None if wanted is None else axis.place(days[-1], float(wanted))
    return replace(_draw(axis, days, trend, line), needle=needle)


def draw_multiples(
    plan: Plan, chosen: Progress, trends: list[Trend], days: list[date]
) -> list[Multiple]:
    """Return one chart per area in the plan's order, all of them on one scale."""
    by_area = {trend.area: trend for trend in trends if trend.area}
    values = [value for trend in by_area.values() for value in trend.values if value is not None]
    counts = chosen.figure.target.is_count
    axis = _axis(plan, days, round_up(max(values, default=1)) if counts else ALL)
    line = [] if counts else _share_line(plan, chosen, days)
    return [
        Multiple(
            area=area,
            behind=not counts and _is_behind(chosen, area),
            part=floored_percentage(area.numerator, chosen.figure.numerator) if counts else None,
            chart=_draw(axis, days, by_area[area.area], line),
        )
        for area in chosen.figure.areas
    ]


def round_up(value: float) -> int:
    """Return the least of 1, 2, 3 and 5 and their tens and hundreds that is not below a value."""
    ten = int(10 ** int(log10(max(value, 1))))
    return next(step * ten for step in (1, 2, 3, 5, 10) if step * ten >= value)


def _axis(plan: Plan, days: list[date], top: int) -> Axis:
    return Axis(min(plan.start, days[0]), max(plan.end, days[-1]), top)


def _is_behind(chosen: Progress, area: AreaFigure) -> bool:
    wanted = chosen.needle if chosen.needle is not None else chosen.goal
    if not area.denominator:
        return False
    return area.numerator * 100 < wanted * area.denominator


def _share_line(plan: Plan, chosen: Progress, days: list[date]) -> list[tuple[date, float]]:
    inside = [(day, expected(plan, chosen.figure.target, day)) for day in days]
    return [(day, float(share)) for day, share in inside if share is not None]


def _draw(axis: Axis, days: list[date], trend: Trend, line: Iterable[tuple[date, float]]) -> Chart:
    last = trend.values[-1]
    return Chart(
        axis=axis,
        lines=_lines(axis, days, trend),
        last=None if last is None else axis.place(days[-1], last),
        plan=" ".join(_point(axis, day, value) for day, value in line),
    )


def _lines(axis: Axis, days: list[date], trend: Trend) -> tuple[str, ...]:
    """Return the curve's pieces; a day on which nothing could be counted splits it."""
    lines: list[list[str]] = [[]]
    for day, value in zip(days, trend.values, strict=True):
        if value is None:
            lines.append([])
        else:
            lines[-1].append(_point(axis, day, value))
    return tuple(" ".join(points) for points in lines if points)


def _point(axis: Axis, day: date, value: float) -> str:
    x, y = axis.place(day, value)
    return f"{x},{y}"
