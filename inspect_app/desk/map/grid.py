"""The grid of the map: squares with counts, where there are too many marks."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import floor

from inspect_app.desk.map.filters import Near
from inspect_app.desk.map.projection import SIDE, WIDTH, Frame
from inspect_app.desk.map.states import RANK, count_states
from inspect_app.queries.places import Place

MOST_COLUMNS = 26
CELLS = (50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000)  # metres
GAP = 2.0  # between two cells of the grid


@dataclass(frozen=True)
class Bar:
    """A piece of a cell's foot: how much of it is in this state."""

    state: str
    x: float
    width: float


@dataclass(frozen=True)
class Cell:
    """A square of the grid with its counts; `state` is the one that most of it is in."""

    x: float
    y: float
    width: float
    height: float
    count: int
    state: str
    states: tuple[tuple[str, int], ...]
    bars: tuple[Bar, ...]
    near: Near

    @property
    def foot(self) -> float:
        return round(self.y + self.height - 5, 1)

    @property
    def middle(self) -> tuple[float, float]:
        """Return where the count stands, its baseline a little below the middle."""
        return round(self.x + self.width / 2, 1), round(self.y + self.height / 2 + 3, 1)


def cell_size(frame: Frame) -> int:
    """Return the side of a square in metres with which the grid can still be read."""
    across = (WIDTH - 2 * SIDE) / frame.scale
    return next((size for size in CELLS if across / size <= MOST_COLUMNS), CELLS[-1])


def draw_cells(frame: Frame, places: Iterable[Place], size: int) -> list[Cell]:
    """Return the squares of this size in metres that something lies in."""
    inside: dict[tuple[int, int], list[Place]] = defaultdict(list)
    step = size * frame.scale
    across, up = frame.per_degree
    left, top = frame.origin
    for place in places:
        if place.at:
            x, y = (place.at[1] - left) * across, (top - place.at[0]) * up
            inside[floor(x / step), floor(y / step)].append(place)
    return [_cell(frame, column, row, step, held) for (column, row), held in sorted(inside.items())]


def _cell(frame: Frame, column: int, row: int, step: float, held: list[Place]) -> Cell:
    states = count_states(held)
    x, y = round(column * step, 1), round(row * step, 1)
    width = round(min(step - GAP, WIDTH - x), 1)
    lat, lng = frame.position((x + step / 2, y + step / 2))
    return Cell(
        x=x,
        y=y,
        width=width,
        height=round(min(step - GAP, frame.height - y), 1),
        count=len(held),
        state=max(states, key=lambda pair: (pair[1], -RANK[pair[0]]))[0],
        states=states,
        bars=_bars(states, x, width),
        near=Near(round(lat, 5), round(lng, 5), round(step / 2 / frame.scale, 1)),
    )


def _bars(states: Sequence[tuple[str, int]], x: float, side: float) -> tuple[Bar, ...]:
    bars, total = [], sum(count for _, count in states)
    for state, count in states:
        width = side * count / total
        bars.append(Bar(state, round(x, 1), round(width, 1)))
        x += width
    return tuple(bars)
