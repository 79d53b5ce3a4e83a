"""Draws the map: a mark for each position, or a grid of counts where there are too many."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import floor

from inspect_app.desk.map.filters import Near
from inspect_app.desk.map.projection import (
    BOTTOM,
    SIDE,
    WIDTH,
    Frame,
    Point,
    box_of,
    fit_frame,
    is_inside,
    middle_of,
    outline,
)
from inspect_app.domain.calendar.due import STATES
from inspect_app.queries.places import Place

MOST_DOTS = 2_000
MOST_COLUMNS = 26
CELLS = (50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000)  # metres
LENGTHS = (20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000)  # of the scale, metres
SPOT = 0.00005  # degrees: what lies nearer together is one mark
AROUND_SPOT = 15.0  # metres
GAP = 2.0  # between two cells of the grid
SIZES = {"overdue": 18, "failed": 16, "due": 13, "never": 13, "ok": 7}
RANK = {state: number for number, state in enumerate(STATES)}


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


@dataclass(frozen=True)
class Street:
    """The outline of the positions in one area, and what is said with its name."""

    area: str
    points: str
    x: float
    y: float
    count: int
    overdue: int


@dataclass(frozen=True)
class Scale:
    """The bar at the foot: so many metres are so long; ten ticks."""

    metres: int
    length: float
    ticks: tuple[float, ...]


@dataclass(frozen=True)
class Drawing:
    """The whole map; `cell` is the grid's size in metres, 0 without one."""

    frame: Frame
    streets: tuple[Street, ...]
    dots: tuple[Dot, ...]
    cells: tuple[Cell, ...]
    cell: int
    scale: Scale


def split_by_position(places: Sequence[Place]) -> tuple[list[Place], list[Place]]:
    """Return what has a position, and what has none or one that must be wrong."""
    placed: list[Place] = []
    nowhere: list[Place] = []
    positions = [at for place in places if (at := place.at)]
    box = box_of(positions) if positions else None
    for place in places:
        (placed if box and place.at and is_inside(place.at, box) else nowhere).append(place)
    return placed, nowhere


def draw_map(placed: Sequence[Place], state: str = "") -> Drawing | None:
    """Draw these places, the marks of one state alone if it is asked for; None without any."""
    positions = [at for place in placed if (at := place.at)]
    if not positions:
        return None
    frame = fit_frame(positions)
    shown = [place for place in placed if not state or place.due.state == state]
    spots = _by_spot(shown)
    grid = len(spots) > MOST_DOTS
    cell = _cell_size(frame) if grid else 0
    return Drawing(
        frame=frame,
        streets=tuple(_streets(frame, placed, above=grid)),
        dots=() if grid else tuple(_dots(frame, spots)),
        cells=tuple(_cells(frame, shown, cell)) if grid else (),
        cell=cell,
        scale=_scale(frame),
    )


def _by_spot(places: Iterable[Place]) -> list[list[Place]]:
    spots: dict[tuple[int, int], list[Place]] = defaultdict(list)
    for place in places:
        if place.at:
            spots[round(place.at[0] / SPOT), round(place.at[1] / SPOT)].append(place)
    return list(spots.values())


def _dots(frame: Frame, spots: Iterable[list[Place]]) -> list[Dot]:
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


def _cells(frame: Frame, places: Iterable[Place], size: int) -> list[Cell]:
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


def _cell_size(frame: Frame) -> int:
    across = (WIDTH - 2 * SIDE) / frame.scale
    return next((size for size in CELLS if across / size <= MOST_COLUMNS), CELLS[-1])


def _streets(frame: Frame, placed: Iterable[Place], *, above: bool) -> list[Street]:
    """Return the streets; their names stand `above` them where they would hide counts."""
    held: dict[str, list[Place]] = defaultdict(list)
    for place in placed:
        held[place.area].append(place)
    return [_street(frame, area, places, above) for area, places in sorted(held.items())]


def _street(frame: Frame, area: str, places: Sequence[Place], above: bool) -> Street:
    edge = outline([at for place in places if (at := place.at)])
    corners: list[Point] = [frame.place(at) for at in edge]
    x, y = frame.place(middle_of([at for place in places if (at := place.at)]))
    if above:
        y = min(corner[1] for corner in corners) - 6
    return Street(
        area=area,
        points=" ".join(f"{x},{y}" for x, y in corners) if len(corners) > 2 else "",
        x=min(max(x, 70.0), WIDTH - 70.0),
        y=min(max(y, 16.0), frame.height - BOTTOM),
        count=len(places),
        overdue=sum(place.due.state == "overdue" for place in places),
    )


def _scale(frame: Frame) -> Scale:
    metres = max((one for one in LENGTHS if one * frame.scale <= WIDTH / 5), default=LENGTHS[0])
    length = round(metres * frame.scale, 1)
    return Scale(metres, length, tuple(round(length * n / 10, 1) for n in range(11)))


def count_states(places: Iterable[Place]) -> tuple[tuple[str, int], ...]:
    """Count by state, the most urgent first; states of none are left out."""
    counts = Counter(map(state_of, places))
    return tuple((state, counts[state]) for state in STATES if counts[state])


def state_of(place: Place) -> str:
    return place.due.state or STATES[-1]
