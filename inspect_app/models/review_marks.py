"""Seen-marks: which items of a revision a reviewer has looked at."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from inspect_app.extensions import Model
from inspect_app.models.types import UtcDateTime


class ReviewSeen(Model):
    """A reviewer opened an item of a revision; for everybody else it stays unseen.

    `item` is an item's id, or the key of a mark on a sheet of a scored site.
    """

    __tablename__ = "review_seen"
    user_id: Mapped[str] = mapped_column(ForeignKey("user.id"), primary_key=True)
    inspection_id: Mapped[str] = mapped_column(
        ForeignKey("inspection.id"), primary_key=True, index=True
    )
    rev: Mapped[int] = mapped_column(primary_key=True)
    item: Mapped[str] = mapped_column(String(128), primary_key=True)
    seen_at: Mapped[datetime] = mapped_column(UtcDateTime)
