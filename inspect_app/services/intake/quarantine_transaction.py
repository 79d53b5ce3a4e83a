"""The transaction in which a person decides on a quarantined record."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from inspect_app.domain.scopes import INSPECTION
from inspect_app.models.rescue import QuarantinedRecord
from inspect_app.models.sync import SyncRecord, SyncStream
from inspect_app.services.feed.author_rows import queue_draft, queue_without_dismissed
from inspect_app.services.intake import effects
from inspect_app.services.intake.store import SqlTransaction
from inspect_app.services.review.displaced import drop_displaced
from inspect_app.services.writing.record_rows import from_row
from inspect_app.services.writing.transaction import Writing
from inspect_app.storage.open import BlobStore
from sync.records import DISMISSED, QUARANTINED, IntakeResult, Stored, Stream


class QuarantineTransaction(SqlTransaction):
    """Implements `sync.ports.DecidingTransaction`; audit entries name the deciding person."""

    def __init__(self, work: Writing, storage: BlobStore, actor_id: str, reason: str) -> None:
        super().__init__(work, storage, actor_id)
        self.reason = reason

    def list_lineage(self, stream: Stream, rev: int) -> list[Stored]:
        """List the lineage's records from this revision on, newest first."""
        query = select(SyncRecord).filter_by(
            collection=stream.collection, record_id=stream.id, off_lineage=False
        )
        newest_first = query.where(SyncRecord.rev >= rev).order_by(SyncRecord.rev.desc())
        return [from_row(row) for row in self.session.scalars(newest_first)]

    def make_head(self, stored: Stored) -> None:
        """Make this record the head of its lineage."""
        record = stored.record
        stream = self.session.get_one(SyncStream, (record.collection, record.id))
        stream.head_rev, stream.head_digest = record.rev, record.digest

    def reverse_effect(self, stored: Stored) -> None:
        """Drop a counted inspection revision; other collections had no effect."""
        if stored.record.collection == INSPECTION:
            drop_displaced(self.work, stored.record.id, stored.record.rev)

    def show_without_head(self, stored: Stored) -> None:
        """Queue the author's feed row of the state without a dismissed head."""
        queue_without_dismissed(self.work, stored)

    def hand_over(self, old: Stored | None, new: Stored) -> None:
        """Replace the older draft, if any, by the accepted one and queue its feed row."""
        if old:
            self._delete(old)
        self.make_head(new)
        self.change(new)
        queue_draft(self.work, new)

    def close(self, stored: Stored) -> None:
        """Mark a record as closed: it leaves the quarantine list and keeps its verdict."""
        self._decide(stored, "closed")

    def apply_revision(
        self, stored: Stored, body: Mapping[str, Any], durable: bool
    ) -> IntakeResult:
        """Check an accepted record by its rules, but not by its author's rights."""
        first = self._first_received_at(stored)
        return effects.apply_revision(
            self.work, stored, body, first, durable, decided_by_person=True
        )

    def change(self, stored: Stored) -> None:
        """Update the record and its entry in the quarantine list."""
        super().change(stored)
        if stored.verdict != QUARANTINED:
            self._decide(stored, "accept")
        else:
            self._decide(stored, "dismiss" if stored.code == DISMISSED else None)

    def row_of(self, stored: Stored) -> SyncRecord:
        """Return the table row of a stored record."""
        return self._row(stored)

    def _decide(self, stored: Stored, decision: str | None) -> None:
        row = self._row(stored)
        quarantined = self.session.get(QuarantinedRecord, row.pk)
        if quarantined is None:
            self._quarantine(row.pk, stored)
            self.session.flush()
            quarantined = self.session.get_one(QuarantinedRecord, row.pk)
            quarantined.code = (row.detail or {}).get("was", "fork")
        quarantined.decision, quarantined.reason = decision, self.reason if decision else ""
        quarantined.decided_by = self.actor_id if decision else None
        quarantined.decided_at = self.at if decision else None
