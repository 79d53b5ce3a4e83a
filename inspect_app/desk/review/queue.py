"""The rows of the review queue, in few words."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from inspect_app.models.inspections import Revision
from inspect_app.queries.blobs import list_durable
from inspect_app.queries.inspections import names_of


@dataclass(frozen=True)
class QueueRow:
    """`failed` counts items, of a `scored` site those that lost points.

    `here` of `photos` have arrived while the revision waits for them.
    """

    id: str
    rev: int
    state: str
    name: str
    kind: str
    people: tuple[str, ...]
    visited_on: date
    failed: int
    scored: bool
    complete: bool
    photos: int
    here: int


def queue_rows(revisions: Sequence[Revision]) -> list[QueueRow]:
    """One row per revision, in the given order."""
    inspectors = {one.digest: _inspectors(one) for one in revisions}
    names = names_of({user for users in inspectors.values() for user in users})
    return [_row(one, [names[user] for user in inspectors[one.digest]]) for one in revisions]


def _inspectors(revision: Revision) -> list[str]:
    return [one["user"] for one in json.loads(revision.body)["inspectors"]]


def _row(revision: Revision, people: list[str]) -> QueueRow:
    inspection = revision.inspection
    hashes = {blob["sha256"] for blob in revision.blobs}
    waiting = revision.state == "waiting"
    return QueueRow(
        id=revision.inspection_id,
        rev=revision.rev,
        state=revision.state,
        name=inspection.premises.name,
        kind=inspection.premises.kind,
        people=tuple(people),
        visited_on=inspection.visited_on,
        failed=len(revision.score["failed"]),
        scored="tables" in revision.score,
        complete=revision.complete,
        photos=len(hashes),
        here=len(list_durable(inspection.author_id, hashes)) if waiting else len(hashes),
    )
