"""Streams and records in our tables: the transaction over one stream that the protocol asks for."""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Select, bindparam, func, insert, select, update

from inspect_app.domain.scopes import INSPECTION
from inspect_app.models.rescue import QuarantinedRecord
from inspect_app.models.sync import (
    SyncRecord,
    SyncRecordBlob,
    SyncStream,
    SyncUnreadable,
)
from inspect_app.queries.blobs import list_missing
from inspect_app.schemas.phone_records import premises_in
from inspect_app.services.feed.author_rows import (
    queue_draft,
    queue_draft_gone,
    queue_outcome,
    queue_uncounted,
)
from inspect_app.services.intake import effects
from inspect_app.services.photos.photo_gc import keep_from_gc
from inspect_app.services.photos.photo_rows import find_again, own_blob
from inspect_app.services.writing.record_rows import audit_record, columns_of, from_row
from inspect_app.services.writing.transaction import Writing
from inspect_app.services.writing.upsert import insert_if_absent, insert_rows
from inspect_app.storage.open import BlobStore
from sync.records import DRAFT, QUARANTINED, IntakeResult, Stored, Stream

_ADD = insert(SyncRecord).returning(SyncRecord.pk)
_MOVE_HEAD = update(SyncStream).where(
    SyncStream.collection == bindparam("of_collection"), SyncStream.id == bindparam("of_id")
)


