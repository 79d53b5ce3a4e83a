"""Tables of the sync protocol: clients, streams and their records, uploads, and feed rows."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from inspect_app.extensions import Model
from inspect_app.models.types import UtcDateTime


class SyncMeta(Model):
    """One row: the epoch, a random id made at install and after every restore.

    Until `gc_paused_until` no photo is garbage-collected. A `fictional` instance has the demo
    district in it, which needs no locks.
    """

    __tablename__ = "sync_meta"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    epoch: Mapped[str] = mapped_column(String(36))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    gc_paused_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    fictional: Mapped[bool] = mapped_column(default=False, server_default=false())


class SyncKey(Model):
    """A public key for receipts; the private key is a file in the instance's `keys` folder."""

    __tablename__ = "sync_key"
    kid: Mapped[str] = mapped_column(String(64), primary_key=True)
    jwk: Mapped[dict[str, Any]] = mapped_column(JSON)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)


class SyncClient(Model):
    """A client: one browser profile of one user, and the outbox that it announced last."""

    __tablename__ = "sync_client"
    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    user_id: Mapped[str] = mapped_column(ForeignKey("user.id"), index=True)
    app_version: Mapped[str] = mapped_column(String(64), default="")
    schema: Mapped[int]
    registered_at: Mapped[datetime] = mapped_column(UtcDateTime)
    seen_at: Mapped[datetime] = mapped_column(UtcDateTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    revoked_reason: Mapped[str] = mapped_column(String(500), default="", server_default="")
    outbox_count: Mapped[int] = mapped_column(default=0)
    outbox_oldest_s: Mapped[int] = mapped_column(default=0)
    outbox_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class SyncStream(Model):
    """All revisions of one (collection, id): their owner and the head of the lineage."""

    __tablename__ = "sync_stream"
    collection: Mapped[str] = mapped_column(String(32), primary_key=True)
    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    user_id: Mapped[str] = mapped_column(ForeignKey("user.id"), index=True)
    head_rev: Mapped[int] = mapped_column(default=0)
    head_digest: Mapped[str | None] = mapped_column(String(64))


class SyncRecord(Model):
    """One frozen revision with its verdict; `off_lineage` for forks and other users' streams."""

    __tablename__ = "sync_record"
    __table_args__ = (
        UniqueConstraint("collection", "record_id", "user_id", "digest"),
        Index("ix_sync_record_waits", "user_id", "waits"),
    )
    pk: Mapped[int] = mapped_column(primary_key=True)
    collection: Mapped[str] = mapped_column(String(32))
    record_id: Mapped[str] = mapped_column(String(36))
    rev: Mapped[int]
    base: Mapped[str | None] = mapped_column(String(64))
    digest: Mapped[str] = mapped_column(String(64))
    user_id: Mapped[str] = mapped_column(ForeignKey("user.id"))
    body: Mapped[str] = mapped_column(Text)
    blobs: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    for_rev: Mapped[int | None]
    off_lineage: Mapped[bool] = mapped_column(default=False)
    verdict: Mapped[str] = mapped_column(String(16), index=True)
    code: Mapped[str | None] = mapped_column(String(32))
    message: Mapped[str | None] = mapped_column(String(300))
    detail: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    waits: Mapped[bool] = mapped_column(default=False)
    received_at: Mapped[datetime] = mapped_column(UtcDateTime)
    complete_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    audit: Mapped[str | None] = mapped_column(String(64))
    receipt: Mapped[str | None] = mapped_column(Text)


class SyncRecordBlob(Model):
    """A blob that a record names, which protects it from garbage collection."""

    __tablename__ = "sync_record_blob"
    record_pk: Mapped[int] = mapped_column(
        ForeignKey("sync_record.pk", ondelete="CASCADE"), primary_key=True
    )
    sha256: Mapped[str] = mapped_column(String(64), primary_key=True, index=True)


class SyncFailure(Model):
    """The count of server failures at one digest; at the fifth the record is quarantined."""

    __tablename__ = "sync_failure"
    user_id: Mapped[str] = mapped_column(ForeignKey("user.id"), primary_key=True)
    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    times: Mapped[int] = mapped_column(default=0)


class SyncScope(Model):
    """A scope's counter, the highest tombstone removed from it, and its count of living rows."""

    __tablename__ = "sync_scope"
    scope: Mapped[str] = mapped_column(String(80), primary_key=True)
    head: Mapped[int] = mapped_column(default=0)
    floor: Mapped[int] = mapped_column(default=0)
    living: Mapped[int] = mapped_column(default=0, server_default="0")


class SyncRow(Model):
    """The newest version of one feed row; `gone` rows are tombstones and have no data.

    `part` is the row's part in a scope that is pulled in parts; a tombstone has the row's last one.
    """

    __tablename__ = "sync_row"
    __table_args__ = (
        UniqueConstraint("scope", "seq"),
        Index("ix_sync_row_part", "scope", "part", "seq"),
    )
    scope: Mapped[str] = mapped_column(String(80), primary_key=True)
    collection: Mapped[str] = mapped_column(String(32), primary_key=True)
    id: Mapped[str] = mapped_column(String(160), primary_key=True)
    seq: Mapped[int]
    rev: Mapped[int]
    part: Mapped[str | None] = mapped_column(String(36))
    gone: Mapped[bool] = mapped_column(default=False)
    data: Mapped[str | None] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class PartTombstone(Model):
    """The tombstone of a row in a part that it left for another part of its scope."""

    __tablename__ = "part_tombstone"
    __table_args__ = (Index("ix_sync_left_part", "scope", "part", "seq"),)
    scope: Mapped[str] = mapped_column(String(80), primary_key=True)
    collection: Mapped[str] = mapped_column(String(32), primary_key=True)
    id: Mapped[str] = mapped_column(String(160), primary_key=True)
    part: Mapped[str] = mapped_column(String(36), primary_key=True)
    seq: Mapped[int]
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class SyncUpload(Model):
    """One upload by its user; `offset` is what the client was promised, the file may be longer.

    `pieces` are those that lie in a bucket: `[start, size, name]` each, in order, without a hole.
    """

    __tablename__ = "sync_upload"
    id: Mapped[str] = mapped_column(String(43), primary_key=True)
    user_id: Mapped[str] = mapped_column(ForeignKey("user.id"), index=True)
    sha256: Mapped[str] = mapped_column(String(64))
    type: Mapped[str] = mapped_column(String(64))
    length: Mapped[int]
    offset: Mapped[int] = mapped_column(default=0)
    complete: Mapped[bool] = mapped_column(default=False)
    pieces: Mapped[list[Any]] = mapped_column(JSON, default=list)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


class SyncBlobOwner(Model):
    """A user uploaded this blob and it is durable; only then may his records count it."""

    __tablename__ = "sync_blob_owner"
    user_id: Mapped[str] = mapped_column(ForeignKey("user.id"), primary_key=True)
    sha256: Mapped[str] = mapped_column(String(64), primary_key=True, index=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class GcMark(Model):
    """A blob that nothing names and that will be removed; who needs it deletes the mark.

    `at` is when it was marked; in the future, until when a removal may run and nobody may count it.
    """

    __tablename__ = "gc_mark"
    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class SyncUnreadable(Model):
    """A blob that this user uploaded and that was refused as no readable photo."""

    __tablename__ = "sync_unreadable"
    user_id: Mapped[str] = mapped_column(ForeignKey("user.id"), primary_key=True)
    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
