"""The streets of the map: the outline of what lies in each, with its name."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from inspect_app.desk.map.projection import BOTTOM, WIDTH, Frame, Point, middle_of, outline
from inspect_app.queries.places import Place


@dataclass(frozen=True)
class Street:
    """The outline of the positions in one area, and what is said with its name."""

    area: str
    points: str
    x: float
    y: float
    count: int
    overdue: int


def draw_streets(frame: Frame, placed: Iterable[Place], *, above: bool) -> list[Street]:
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
