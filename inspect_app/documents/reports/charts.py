"""Draws a report's small charts: places of points and lines, computed from the data alone."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import log10
from typing import Any

WIDTH, HEIGHT = 100.0, 60.0
ALL = 100.0
KEEP = "keep"


@dataclass(frozen=True)
class Course:
    """A figure's course: its line in pieces, its last point, and the plan's line."""

    lines: tuple[str, ...]
    last: tuple[float, float] | None
    plan: str


@dataclass(frozen=True)
class Axis:
    """What a box of WIDTH x HEIGHT stands for: days across, and from 0 to `top` upwards."""

    first: date
    last: date
    top: float

    def place(self, day: date, value: float) -> tuple[float, float]:
        across = (day - self.first).days * WIDTH / max((self.last - self.first).days, 1)
        return round(across, 1), round(HEIGHT - value * HEIGHT / self.top, 1)


def axis_of(data: Mapping[str, Any], target: Mapping[str, Any], areas: bool) -> Axis:
    """Return the axis of one target, for the district or for all areas on one scale."""
    start, end = (date.fromisoformat(data["plan"][name]) for name in ("start", "end"))
    last = max(end, date.fromisoformat(data["as_of"]))
    return Axis(start, last, top_of(target, areas))


def top_of(target: Mapping[str, Any], areas: bool) -> float:
    """Return the top of a scale: 100 % for shares, else a round number above every value."""
    if target["denominator"] is not None:
        return ALL
    course = target["course"]
    inside = {row["area"] for row in target["areas"]}
    rows = [course[code] for code in course if code != "days" and (code in inside) is areas]
    values = [float(one) for row in rows for one in row if one is not None]
    return round_up(max([*values, 1.0 if areas else float(target["target"])]))


def draw_course(
    data: Mapping[str, Any], target: Mapping[str, Any], area: str | None = None
) -> Course:
    """Return the course of the district with the plan's line, or of one area without it."""
    axis = axis_of(data, target, areas=area is not None)
    days = [date.fromisoformat(day) for day in target["course"]["days"]]
    values = target["course"][area or district_of(target)]
    points = [
        None if value is None else axis.place(day, float(value))
        for day, value in zip(days, values, strict=True)
    ]
    plan = "" if area else _joined(_plan(data, target, axis))
    return Course(tuple(_joined(piece) for piece in _pieces(points)), points[-1], plan)


def district_of(target: Mapping[str, Any]) -> str:
    """Return the code under which a course has the whole district."""
    inside = {row["area"] for row in target["areas"]} | {"days"}
    return next(str(code) for code in target["course"] if code not in inside)


def round_up(value: float) -> float:
    """Return the least of 1, 2, 3 and 5 and their tens and hundreds that is not below a value."""
    ten = int(10 ** int(log10(max(value, 1.0))))
    return float(next(step * ten for step in (1, 2, 3, 5, 10) if step * ten >= value))


def bar(part: int, most: int, width: float) -> float:
    """Return the length of a bar whose longest stands for `most`."""
    return round(part * width / most, 1) if most else 0.0


def dot(value: str | None, width: float) -> float | None:
    """Return where a share lies on a strip from 0 to 100 %; None if nothing was counted."""
    return None if value is None else round(float(value) * width / 100, 1)


def _plan(
    data: Mapping[str, Any], target: Mapping[str, Any], axis: Axis
) -> Iterable[tuple[float, float]]:
    start, end = (date.fromisoformat(data["plan"][name]) for name in ("start", "end"))
    begin = target["target"] if target["aim"] == KEEP else target["baseline"]
    return axis.place(start, begin), axis.place(end, target["target"])


def _pieces(
    points: Sequence[tuple[float, float] | None],
) -> Iterable[list[tuple[float, float]]]:
    """Split a line where nothing could be counted."""
    piece: list[tuple[float, float]] = []
    for point in points:
        if point is not None:
            piece.append(point)
        elif piece:
            yield piece
            piece = []
    if piece:
        yield piece


def _joined(points: Iterable[tuple[float, float]]) -> str:
    return " ".join(f"{x},{y}" for x, y in points)
