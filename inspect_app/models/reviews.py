"""Decisions of supervisors, and the standings that follow from them."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from inspect_app.extensions import Model
from inspect_app.models.people import User
from inspect_app.models.types import UtcDateTime


class Review(Model):
    """A decision: approve, return, withdraw (of an approval), or recall (of a return).

    A return names its items, [{"item", "remark", "arrow"?}], where the arrow lies on a photo:
    {"sha256", "from", "to"}; a withdrawal has its reason as the remark. An approval by sample names
    its batch: others of that batch were looked at, this one was not.
    """

    __tablename__ = "review"
    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    inspection_id: Mapped[str] = mapped_column(ForeignKey("inspection.id"), index=True)
    rev: Mapped[int]
    reviewer_id: Mapped[str] = mapped_column(ForeignKey("user.id"))
    action: Mapped[str] = mapped_column(String(8))
    items: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    remark: Mapped[str] = mapped_column(Text, default="")
    decided_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    batch_id: Mapped[str | None] = mapped_column(ForeignKey("review_batch.id"), index=True)
    reviewer: Mapped[User] = relationship()


class Standing(Model):
    """The visit that currently counts for a premises in a target; each review updates it."""

    __tablename__ = "standing"
    target: Mapped[str] = mapped_column(String(32), primary_key=True)
    premises_id: Mapped[str] = mapped_column(ForeignKey("premises.id"), primary_key=True)
    inspection_id: Mapped[str] = mapped_column(ForeignKey("inspection.id"))
    covered: Mapped[bool | None]
    passed: Mapped[bool | None]
    since: Mapped[date]
