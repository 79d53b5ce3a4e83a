"""The rows of the review queue."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from inspect_app.domain.rules.unable import UNABLE
from inspect_app.queries.blobs import list_durable
from inspect_app.queries.inspections import names_of
from inspect_app.queries.reviews import Waiting


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


def queue_rows(revisions: Sequence[Waiting]) -> list[QueueRow]:
    """Return one row per revision of the queue, in input order."""
    inspectors = [_inspectors(one.body) for one in revisions]
    names = names_of({user for users in inspectors for user in users})
    return [
        _row(one, [names[user] for user in users])
        for one, users in zip(revisions, inspectors, strict=True)
    ]


def _inspectors(body: str) -> list[str]:
    return [one["user"] for one in json.loads(body)["inspectors"]]


def _row(revision: Waiting, people: list[str]) -> QueueRow:
    hashes = {blob["sha256"] for blob in revision.blobs}
    waiting = revision.state == "waiting"
    return QueueRow(
        id=revision.inspection_id,
        rev=revision.rev,
        state=revision.state,
        name=revision.name,
        kind=revision.kind,
        people=tuple(people),
        visited_on=revision.visited_on,
        failed=len(revision.score["failed"]),
        scored="tables" in revision.score,
        unable=revision.result == UNABLE,
        complete=revision.complete,
        photos=len(hashes),
        here=len(list_durable(revision.author_id, hashes)) if waiting else len(hashes),
    )
