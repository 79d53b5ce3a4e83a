"""Places positions on the map's canvas: north is up, and a metre is as long everywhere."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from math import cos, radians

METRES_PER_DEGREE = 111_320
WIDTH, LEAST_HEIGHT, MOST_HEIGHT = 830.0, 420.0, 640.0
SIDE, TOP, BOTTOM = 34.0, 46.0, 76.0  # room for marks, for north, for the scale
LEAST_SPAN = 300.0  # metres across: a single premises is not blown up to fill the map
FARTHEST = 30_000.0  # metres from the middle; what lies beyond is no position of a district
SAMPLE = 2_000

Position = tuple[float, float]
Point = tuple[float, float]


@dataclass(frozen=True)
class Frame:
    """What the canvas shows: its middle, and how long a metre is on it."""

    lat: float
    lng: float
    scale: float
    height: float

    @property
    def width(self) -> float:
        return WIDTH

    @property
    def per_degree(self) -> tuple[float, float]:
        """Return units of the canvas per degree of longitude and of latitude."""
        up = METRES_PER_DEGREE * self.scale
        return up * cos(radians(self.lat)), up

    @property
    def origin(self) -> tuple[float, float]:
        """Return the longitude of the left edge and the latitude of the upper one."""
        lat, lng = self.position((0.0, 0.0))
        return lng, lat

    def place(self, at: Position) -> Point:
        across, up = self.per_degree
        x = WIDTH / 2 + (at[1] - self.lng) * across
        y = (TOP + self.height - BOTTOM) / 2 - (at[0] - self.lat) * up
        return round(x, 1), round(y, 1)

    def position(self, point: Point) -> Position:
        across, up = self.per_degree
        y = (TOP + self.height - BOTTOM) / 2 - point[1]
        return self.lat + y / up, self.lng + (point[0] - WIDTH / 2) / across


def fit_frame(positions: Sequence[Position]) -> Frame:
    """Return the frame that shows all of these positions; at least one."""
    south, north = min(at[0] for at in positions), max(at[0] for at in positions)
    west, east = min(at[1] for at in positions), max(at[1] for at in positions)
    lat, lng = (south + north) / 2, (west + east) / 2
    up = max((north - south) * METRES_PER_DEGREE, LEAST_SPAN)
    across = max((east - west) * METRES_PER_DEGREE * cos(radians(lat)), LEAST_SPAN)
    inner = WIDTH - 2 * SIDE
    height = min(max(up * inner / across + TOP + BOTTOM, LEAST_HEIGHT), MOST_HEIGHT)
    scale = min(inner / across, (height - TOP - BOTTOM) / up)
    return Frame(lat, lng, scale, round(height, 1))


def middle_of(positions: Sequence[Position]) -> Position:
    """Return the median position, of a sample where there are many."""
    some = positions[:: len(positions) // SAMPLE + 1]
    half = len(some) // 2
    return sorted(at[0] for at in some)[half], sorted(at[1] for at in some)[half]


def box_of(positions: Sequence[Position]) -> tuple[float, float, float, float]:
    """Return south, west, north and east of what may be a district's, around its middle.

    What lies beyond must be wrong: (0, 0) is a position that forms leave.
    """
    lat, lng = middle_of(positions)
    up = FARTHEST / METRES_PER_DEGREE
    across = up / max(cos(radians(lat)), 0.01)
    return lat - up, lng - across, lat + up, lng + across


def is_inside(at: Position, box: tuple[float, float, float, float]) -> bool:
    return box[0] <= at[0] <= box[2] and box[1] <= at[1] <= box[3]


def outline(points: Sequence[Point]) -> list[Point]:
    """Return the corners of the convex outline of points, by Andrew's monotone chain."""
    ordered = sorted(set(points))
    if len(ordered) < 3:
        return ordered
    lower, upper = _half(ordered), _half(ordered[::-1])
    return list(chain(lower[:-1], upper[:-1]))


def _half(ordered: Sequence[Point]) -> list[Point]:
    half: list[Point] = []
    for x, y in ordered:
        while len(half) > 1 and _turn(half[-2], half[-1], (x, y)) <= 0:
            half.pop()
        half.append((x, y))
    return half


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
