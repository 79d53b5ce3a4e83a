"""Reads the review queue: what narrows it, its order, and the part that one page shows.

`within` is the reader's scope over `Premises`. However many revisions wait, a page reads a window.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, case, exists, func, or_, select, true

from inspect_app.domain.rules.unable import UNABLE
from inspect_app.extensions import db
from inspect_app.models.inspections import Inspection, InspectionPhoto, Revision
from inspect_app.models.people import User
from inspect_app.models.premises import Premises
from inspect_app.queries.reviews import only_undecided

STATUSES = ("again", "failed", "flagged", "incomplete", "clean", "waiting")
NARROWING = ("area", "kind", "who", "status", "on", "q")
MOST_PEOPLE = 200
AGAIN, FIRST_TIME, WAITING = range(3)
# Mended ones first, then first submissions; what waits for photos cannot be approved yet.
RANK = case((Revision.state == "waiting", WAITING), (Revision.rev > 1, AGAIN), else_=FIRST_TIME)
QUEUE_ORDER = (RANK, Revision.received_at, Revision.inspection_id)
FAILED = func.json_array_length(Revision.score["failed"])
FLAGGED = func.json_array_length(Revision.flags)
NEWEST_SHOWN = (
    *(Revision.inspection_id, Revision.rev, Revision.state, Revision.body, Revision.blobs),
    *(Revision.score, Revision.flags, Revision.result, Revision.complete, Inspection.author_id),
    *(Inspection.visited_on, Premises.name, Premises.kind),
)


@dataclass(frozen=True)
class Search:
    """What the queue is narrowed to; what is empty narrows nothing. `status` is one of STATUSES.

    `who` is the user id of an inspector, the author or another one who signed.
    """

    area: str = ""
    kind: str = ""
    who: str = ""
    status: str = ""
    on: date | None = None
    words: str = ""


@dataclass(frozen=True)
class Waiting:
    """A revision without a decision, with what the queue shows of it."""

    inspection_id: str
    rev: int
    state: str
    body: str
    blobs: list[dict[str, Any]]
    score: dict[str, Any]
    flags: list[dict[str, Any]]
    result: str | None
    complete: bool
    author_id: str
    visited_on: date
    name: str
    kind: str


@dataclass(frozen=True)
class Key:
    """Where a revision stands in the queue's order."""

    rank: int
    received_at: datetime
    inspection_id: str

    @classmethod
    def of(cls, revision: Revision) -> "Key":
        """Return the key of a revision, whether it still waits or not."""
        rank = WAITING if revision.state == "waiting" else AGAIN if revision.rev > 1 else FIRST_TIME
        return cls(rank, revision.received_at, revision.inspection_id)


@dataclass(frozen=True)
class Count:
    """How many wait: in all, with all their photos, and before a key in the queue's order."""

    all: int
    received: int
    before: int


def search_of(given: Mapping[str, str]) -> Search:
    """Return the search of these filters, by the names that an address has for them.

    Raise ValueError for a day or status that is none.
    """
    on = given.get("on", "")
    if given.get("status", "") not in ("", *STATUSES):
        raise ValueError("status")
    return Search(
        area=given.get("area", ""),
        kind=given.get("kind", ""),
        who=given.get("who", ""),
        status=given.get("status", ""),
        on=date.fromisoformat(on) if on else None,
        words=given.get("q", ""),
    )


def list_window(
    within: ColumnElement[bool], search: Search, *, limit: int, offset: int = 0
) -> list[Waiting]:
    """List a part of the queue in its order; bodies are read of these rows alone."""
    keys = only_undecided(select(Revision.inspection_id, Revision.rev), narrowed(within, search))
    part = keys.order_by(*QUEUE_ORDER).limit(limit).offset(offset).subquery()
    query = (
        select(*NEWEST_SHOWN)
        .select_from(part)
        .join(
            Revision,
            and_(Revision.inspection_id == part.c.inspection_id, Revision.rev == part.c.rev),
        )
        .join(Inspection, Inspection.id == Revision.inspection_id)
        .join(Premises, Premises.id == Inspection.premises_id)
        .order_by(*QUEUE_ORDER)
    )
    return [Waiting(*row) for row in db.session.execute(query)]


