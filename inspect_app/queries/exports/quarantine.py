"""Exports quarantined records: undecided ones, the oldest first, then decided ones."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import select

from inspect_app.models.rescue import QuarantinedRecord
from inspect_app.models.sync import SyncRecord
from inspect_app.queries.exports.lists import (
    Column,
    ExportedList,
    Filters,
    Reach,
    Row,
    in_parts,
)
from inspect_app.queries.inspections import names_of
from inspect_app.queries.premises import premises_by_ids
from inspect_app.queries.quarantine import only_open

_COLUMNS = (
    *(QuarantinedRecord.premises_id, QuarantinedRecord.code, QuarantinedRecord.decision),
    *(QuarantinedRecord.decided_by, QuarantinedRecord.decided_at, QuarantinedRecord.reason),
    *(SyncRecord.collection, SyncRecord.rev, SyncRecord.user_id, SyncRecord.received_at),
)


def list_rows(reach: Reach, filters: Filters) -> Iterator[Row]:
    """Yield what the page shows of each record; nothing of its body."""
    asked = select(*_COLUMNS).select_from(QuarantinedRecord)
    waiting = only_open(asked, reach.records)
    decided = asked.join(QuarantinedRecord.record).where(
        QuarantinedRecord.decision.in_(("accept", "dismiss")), reach.records
    )
    for query in (
        waiting.order_by(QuarantinedRecord.quarantined_at, QuarantinedRecord.record_pk),
        decided.order_by(QuarantinedRecord.decided_at.desc(), QuarantinedRecord.record_pk),
    ):
        for part in in_parts(query):
            yield from _rows(part)


def _rows(part: Sequence[Any]) -> Iterator[Row]:
    places = premises_by_ids({row.premises_id or "" for row in part})
    names = names_of({user or "" for row in part for user in (row.user_id, row.decided_by)})
    for row in part:
        place = places.get(row.premises_id or "")
        yield (
            *((place.name, place.kind, place.area) if place else (None, None, None)),
            (row.collection, row.rev),
            *(row.code, names.get(row.user_id), row.received_at, row.decision),
            *(names.get(row.decided_by or ""), row.decided_at, row.reason),
        )


QUARANTINE = ExportedList(
    "quarantine",
    (
        *(Column("place"), Column("kind", "kind"), Column("area", "area")),
        *(Column("what", "record"), Column("why", "quarantine_code"), Column("author")),
        *(Column("received"), Column("decision", "quarantine_decision")),
        *(Column("decided_by"), Column("decided_at"), Column("reason")),
    ),
    list_rows,
)
