"""Stores streams and records in our tables: the protocol's transaction over one stream."""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, bindparam, exists, func, insert, select, update

from inspect_app.domain.scopes import INSPECTION
from inspect_app.models.rescue import QuarantinedRecord
from inspect_app.models.sync import (
    SyncRecord,
    SyncRecordBlob,
    SyncStream,
    SyncUnreadable,
)
from inspect_app.queries.blobs import list_missing
from inspect_app.services.feed.author_rows import (
    queue_draft,
    queue_draft_gone,
    queue_outcome,
    queue_uncounted,
)
from inspect_app.services.intake import effects
from inspect_app.services.intake.named_places import premises_about
from inspect_app.services.photos.photo_gc import keep_from_gc
from inspect_app.services.photos.photo_rows import add_owner, relink_photo
from inspect_app.services.writing.record_rows import audit_record, columns_of, from_row
from inspect_app.services.writing.transaction import Writing
from inspect_app.services.writing.upsert import insert_if_absent, insert_rows
from inspect_app.storage.open import BlobStore
from sync.records import DRAFT, HANDED_IN, QUARANTINED, IntakeResult, Stored, Stream

_ADD = insert(SyncRecord).returning(SyncRecord.pk)
_UNVOUCHED = and_(
    SyncRecord.verdict == QUARANTINED,
    SyncRecord.off_lineage,
    func.coalesce(SyncRecord.code, "").in_(HANDED_IN),
)
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
        """Return the time of this transaction."""
        return self.work.at

    def lock_stream(self, collection: str, id: str, user: str) -> Stream:
        """Insert the stream's row if absent, so that its first record has a lock; read it."""
        began = insert_if_absent(
            self.session, SyncStream, collection=collection, id=id, user_id=user, head_rev=0
        )
        if began:
            return Stream(collection, id, user, is_new=True)
        return self._read(self.session.scalars(_locked(collection, id)).one())

    def lock_existing(self, collection: str, id: str) -> Stream | None:
        """Lock a stream before anything of it is read; None if there is none."""
        row = self.session.scalars(_locked(collection, id)).one_or_none()
        return self._read(row) if row else None

    def yield_stream(self, stream: Stream, user: str) -> bool:
        """Give the stream to this user if nothing in it is vouched for; return whether."""
        of_it = (SyncRecord.collection == stream.collection, SyncRecord.record_id == stream.id)
        others = exists().where(*of_it, ~_UNVOUCHED)
        if self.session.scalar(select(others)):
            return False
        named = {"of_collection": stream.collection, "of_id": stream.id}
        self.session.connection().execute(_MOVE_HEAD, {"user_id": user} | named)
        return True

    def find(self, stream: Stream, user: str, digest: str) -> Stored | None:
        """Find this user's record by its digest in the stream, in its lineage or off it."""
        row = self.session.scalars(_of(stream, user).filter_by(digest=digest)).one_or_none()
        return from_row(row) if row else None

    def list_waiting(self, stream: Stream) -> list[Stored]:
        """List any user's records of the stream that still need a receipt, oldest first."""
        query = select(SyncRecord).filter_by(
            collection=stream.collection, record_id=stream.id, waits=True
        )
        return [from_row(row) for row in self.session.scalars(query.order_by(SyncRecord.pk))]

    def find_draft(self, stream: Stream) -> Stored | None:
        """Find the stream owner's draft in the lineage."""
        row = self.session.scalars(
            _of(stream, stream.user).filter_by(off_lineage=False)
        ).one_or_none()
        return from_row(row) if row else None

    def last_sealed(self, stream: Stream) -> int:
        """Return the owner's highest revision of the draft's inspection; 0 if none."""
        query = select(func.max(SyncRecord.rev)).filter_by(
            collection=INSPECTION, record_id=stream.id, user_id=stream.user
        )
        query = query.where(~_UNVOUCHED)
        return self.session.scalar(query) or 0

    def drop_draft(self, stored: Stored) -> None:
        """Delete a sealed record's draft, under the draft's lock: a late draft sees the seal."""
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
        """Insert a record and its hashes, and move the stream's head."""
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

    def remove_unvouched(self, stored: Stored) -> None:
        """Delete a record that others handed in, with its entry in the quarantine list."""
        self._delete(stored)

    def change(self, stored: Stored) -> None:
        """Update the row of a record; its body and blobs never change."""
        row = self._row(stored)
        for name, value in columns_of(stored).items():
            setattr(row, name, value)

    def replace_draft(self, old: Stored | None, new: Stored) -> None:
        """Delete the older draft, insert the newer one and queue its feed row."""
        if old:
            self._delete(old)
        self.add(new)
        queue_draft(self.work, new)

    def missing(self, user: str, hashes: Iterable[str]) -> list[str]:
        """Return the hashes that this user has not uploaded, in input order.

        It asks the table of owners, not the store, and protects the hashes from garbage collection.
        """
        hashes = list(hashes)
        keep_from_gc(self.work, hashes)
        return list_missing(user, hashes)

    def unreadable(self, user: str, hashes: Iterable[str]) -> list[str]:
        """Return the hashes refused as unreadable at this user's upload, in input order."""
        wanted = list(hashes)
        refused = select(SyncUnreadable.sha256).where(
            SyncUnreadable.user_id == user, SyncUnreadable.sha256.in_(wanted)
        )
        found = set(self.session.scalars(refused)) if wanted else set()
        return [one for one in wanted if one in found]

    def relink(self, user: str, hashes: Iterable[str]) -> None:
        """Link files that survived a restore to this user again."""
        for sha256 in self.missing(user, hashes):
            if relink_photo(self.work, self.storage, sha256):
                add_owner(self.work, user, sha256)

    def audit(self, action: str, stored: Stored) -> str:
        """Append an audit entry of names and digests about the record; return its hash."""
        return audit_record(self.work, action, stored, self.actor_id)

    def apply_revision(
        self, stored: Stored, body: Mapping[str, Any], durable: bool
    ) -> IntakeResult:
        """Validate a record and write its effect; return the verdict."""
        first = self._first_received_at(stored)
        return effects.apply_revision(self.work, stored, body, first, durable)

    def show_uncounted(self, stored: Stored, body: Mapping[str, Any]) -> None:
        """Queue the author's feed row of a record that counts nowhere."""
        queue_uncounted(self.work, stored, body)

    def completed(self, stored: Stored) -> None:
        """Let a waiting record count whose last blob arrived."""
        effects.complete(self.work, stored)

    def outcome(self, stored: Stored) -> None:
        """Queue an outcome row in the author's scope."""
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
        """Add the record to the quarantine list."""
        body = json.loads(stored.record.body)
        place = premises_about(self.session, stored.record.collection, body)
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

    def _delete(self, stored: Stored) -> None:
        self.session.delete(self._row(stored))
        self.session.flush()


def _locked(collection: str, id: str) -> Select[SyncStream]:
    query = select(SyncStream).filter_by(collection=collection, id=id).with_for_update()
    return query.execution_options(populate_existing=True)


def _of(stream: Stream, user: str) -> Select[SyncRecord]:
    return select(SyncRecord).filter_by(
        collection=stream.collection, record_id=stream.id, user_id=user
    )