def count_queue(within: ColumnElement[bool], search: Search, key: Key | None = None) -> Count:
    """Count the queue, and how many stand before a key."""
    before = _before(key) if key else Revision.rev < 0
    sums = (
        func.count(),
        func.coalesce(func.sum(case((Revision.state == "received", 1), else_=0)), 0),
        func.coalesce(func.sum(case((before, 1), else_=0)), 0),
    )
    row = db.session.execute(only_undecided(select(*sums), narrowed(within, search))).one()
    return Count(*row)


def find_following(within: ColumnElement[bool], search: Search, key: Key | None) -> str | None:
    """Find the next inspection that can be decided after a key; after the last comes the first."""
    query = only_undecided(select(Revision.inspection_id), narrowed(within, search))
    query = query.where(RANK < WAITING)  # a second condition on the state would cost the index
    if key:
        passed = case((_before(key), 1), else_=0)
        query = query.where(Revision.inspection_id != key.inspection_id).order_by(passed)
    return db.session.scalars(query.order_by(*QUEUE_ORDER).limit(1)).first()


def still_waits(within: ColumnElement[bool], inspection_id: str) -> bool:
    """Whether an inspection of this scope waits for a decision."""
    query = only_undecided(select(func.count()), within)
    return bool(db.session.scalar(query.where(Revision.inspection_id == inspection_id)))


def list_authors(within: ColumnElement[bool]) -> Sequence[tuple[str, str]]:
    """List id and name of whoever has work in the queue, by name."""
    authors = only_undecided(select(Inspection.author_id), within).distinct()
    query = select(User.id, User.full_name).where(User.id.in_(authors))
    rows = db.session.execute(query.order_by(User.full_name, User.id).limit(MOST_PEOPLE))
    return [(row.id, row.full_name) for row in rows]


def narrowed(within: ColumnElement[bool], search: Search) -> ColumnElement[bool]:
    """Return the condition on `Revision`, `Inspection` and `Premises` of a search in a scope."""
    return and_(within, *_conditions(search))


def _conditions(search: Search) -> Iterator[ColumnElement[bool]]:
    if search.area:
        yield Premises.area == search.area
    if search.kind:
        yield Premises.kind == search.kind
    if search.who:
        yield _took_part(search.who)
    if search.status:
        yield _has_status(search.status)
    if search.on:
        yield Inspection.visited_on == search.on
    for word in search.words.split():
        yield or_(
            Premises.name.icontains(word, autoescape=True),
            Premises.address.icontains(word, autoescape=True),
        )


def _took_part(user_id: str) -> ColumnElement[bool]:
    """Return the condition that this person is the author, or signed as an inspector."""
    signed = exists().where(
        InspectionPhoto.inspection_id == Revision.inspection_id,
        InspectionPhoto.rev == Revision.rev,
        InspectionPhoto.role == "signature",
        InspectionPhoto.item == f"inspector:{user_id}",  # as `Signed.signer` spells it
    )
    return or_(Inspection.author_id == user_id, signed)


def _has_status(status: str) -> ColumnElement[bool]:
    """Return the condition of a status, as the queue's chips tell them apart."""
    match status:
        case "again":
            return Revision.rev > 1
        case "failed":
            return FAILED > 0
        case "flagged":
            return FLAGGED > 0
        case "incomplete":
            return and_(Revision.state == "received", Revision.complete.is_(False))
        case "waiting":
            return Revision.state == "waiting"
        case "clean":
            return is_clean()
    return true()


def is_clean() -> ColumnElement[bool]:
    """Return the condition that a revision is complete and has nothing failed and no flag."""
    return and_(
        Revision.state == "received",
        Revision.complete.is_(True),
        FAILED == 0,
        FLAGGED == 0,
        Revision.result.is_distinct_from(UNABLE),
    )


def _before(key: Key) -> ColumnElement[bool]:
    """Return the condition that a revision stands before a key in the queue's order."""
    earlier = or_(
        Revision.received_at < key.received_at,
        and_(
            Revision.received_at == key.received_at,
            Revision.inspection_id < key.inspection_id,
        ),
    )
    return or_(RANK < key.rank, and_(RANK == key.rank, earlier))
