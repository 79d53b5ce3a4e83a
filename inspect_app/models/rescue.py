"""Tables for recovery: quarantined records, drain codes, rescue files, possible losses."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from inspect_app.extensions import Model
from inspect_app.models.people import User
from inspect_app.models.sync import SyncRecord
from inspect_app.models.types import UtcDateTime


class QuarantinedRecord(Model):
    """A quarantined record and a person's decision: accept, dismiss, or None so far.

    `premises_id` is what its body names, registered or not. Decision `closed`: a later record of
    its lineage was accepted.
    """

    __tablename__ = "quarantined_record"
    record_pk: Mapped[int] = mapped_column(
        ForeignKey("sync_record.pk", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    premises_id: Mapped[str | None] = mapped_column(String(36), index=True)
    code: Mapped[str] = mapped_column(String(32))
    quarantined_at: Mapped[datetime] = mapped_column(UtcDateTime)
    decision: Mapped[str | None] = mapped_column(String(8), index=True)
    decided_by: Mapped[str | None] = mapped_column(ForeignKey("user.id"))
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    reason: Mapped[str] = mapped_column(Text, default="")
    record: Mapped[SyncRecord] = relationship()


class DrainCode(Model):
    """A code with which a phone can push its outbox, once, within 24 hours; stored as a hash."""

    __tablename__ = "drain_code"
    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    code_hash: Mapped[str] = mapped_column(String(64), unique=True)
    user_id: Mapped[str] = mapped_column(ForeignKey("user.id"), index=True)
    issued_by: Mapped[str] = mapped_column(ForeignKey("user.id"))
    issued_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class RescueImport(Model):
    """A rescue file that was read at the desk; its photos are in the photo store already.

    `blobs` maps each complete photo to its header data, `faults` lists what is damaged.
    """

    __tablename__ = "rescue_import"
    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    uploaded_by: Mapped[str] = mapped_column(ForeignKey("user.id"), index=True)
    uploaded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    manifest: Mapped[dict[str, Any]] = mapped_column(JSON)
    blobs: Mapped[dict[str, Any]] = mapped_column(JSON)
    faults: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    imported_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    records: Mapped[list["RescueRecord"]] = relationship(order_by="RescueRecord.number")


class RescueRecord(Model):
    """One record of a rescue file in the form of a push entry, and the `result` of its import."""

    __tablename__ = "rescue_record"
    import_id: Mapped[str] = mapped_column(
        ForeignKey("rescue_import.id", ondelete="CASCADE"), primary_key=True
    )
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    author_id: Mapped[str] = mapped_column(String(36))
    entry: Mapped[dict[str, Any]] = mapped_column(JSON)
    result: Mapped[dict[str, Any] | None] = mapped_column(JSON)


class PossibleLoss(Model):
    """A client announced unsent records and then none, or a new client came instead.

    `why` is `emptied` or `new_client`.
    """

    __tablename__ = "possible_loss"
    __table_args__ = (Index("ix_possible_loss_open", "client_id", "resolved_at"),)
    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    user_id: Mapped[str] = mapped_column(ForeignKey("user.id"), index=True)
    client_id: Mapped[str] = mapped_column(String(36))
    why: Mapped[str] = mapped_column(String(16))
    announced: Mapped[int]
    announced_at: Mapped[datetime] = mapped_column(UtcDateTime)
    raised_at: Mapped[datetime] = mapped_column(UtcDateTime)
    resolved_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    resolved_by: Mapped[str | None] = mapped_column(ForeignKey("user.id"))
    note: Mapped[str] = mapped_column(Text, default="")
    user: Mapped[User] = relationship(foreign_keys=[user_id])
