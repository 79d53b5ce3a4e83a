"""Draws the map: a mark for each position, or a grid of counts where there are too many."""

from collections.abc import Sequence
from dataclasses import dataclass

from inspect_app.desk.map.dots import Dot, draw_dots, group_by_spot
from inspect_app.desk.map.grid import Cell, cell_size, draw_cells
from inspect_app.desk.map.projection import Frame, box_of, fit_frame, is_inside
from inspect_app.desk.map.scale import Scale, draw_scale
from inspect_app.desk.map.streets import Street, draw_streets
from inspect_app.queries.places import Place

MOST_DOTS = 2_000


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
    spots = group_by_spot(shown)
    grid = len(spots) > MOST_DOTS
    cell = cell_size(frame) if grid else 0
    return Drawing(
        frame=frame,
        streets=tuple(draw_streets(frame, placed, above=grid)),
        dots=() if grid else tuple(draw_dots(frame, spots)),
        cells=tuple(draw_cells(frame, shown, cell)) if grid else (),
        cell=cell,
        scale=draw_scale(frame),
    )
