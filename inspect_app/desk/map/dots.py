"""The marks of the map: one for each position, or for what lies at the same spot."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from inspect_app.desk.map.filters import Near
from inspect_app.desk.map.projection import Frame
from inspect_app.desk.map.states import RANK, count_states, state_of
from inspect_app.queries.places import Place

SPOT = 0.00005  # degrees: what lies nearer together is one mark
AROUND_SPOT = 15.0  # metres
SIZES = {"overdue": 18, "failed": 16, "due": 13, "never": 13, "ok": 7}


@dataclass(frozen=True)
class Dot:
    """One mark: the most urgent state of what lies there; `near` opens what is more than one."""

    x: float
    y: float
    size: int
    state: str
    first: Place
    count: int
    states: tuple[tuple[str, int], ...]
    near: Near | None

    @property
    def left(self) -> float:
        return round(self.x - self.size / 2, 1)

    @property
    def top(self) -> float:
        return round(self.y - self.size / 2, 1)


def group_by_spot(places: Iterable[Place]) -> list[list[Place]]:
    """Group places that lie so near together that they are one mark."""
    spots: dict[tuple[int, int], list[Place]] = defaultdict(list)
    for place in places:
        if place.at:
            spots[round(place.at[0] / SPOT), round(place.at[1] / SPOT)].append(place)
    return list(spots.values())


def draw_dots(frame: Frame, spots: Iterable[list[Place]]) -> list[Dot]:
    """Return the marks, the most urgent last, so that none of them is covered by others."""
    dots = [_dot(frame, spot) for spot in spots]
    return sorted(dots, key=lambda dot: (-RANK[dot.state], dot.y, dot.x))


def _dot(frame: Frame, spot: list[Place]) -> Dot:
    first = min(spot, key=lambda place: RANK[state_of(place)])
    at = first.at or (0.0, 0.0)
    x, y = frame.place(at)
    state = state_of(first)
    near = Near(*at, AROUND_SPOT) if len(spot) > 1 else None
    return Dot(x, y, SIZES[state], state, first, len(spot), count_states(spot), near)