class SqlTransaction:
    """Implements `sync.ports.Transaction` over one `Writing`."""

    def __init__(self, work: Writing, storage: BlobStore, actor_id: str | None = None) -> None:
        self.work, self.session, self.storage = work, work.session, storage
        self.actor_id = actor_id

    @property
    def at(self) -> datetime:
        """The instant of this transaction."""
        return self.work.at

    def lock_stream(self, collection: str, id: str, user: str) -> Stream:
        """Makes the row first, so that even the first record of a stream finds a lock."""
        began = insert_if_absent(
            self.session, SyncStream, collection=collection, id=id, user_id=user, head_rev=0
        )
        if began:
            return Stream(collection, id, user, is_new=True)
        return self._read(self.session.scalars(_locked(collection, id)).one())

    def lock_existing(self, collection: str, id: str) -> Stream | None:
        """The lock comes before the first read of anything in the stream."""
        row = self.session.scalars(_locked(collection, id)).one_or_none()
        return self._read(row) if row else None

    def find(self, stream: Stream, user: str, digest: str) -> Stored | None:
        """By digest, in its lineage or off it."""
        row = self.session.scalars(_of(stream, user).filter_by(digest=digest)).one_or_none()
        return from_row(row) if row else None

    def list_waiting(self, stream: Stream) -> list[Stored]:
        """Oldest first."""
        query = select(SyncRecord).filter_by(
            collection=stream.collection, record_id=stream.id, waits=True
        )
        return [from_row(row) for row in self.session.scalars(query.order_by(SyncRecord.pk))]

    def find_draft(self, stream: Stream) -> Stored | None:
        """The one in the lineage."""
        row = self.session.scalars(
            _of(stream, stream.user).filter_by(off_lineage=False)
        ).one_or_none()
        return from_row(row) if row else None

    def last_sealed(self, stream: Stream) -> int:
        """Of the inspection with the draft's id, by the draft's owner."""
        query = select(func.max(SyncRecord.rev)).filter_by(
            collection=INSPECTION, record_id=stream.id, user_id=stream.user
        )
        return self.session.scalar(query) or 0

    def drop_draft(self, stored: Stored) -> None:
        """Under the draft's own lock, so that a late draft sees what was sealed."""
        record = stored.record
        if record.collection != INSPECTION or stored.code == "wrong_stream":
            return
        stream = self.lock_stream(DRAFT, record.id, stored.user)
        if stream.is_new or stream.user != stored.user:
            return
        draft = self.find_draft(stream)
        if draft and (draft.for_rev or 0) <= record.rev:
            self._delete(draft)
            queue_draft_gone(self.work, draft)

    def add(self, stored: Stored) -> None:
        """One record, what it names, and the stream's head."""
        connection, record = self.session.connection(), stored.record
        keep_from_gc(self.work, record.hashes)
        pk = connection.execute(_ADD, columns_of(stored)).scalar_one()
        named = [{"record_pk": pk, "sha256": one} for one in record.hashes]
        insert_rows(self.session, SyncRecordBlob, named)
        if stored.verdict == QUARANTINED:
            self._quarantine(pk, stored)
        if not stored.off_lineage:
            head = {"head_rev": record.rev, "head_digest": record.digest}
            of = {"of_collection": record.collection, "of_id": record.id}
            connection.execute(_MOVE_HEAD, head | of)

    def change(self, stored: Stored) -> None:
        """Body and blobs never change."""
        row = self._row(stored)
        for name, value in columns_of(stored).items():
            setattr(row, name, value)

    def replace_draft(self, old: Stored | None, new: Stored) -> None:
        """One draft per inspection is enough."""
        if old:
            self._delete(old)
        self.add(new)
        queue_draft(self.work, new)

    def missing(self, user: str, hashes: Iterable[str]) -> list[str]:
        """Asks who uploaded, not what the disk holds; what is named here is not swept meanwhile."""
        hashes = list(hashes)
        keep_from_gc(self.work, hashes)
        return list_missing(user, hashes)

    def unreadable(self, user: str, hashes: Iterable[str]) -> list[str]:
        """In the order given."""
        wanted = list(hashes)
        refused = select(SyncUnreadable.sha256).where(
            SyncUnreadable.user_id == user, SyncUnreadable.sha256.in_(wanted)
        )
        found = set(self.session.scalars(refused)) if wanted else set()
        return [one for one in wanted if one in found]

    def relink(self, user: str, hashes: Iterable[str]) -> None:
        """Files outlive a restored database."""
        for sha256 in self.missing(user, hashes):
            if find_again(self.work, self.storage, sha256):
                own_blob(self.work, user, sha256)

    def audit(self, action: str, stored: Stored) -> str:
        """Names and digests only."""
        return audit_record(self.work, action, stored, self.actor_id)

    def apply_revision(
        self, stored: Stored, body: Mapping[str, Any], durable: bool
    ) -> IntakeResult:
        """The rules of inspections decide."""
        first = self._first_received_at(stored)
        return effects.apply_revision(self.work, stored, body, first, durable)

    def show_uncounted(self, stored: Stored, body: Mapping[str, Any]) -> None:
        """The author's phones see where it stands."""
        queue_uncounted(self.work, stored, body)

    def completed(self, stored: Stored) -> None:
        """Now it counts."""
        effects.complete(self.work, stored)

    def outcome(self, stored: Stored) -> None:
        """A row of the author's own scope: his cursor acknowledges it."""
        queue_outcome(self.work, stored)

    def _first_received_at(self, stored: Stored) -> datetime:
        if stored.record.rev == 1:
            return stored.received_at
        first = select(func.min(SyncRecord.received_at)).filter_by(
            collection=stored.record.collection,
            record_id=stored.record.id,
            user_id=stored.user,
            rev=1,
            off_lineage=False,
        )
        return self.session.scalar(first) or stored.received_at

    def _read(self, row: SyncStream) -> Stream:
        stream = Stream(row.collection, row.id, row.user_id)
        if row.head_digest is not None:
            stream.head = self.find(stream, row.user_id, row.head_digest)
        return stream

    def _quarantine(self, pk: int, stored: Stored) -> None:
        """For the person who decides on it."""
        place = premises_in(stored.record.collection, json.loads(stored.record.body))
        code = stored.code or "error"
        self.session.add(
            QuarantinedRecord(record_pk=pk, premises_id=place, code=code, quarantined_at=self.at)
        )

    def _row(self, stored: Stored) -> SyncRecord:
        record = stored.record
        query = select(SyncRecord).filter_by(
            collection=record.collection,
            record_id=record.id,
            user_id=stored.user,
            digest=record.digest,
        )
        return self.session.scalars(query).one()

    def _delete(self, draft: Stored) -> None:
        self.session.delete(self._row(draft))
        self.session.flush()


def _locked(collection: str, id: str) -> Select[SyncStream]:
    query = select(SyncStream).filter_by(collection=collection, id=id).with_for_update()
    return query.execution_options(populate_existing=True)


def _of(stream: Stream, user: str) -> Select[SyncRecord]:
    return select(SyncRecord).filter_by(
        collection=stream.collection, record_id=stream.id, user_id=user
    )
