"""Exports inspections in their newest revision: all of them, or those that wait for a review."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import or_, select

from inspect_app.domain.rules.unable import UNABLE
from inspect_app.models.acceptances import Acceptance
from inspect_app.models.inspections import Inspection, Revision
from inspect_app.models.premises import Premises
from inspect_app.queries.blobs import list_durable
from inspect_app.queries.exports.lists import (
    Column,
    ExportedList,
    Filters,
    Reach,
    Row,
    UnknownFilter,
    in_parts,
)
from inspect_app.queries.inspections import names_of
from inspect_app.queries.review_batches import sampled_among
from inspect_app.queries.review_queue import NARROWING, QUEUE_ORDER, narrowed, search_of
from inspect_app.queries.reviews import only_undecided

BODIES_AT_ONCE = 100
_PLACE = (Column("visited"), Column("place"), Column("kind", "kind"), Column("area", "area"))
_COLUMNS = (
    *(Revision.inspection_id, Revision.body, Revision.rev, Revision.state, Revision.result),
    *(Revision.received_at, Revision.score, Revision.complete, Revision.covered, Revision.blobs),
    *(Inspection.visited_on, Inspection.checklist, Inspection.author_id),
    *(Premises.name, Premises.kind, Premises.area),
)


def list_visits(reach: Reach, filters: Filters) -> Iterator[Row]:
    """Yield inspections, the latest visit first; `premises` narrows them to one."""
    query = select(*_COLUMNS).select_from(Revision).join(Inspection).join(Premises)
    query = query.where(Revision.rev == Inspection.head_rev, reach.premises)
    if place := filters.get("premises", ""):
        accepted = select(Acceptance.inspection_id).where(Acceptance.unit_work == place)
        query = query.where(or_(Inspection.premises_id == place, Inspection.id.in_(accepted)))
    order = (Inspection.visited_on.desc(), Inspection.received_at.desc(), Inspection.id)
    for part in in_parts(query.order_by(*order), BODIES_AT_ONCE):
        sampled = sampled_among(row.inspection_id for row in part)
        for row, people in _with_people(part):
            yield (
                *(row.visited_on, row.name, row.kind, row.area, row.checklist, people),
                (row.result, row.kind),
                *(row.covered, len(row.score["failed"]), row.state, row.received_at),
                row.state == "approved" and row.inspection_id in sampled,
            )


def list_reviews(reach: Reach, filters: Filters) -> Iterator[Row]:
    """Yield the review queue as its page narrows it, with how many photos are here."""
    try:
        condition = narrowed(reach.premises, search_of(filters))
    except ValueError as unknown:
        raise UnknownFilter(str(unknown)) from None
    query = only_undecided(select(*_COLUMNS), condition).order_by(*QUEUE_ORDER)
    for part in in_parts(query, BODIES_AT_ONCE):
        for row, people in _with_people(part):
            hashes = {blob["sha256"] for blob in row.blobs}
            waits = row.state == "waiting"
            yield (
                *(row.visited_on, row.name, row.kind, row.area, people, row.rev, row.state),
                *(row.complete, row.result == UNABLE, len(row.score["failed"])),
                len(list_durable(row.author_id, hashes)) if waits else len(hashes),
                *(len(hashes), row.received_at),
            )


def _with_people(part: Sequence[Any]) -> Iterator[tuple[Any, list[str]]]:
    """Yield each row with its inspectors' names, the author's first."""
    users = [[one["user"] for one in json.loads(row.body)["inspectors"]] for row in part]
    names = names_of({user for row in users for user in row})
    for row, ids in zip(part, users, strict=True):
        yield row, [names[user] for user in ids]


VISITS = ExportedList(
    "visits",
    (
        *(*_PLACE, Column("checklist", "checklist"), Column("people", "list")),
        *(Column("result", "result"), Column("covered", "yes_no"), Column("failed")),
        *(Column("state", "state"), Column("received"), Column("sampled", "yes_no")),
    ),
    list_visits,
    ("premises",),
)
REVIEWS = ExportedList(
    "reviews",
    (
        *(*_PLACE, Column("people", "list"), Column("rev"), Column("state", "state")),
        *(Column("complete", "yes_no"), Column("unable", "yes_no"), Column("failed")),
        *(Column("photos_here"), Column("photos"), Column("received")),
    ),
    list_reviews,
    NARROWING,
)
