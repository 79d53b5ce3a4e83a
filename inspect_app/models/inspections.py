"""Inspections: a head, its frozen revisions, their answers, and the photos they name."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, ForeignKeyConstraint, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from inspect_app.extensions import Model
from inspect_app.models.checklists import ChecklistVersion
from inspect_app.models.people import User
from inspect_app.models.premises import Premises
from inspect_app.models.types import UtcDateTime


class Inspection(Model):
    """One checklist at one premises. `visited_on` is fixed by revision 1 and its arrival."""

    __tablename__ = "inspection"
    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    premises_id: Mapped[str] = mapped_column(ForeignKey("premises.id"), index=True)
    author_id: Mapped[str] = mapped_column(ForeignKey("user.id"), index=True)
    visit: Mapped[str] = mapped_column(String(36), index=True)
    checklist: Mapped[str] = mapped_column(String(32))
    visited_on: Mapped[date] = mapped_column(index=True)
    received_at: Mapped[datetime] = mapped_column(UtcDateTime)
    head_rev: Mapped[int]
    premises: Mapped[Premises] = relationship()
    author: Mapped[User] = relationship()
    revisions: Mapped[list["Revision"]] = relationship(
        order_by="Revision.rev", back_populates="inspection"
    )


class Revision(Model):
    """A revision: waiting, received, returned or approved; `complete` if nothing is missing."""

    __tablename__ = "inspection_revision"
    # The review queue is counted and ordered by it, without a look at any body.
    __table_args__ = (
        Index("ix_inspection_revision_queue", "state", "rev", "received_at", "inspection_id"),
    )
    inspection_id: Mapped[str] = mapped_column(ForeignKey("inspection.id"), primary_key=True)
    rev: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(String(64))
    body: Mapped[str] = mapped_column(Text)
    blobs: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    checklist_id: Mapped[int] = mapped_column(ForeignKey("checklist.id"))
    state: Mapped[str] = mapped_column(String(16), index=True)
    received_at: Mapped[datetime] = mapped_column(UtcDateTime)
    complete_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    complete: Mapped[bool]
    result: Mapped[str | None] = mapped_column(String(32))
    covered: Mapped[bool | None]
    passed: Mapped[bool | None]
    score: Mapped[dict[str, Any]] = mapped_column(JSON)
    lacks: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    flags: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    inspection: Mapped[Inspection] = relationship(back_populates="revisions")
    checklist: Mapped[ChecklistVersion] = relationship()
    answers: Mapped[list["Answer"]] = relationship(order_by="Answer.position")
    photos: Mapped[list["InspectionPhoto"]] = relationship(order_by="InspectionPhoto.position")


class _OfRevision:
    """The foreign key that answers and photos of a revision share."""

    inspection_id: Mapped[str] = mapped_column(String(36), primary_key=True)
    rev: Mapped[int] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)


def _to_revision() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(
        ["inspection_id", "rev"], ["inspection_revision.inspection_id", "inspection_revision.rev"]
    )


class Answer(_OfRevision, Model):
    """The answer to one visible item, stored apart from the body so that queries can count it."""

    __tablename__ = "answer"
    __table_args__ = (_to_revision(),)
    item: Mapped[str] = mapped_column(String(64), index=True)
    value: Mapped[Any] = mapped_column(JSON)
    verdict: Mapped[str] = mapped_column(String(8))


class InspectionPhoto(_OfRevision, Model):
    """An item's photo or voice note, or a signature (role `signature`, `item` is who signed)."""

    __tablename__ = "inspection_photo"
    __table_args__ = (_to_revision(),)
    item: Mapped[str] = mapped_column(String(64))
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    role: Mapped[str] = mapped_column(String(16))
    source: Mapped[str] = mapped_column(String(16), default="")
    taken_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Photo(Model):
    """A photo whose bytes are durable. `type` is the media type, `size` in bytes, sides in pixels.

    Its pixels are decoded once, later: `decoded_at` says when that ended, `readable` how. A try is
    counted before it begins, so that a photo that crashes every process is given up. `fault` is why
    it cannot be shown (undecodable, infected, lost, altered, purged); `checked_at` is when its
    bytes were last compared with their hash.
    """

    __tablename__ = "photo"
    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    size: Mapped[int]
    type: Mapped[str] = mapped_column(String(32))
    width: Mapped[int]
    height: Mapped[int]
    readable: Mapped[bool] = mapped_column(default=True)
    received_at: Mapped[datetime] = mapped_column(UtcDateTime)
    decoded_at: Mapped[datetime | None] = mapped_column(UtcDateTime, index=True)
    decode_tries: Mapped[int] = mapped_column(default=0)
    decode_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    fault: Mapped[str | None] = mapped_column(String(16))
    checked_at: Mapped[datetime | None] = mapped_column(UtcDateTime, index=True)
