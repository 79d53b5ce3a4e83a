"""The rows of the review queue."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from inspect_app.domain.rules.unable import UNABLE
from inspect_app.models.inspections import Revision
from inspect_app.queries.blobs import list_durable
from inspect_app.queries.inspections import names_of


@dataclass(frozen=True)
class QueueRow:
    """One row of the queue; `failed` counts failed items, or items with deductions if `scored`.
    `unable`: nothing could be inspected.

    While the revision waits for photos, `here` of its `photos` have arrived.
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
    unable: bool
    complete: bool
    photos: int
    here: int


def queue_rows(revisions: Sequence[Revision]) -> list[QueueRow]:
    """Return one row per revision, in input order."""
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
        unable=revision.result == UNABLE,
        complete=revision.complete,
        photos=len(hashes),
        here=len(list_durable(inspection.author_id, hashes)) if waiting else len(hashes),
    )
