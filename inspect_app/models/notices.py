"""Notices of corrections, who has read them, and what waits to be sent to webhooks."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from inspect_app.extensions import Model
from inspect_app.models.corrections import CorrectionRow
from inspect_app.models.premises import Premises
from inspect_app.models.types import UtcDateTime


class Notice(Model):
    """One event of a correction for one person, or for the desk of its area (no `user_id`).

    The id follows from the event and whom it is for, so that none is made twice. `due_on` is the
    deadline that a reminder is about. At `over_at` it was answered or came to nothing.
    """

    __tablename__ = "notice"
    __table_args__ = (Index("ix_notice_open", "over_at", "at"),)
    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    kind: Mapped[str] = mapped_column(String(16))
    correction_id: Mapped[str] = mapped_column(ForeignKey("correction.id"), index=True)
    premises_id: Mapped[str] = mapped_column(ForeignKey("premises.id"), index=True)
    user_id: Mapped[str | None] = mapped_column(ForeignKey("user.id"), index=True)
    due_on: Mapped[date | None]
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    over_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    correction: Mapped[CorrectionRow] = relationship()
    premises: Mapped[Premises] = relationship()


class NoticeRead(Model):
    """Somebody marked a notice as read; for everybody else of the desk it stays unread."""

    __tablename__ = "notice_read"
    notice_id: Mapped[str] = mapped_column(
        ForeignKey("notice.id", ondelete="CASCADE"), primary_key=True
    )
    user_id: Mapped[str] = mapped_column(ForeignKey("user.id"), primary_key=True, index=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class WebhookDelivery(Model):
    """One event for one receiver, written with the move itself; the id stays over all tries.

    `event` names nobody. Whoever sends it leases it first: until `leased_until` nobody else does.
    `state` is waiting, sent, or resting after the last try, until somebody asks for it again.
    """

    __tablename__ = "webhook_delivery"
    __table_args__ = (Index("ix_webhook_delivery_due", "state", "receiver", "next_at"),)
    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    receiver: Mapped[str] = mapped_column(String(32))
    kind: Mapped[str] = mapped_column(String(16))
    event: Mapped[dict[str, Any]] = mapped_column(JSON)
    state: Mapped[str] = mapped_column(String(8))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    next_at: Mapped[datetime] = mapped_column(UtcDateTime)
    tries: Mapped[int]
    lease: Mapped[str | None] = mapped_column(String(36))
    leased_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    log: Mapped[list["WebhookTry"]] = relationship(
        order_by="WebhookTry.at", cascade="all, delete-orphan"
    )


class WebhookTry(Model):
    """One try to deliver: how long it took and what came of it, never what was answered."""

    __tablename__ = "webhook_try"
    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    delivery_id: Mapped[str] = mapped_column(
        ForeignKey("webhook_delivery.id", ondelete="CASCADE"), index=True
    )
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    ms: Mapped[int]
    status: Mapped[int | None]
    outcome: Mapped[str] = mapped_column(Text)
