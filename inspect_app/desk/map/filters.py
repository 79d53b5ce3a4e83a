"""What the map's address asks for, and addresses that ask for something else."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import cos, isfinite, radians
from urllib.parse import urlencode

from flask import request

from inspect_app.desk.map.projection import METRES_PER_DEGREE
from inspect_app.domain.calendar.due import STATES
from inspect_app.domain.kinds import INSPECTED
from inspect_app.errors import problem
from inspect_app.plans.load import current_plan
from inspect_app.queries.places import Wanted, Window

MOST_KINDS = 20
UNKNOWN = "-"  # no code of anything


@dataclass(frozen=True)
class Near:
    """A square around a position, `metres` from its middle to each side."""

    lat: float
    lng: float
    metres: float

    @property
    def window(self) -> Window:
        up = self.metres / METRES_PER_DEGREE
        across = up / cos(radians(self.lat))
        return Window(self.lat - up, self.lng - across, self.lat + up, self.lng + across)

    @property
    def words(self) -> str:
        return f"{self.lat:.5f},{self.lng:.5f},{self.metres:g}"


@dataclass(frozen=True)
class Filters:
    """The filters of the address; `nowhere` asks for what has no position."""

    kinds: tuple[str, ...] = ()
    area: str = ""
    state: str = ""
    near: Near | None = None
    nowhere: bool = False

    @property
    def wanted(self) -> Wanted:
        return Wanted(self.kinds, self.area, self.near.window if self.near else None)

    @property
    def state_word(self) -> str:
        """Return the state that is listed, `all` without one."""
        return self.state if self.state in STATES else "all"

    @property
    def query(self) -> str:
        """Return the filters as a query string."""
        given = [*(("kind", one) for one in self.kinds), ("area", self.area), ("state", self.state)]
        given += [("near", self.near.words)] if self.near else []
        given += [("nowhere", "1")] if self.nowhere else []
        return urlencode([(name, value) for name, value in given if value])

    def with_state(self, state: str) -> str:
        return replace(self, state=state, nowhere=False).query

    def with_near(self, near: Near | None) -> str:
        return replace(self, near=near, nowhere=False).query

    def without_position(self) -> str:
        return replace(self, state="", near=None, nowhere=True).query


def asked_filters() -> Filters:
    """Return the filters of the address; what is unknown finds nothing."""
    args = request.args
    areas = [area.code for area in current_plan().areas]
    kinds = dict.fromkeys(one for one in args.getlist("kind")[:MOST_KINDS] if one)
    return Filters(
        kinds=tuple(one if one in INSPECTED else UNKNOWN for one in kinds),
        area=_known(args.get("area", ""), areas),
        state=_known(args.get("state", ""), STATES),
        near=read_near(args["near"]) if args.get("near") else None,
        nowhere=args.get("nowhere") == "1",
    )


def _known(given: str, known: Sequence[str]) -> str:
    return given if not given or given in known else UNKNOWN


def read_near(text: str) -> Near:
    """Read "lat,lng,metres"; raise `not_found` for anything else."""
    try:
        lat, lng, metres = map(float, text.split(","))
    except ValueError:
        raise problem("not_found") from None
    if not (all(map(isfinite, (lat, lng, metres))) and abs(lat) < 85 and abs(lng) <= 180):
        raise problem("not_found")
    return Near(lat, lng, min(max(metres, 10.0), 50_000.0))
