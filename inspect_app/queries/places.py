"""Reads where premises lie and what is due there: one bounded query over premises and standings."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, case, func, null, select

from inspect_app.domain.calendar.due import Asked, Due, find_due
from inspect_app.domain.kinds import INSPECTED
from inspect_app.extensions import db
from inspect_app.models.inspections import Revision
from inspect_app.models.premises import Premises
from inspect_app.models.reviews import Standing
from inspect_app.plans.load import current_plan
from inspect_app.queries.premises import last_approved

MOST = 20_000
AGED, ACCEPTED = "elevator", "construction_site"


@dataclass(frozen=True)
class Window:
    """A rectangle of positions, its edges included."""

    south: float
    west: float
    north: float
    east: float


@dataclass(frozen=True)
class Wanted:
    """Which premises are asked for; what is empty narrows nothing."""

    kinds: tuple[str, ...] = ()
    area: str = ""
    window: Window | None = None


class Place(NamedTuple):
    """An open premises with what is due there; `at` is (lat, lng), None without a position."""

    id: str
    name: str
    kind: str
    area: str
    at: tuple[float, float] | None
    last: date | None
    due: Due


def list_places(within: ColumnElement[bool], wanted: Wanted, today: date) -> list[Place]:
    """List open premises, at most MOST, each with what is due by its last visit that counts."""
    # By the connection: the session would look at each of 20,000 rows for objects.
    rows = db.session.connection().execute(_narrowed(_ROWS, within, wanted).limit(MOST)).all()
    # The standing of a site may be an acceptance, which speaks of a unit work only.
    visits = last_approved(row.id for row in rows if row.kind == ACCEPTED)
    judge = _Judge(today)
    places = []
    for row in rows:
        last, passed = row.since, row.passed
        if row.kind == ACCEPTED:
            last, passed = _last_of(visits.get(row.id))
        at = None if row.lat is None or row.lng is None else (row.lat, row.lng)
        due = judge.judge(row.kind, row.aged, last, passed)
        places.append(Place(row.id, row.name, row.kind, row.area, at, last, due))
    return places


class _Judge:
    """Asks the rule once for premises that are alike, as most of a district are."""

    def __init__(self, today: date) -> None:
        self.today = today
        self.known: dict[tuple[Any, ...], Due] = {}

    def judge(self, kind: str, aged: str | None, last: date | None, passed: bool | None) -> Due:
        key = (kind, aged, last, passed)
        if key not in self.known:
            asked = Asked(kind, "open", {_DAYS[0]: aged}, last, passed)
            self.known[key] = find_due(asked, current_plan().months_of(kind), self.today)
        return self.known[key]


def _last_of(seen: Revision | None) -> tuple[date | None, bool | None]:
    return (seen.inspection.visited_on, seen.passed) if seen else (None, None)


def due_of(premises: Premises, seen: Revision | None, today: date) -> Due:
    """Return what is due at a premises, of which `seen` is the last approved visit."""
    asked = Asked(premises.kind, premises.status, premises.known_attrs, *_last_of(seen))
    return find_due(asked, current_plan().months_of(premises.kind), today)


def count_by_kind(within: ColumnElement[bool], wanted: Wanted) -> dict[str, int]:
    """Count the open premises of each kind, whichever kinds are asked for."""
    query = _narrowed(
        select(Premises.kind, func.count()), within, Wanted((), wanted.area, wanted.window)
    )
    return {row[0]: row[1] for row in db.session.execute(query.group_by(Premises.kind))}


def _narrowed(
    query: Select[*tuple[Any, ...]], within: ColumnElement[bool], wanted: Wanted
) -> Select[*tuple[Any, ...]]:
    kinds: Iterable[str] = wanted.kinds or INSPECTED
    query = query.where(within, Premises.status == "open", Premises.kind.in_(kinds))
    if wanted.area:
        query = query.where(Premises.area == wanted.area)
    if (box := wanted.window) is not None:
        query = query.where(
            Premises.lat.between(box.south, box.north), Premises.lng.between(box.west, box.east)
        )
    return query


_DAYS = ("in_service_on", "install_inspected_on", "made_on")
# A kind has one target, so a premises has at most one standing in it.
_TARGETS = {target.kind: target.id for target in reversed(current_plan().targets)}
_STANDS = and_(
    Standing.premises_id == Premises.id,
    Standing.target == case(_TARGETS, value=Premises.kind, else_=""),
)
_ROWS = select(
    *(Premises.id, Premises.name, Premises.kind, Premises.area, Premises.lat, Premises.lng),
    # The first day on record is a lift's age; all attributes take longer than the rest.
    case(
        (
            Premises.kind == AGED,
            func.coalesce(*(func.nullif(Premises.attrs[day].as_string(), "") for day in _DAYS)),
        ),
        else_=null(),
    ).label("aged"),
    *(Standing.since, Standing.passed),
).outerjoin(Standing, _STANDS)
