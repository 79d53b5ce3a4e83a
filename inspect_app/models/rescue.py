"""What is kept for when something went wrong: held records, drain codes, possible losses."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from inspect_app.extensions import Model
from inspect_app.models.people import User
from inspect_app.models.sync import SyncRecord
from inspect_app.models.types import UtcDateTime


class Held(Model):
    """A record that was kept for a person, and what that person decided: accept or dismiss.

    `premises_id` is what its body names, known here or not. `closed`: a newer one was decided.
    """

    __tablename__ = "held"
    record_pk: Mapped[int] = mapped_column(
        ForeignKey("sync_record.pk", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    premises_id: Mapped[str | None] = mapped_column(String(36), index=True)
    code: Mapped[str] = mapped_column(String(32))
    held_at: Mapped[datetime] = mapped_column(UtcDateTime)
    decision: Mapped[str | None] = mapped_column(String(8), index=True)
    decided_by: Mapped[str | None] = mapped_column(ForeignKey("user.id"))
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    reason: Mapped[str] = mapped_column(Text, default="")
    record: Mapped[SyncRecord] = relationship()


class DrainCode(Model):
    """Lets a phone of a person hand in what it holds, once, for a day. Only its hash is stored."""

    __tablename__ = "drain_code"
    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    code_hash: Mapped[str] = mapped_column(String(64), unique=True)
    user_id: Mapped[str] = mapped_column(ForeignKey("user.id"), index=True)
    issued_by: Mapped[str] = mapped_column(ForeignKey("user.id"))
    issued_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class PossibleLoss(Model):
    """A phone announced unsent records, and came back without them, or a new one came instead.

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
