"""The map of premises: filters, the drawing, and a list that says the same in words."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from heapq import nsmallest

from flask import current_app, make_response, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from inspect_app.access import in_scope
from inspect_app.desk.blueprint import desk
from inspect_app.desk.figures.scope import areas_by_kind
from inspect_app.desk.map.drawing import MOST_DOTS, draw_map, split_by_position
from inspect_app.desk.map.filters import Filters, asked_filters
from inspect_app.desk.map.states import RANK, state_of
from inspect_app.desk.map.tiles import cover, host_of
from inspect_app.desk.paging import PAGE, asked_page, page_within
from inspect_app.domain.calendar.due import STATES
from inspect_app.domain.kinds import INSPECTED
from inspect_app.plans.load import current_plan
from inspect_app.queries.places import MOST, Place, count_by_kind, list_places
from inspect_app.web.formats import today
from inspect_app.web.headers import allow_images_from
from inspect_app.web.limits import LISTS, per_minute


@dataclass(frozen=True)
class Tab:
    """A state with its number and the address that shows it alone; "" is all of them."""

    state: str
    count: int
    query: str


@desk.get("/map")
@per_minute(LISTS)
def premises_map() -> ResponseReturnValue:
    """Show where premises lie and what is due there, within the reader's scope."""
    filters, within, day = asked_filters(), in_scope(current_user), today()
    asked_page()  # what is no page is not found before anything is drawn
    places = list_places(within, filters.wanted, day)
    placed, nowhere = split_by_position(places)
    drawing = draw_map(placed, filters.state)
    tiles = current_app.config["SETTINGS"].map_tiles
    counts = count_by_kind(within, filters.wanted) if filters.kinds else _count_kinds(places)
    listed = _listed(filters, places, nowhere)
    page = page_within(len(listed))
    shown = nsmallest(page * PAGE, listed, key=_urgency)[(page - 1) * PAGE :]
    answer = make_response(
        render_template(
            "desk/map/map.html",
            filters=filters,
            drawing=drawing,
            opens=url_for("desk.one_premises", premises_id="-")[:-1],
            tiles=cover(drawing.frame, tiles) if drawing and tiles else (),
            rows=shown,
            total=len(listed),
            page=page,
            per_page=PAGE,
            tabs=_tabs(filters, places),
            nowhere=len(nowhere),
            all=len(places),
            most=MOST,
            most_dots=MOST_DOTS,
            kinds=_kinds(filters, counts),
            areas=current_plan().areas,
            area=current_plan().find_area(filters.area),
            seen=_areas_seen(),
            today=day,
        )
    )
    if tiles:
        allow_images_from(answer, host_of(tiles))
    return answer


def _listed(filters: Filters, places: Sequence[Place], nowhere: Sequence[Place]) -> list[Place]:
    listed = nowhere if filters.nowhere else places
    return [one for one in listed if not filters.state or one.due.state == filters.state]


def _urgency(place: Place) -> tuple[int, date, str]:
    """Sort by state, then by the day, what has waited longest first."""
    return RANK[state_of(place)], place.due.on or place.last or date.min, place.name


def _tabs(filters: Filters, places: Sequence[Place]) -> list[Tab]:
    counts = dict.fromkeys(STATES, 0)
    for place in places:
        counts[state_of(place)] += 1
    found = [Tab(state, count, filters.with_state(state)) for state, count in counts.items()]
    return [Tab("", len(places), filters.with_state("")), *found]


def _count_kinds(places: Sequence[Place]) -> dict[str, int]:
    return Counter(place.kind for place in places)


def _kinds(filters: Filters, counts: dict[str, int]) -> list[tuple[str, int, bool]]:
    return [
        (kind, counts.get(kind, 0), kind in filters.kinds)
        for kind in INSPECTED
        if counts.get(kind) or kind in filters.kinds
    ]


def _areas_seen() -> int:
    """Return of how many areas the reader sees anything."""
    return max(areas_by_kind(current_user).values(), default=0)
