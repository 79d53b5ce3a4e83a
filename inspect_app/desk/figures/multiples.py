"""Draws one small chart per area on a common scale, so that who is behind is seen at once."""

from dataclasses import dataclass
from datetime import date

from inspect_app.domain.figures.pace import expected
from inspect_app.domain.figures.rollup import AreaFigure
from inspect_app.domain.figures.targets import Plan
from inspect_app.queries.figures.progress import Progress, Trend

WIDTH, HEIGHT = 100.0, 120.0


@dataclass(frozen=True)
class Multiple:
    """One area's figure, whether it is behind, and its curve in a box of WIDTH x HEIGHT."""

    area: AreaFigure
    behind: bool
    lines: tuple[str, ...]
    last: tuple[float, float] | None
    plan: str


def draw_multiples(
    plan: Plan, chosen: Progress, trends: list[Trend], days: list[date]
) -> list[Multiple]:
    """Return one chart per area in the plan's order; the district's trend is left out."""
    by_area = {trend.area: trend for trend in trends}
    pace = _plan_line(plan, chosen, days)
    return [
        Multiple(
            area=area,
            behind=_is_behind(chosen, area),
            lines=_lines(by_area[area.area]),
            last=_last(by_area[area.area]),
            plan=pace,
        )
        for area in chosen.figure.areas
    ]


def _is_behind(chosen: Progress, area: AreaFigure) -> bool:
    wanted = chosen.needle if chosen.needle is not None else chosen.goal
    if not area.denominator:
        return False
    return area.numerator * 100 < wanted * area.denominator


def _plan_line(plan: Plan, chosen: Progress, days: list[date]) -> str:
    inside = [(n, expected(plan, chosen.figure.target, day)) for n, day in enumerate(days)]
    points = [(n, float(share)) for n, share in inside if share is not None]
    return " ".join(_point(n, len(days), share) for n, share in points)


def _lines(trend: Trend) -> tuple[str, ...]:
    """Return the curve's pieces; a day on which nothing could be counted splits it."""
    lines: list[list[str]] = [[]]
    for n, share in enumerate(trend.values):
        if share is None:
            lines.append([])
        else:
            lines[-1].append(_point(n, len(trend.values), share))
    return tuple(" ".join(points) for points in lines if points)


def _last(trend: Trend) -> tuple[float, float] | None:
    share = trend.values[-1]
    return None if share is None else _place(len(trend.values) - 1, len(trend.values), share)


def _place(n: int, count: int, share: float) -> tuple[float, float]:
    across = n / (count - 1) if count > 1 else 1.0
    return round(across * WIDTH, 1), round(HEIGHT - share * HEIGHT / 100, 1)


def _point(n: int, count: int, share: float) -> str:
    x, y = _place(n, count, share)
    return f"{x},{y}"
