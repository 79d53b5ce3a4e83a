"""Tiles of a map server beneath the marks, where an operator has named one."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import asinh, atan, degrees, log2, pi, radians, sinh, tan
from urllib.parse import urlsplit

from inspect_app.desk.map.projection import Frame, Position

DEEPEST = 18
TILE = 256
MOST_TILES = 64


@dataclass(frozen=True)
class Tile:
    """One picture with its place on the canvas; it may reach beyond, and is cut there."""

    url: str
    x: float
    y: float
    width: float
    height: float


def cover(frame: Frame, template: str) -> Sequence[Tile]:
    """Return the tiles that cover the canvas, about as large as they were drawn."""
    north, west = frame.position((0.0, 0.0))
    south, east = frame.position((frame.width, frame.height))
    across = frame.per_degree[0]
    zoom = min(max(round(log2(across * 360 / TILE)), 0), DEEPEST)
    while True:
        left, top = _tile_at((north, west), zoom)
        right, bottom = _tile_at((south, east), zoom)
        if zoom == 0 or (right - left + 1) * (bottom - top + 1) <= MOST_TILES:
            break
        zoom -= 1
    return [
        _tile(frame, template, zoom, x, y)
        for y in range(top, bottom + 1)
        for x in range(left, right + 1)
    ]


def host_of(template: str) -> str:
    """Return the origin that pictures may come from, as a content policy names it."""
    parts = urlsplit(template)
    return f"{parts.scheme}://{parts.netloc}"


def _tile(frame: Frame, template: str, zoom: int, x: int, y: int) -> Tile:
    left, top = frame.place(_corner(zoom, x, y))
    right, bottom = frame.place(_corner(zoom, x + 1, y + 1))
    url = template.replace("{z}", str(zoom)).replace("{x}", str(x)).replace("{y}", str(y))
    return Tile(url, left, top, round(right - left, 1), round(bottom - top, 1))


def _tile_at(at: Position, zoom: int) -> tuple[int, int]:
    count = 1 << zoom
    x = int((at[1] + 180) / 360 * count)
    y = int((1 - asinh(tan(radians(at[0]))) / pi) / 2 * count)
    return min(max(x, 0), count - 1), min(max(y, 0), count - 1)


def _corner(zoom: int, x: int, y: int) -> Position:
    count = 1 << zoom
    return degrees(atan(sinh(pi * (1 - 2 * y / count)))), x / count * 360 - 180
