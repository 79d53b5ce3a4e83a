"""Batches of clean revisions: some are drawn and opened, then the rest are approved by sample."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, ForeignKeyConstraint, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from inspect_app.extensions import Model
from inspect_app.models.people import User
from inspect_app.models.types import UtcDateTime


class ReviewBatch(Model):
    """A batch of one person: the filters it was made of, and the digest that its sample rests on.

    `digest` is the SHA-256 of its id and the rows' digests, sorted, joined by newlines. A return of
    a drawn one stops it; that is read from the reviews and stands nowhere else.
    """

    __tablename__ = "review_batch"
    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    user_id: Mapped[str] = mapped_column(ForeignKey("user.id"), index=True)
    filters: Mapped[dict[str, Any]] = mapped_column(JSON)
    digest: Mapped[str] = mapped_column(String(64))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    approved_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    user: Mapped[User] = relationship()
    rows: Mapped[list["ReviewBatchRow"]] = relationship(order_by="ReviewBatchRow.position")


class ReviewBatchRow(Model):
    """A revision of a batch, whether it was drawn, and when its reviewer opened it.

    A revision is put into a batch once: nobody draws again until the sample suits him.
    """

    __tablename__ = "review_batch_row"
    __table_args__ = (
        ForeignKeyConstraint(
            ["inspection_id", "rev"],
            ["inspection_revision.inspection_id", "inspection_revision.rev"],
        ),
    )
    inspection_id: Mapped[str] = mapped_column(String(36), primary_key=True)
    rev: Mapped[int] = mapped_column(primary_key=True)
    batch_id: Mapped[str] = mapped_column(ForeignKey("review_batch.id"), index=True)
    position: Mapped[int]
    digest: Mapped[str] = mapped_column(String(64))
    author_id: Mapped[str] = mapped_column(ForeignKey("user.id"), index=True)
    kind: Mapped[str] = mapped_column(String(32))
    drawn: Mapped[bool]
    opened_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
