"""Reported figures: what people enter of the goals that no inspection counts."""

from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from inspect_app.extensions import Model
from inspect_app.models.types import UtcDateTime


class ReportedFigure(Model):
    """A value that one person entered with its source; it counts once another confirms it.

    Nothing is overwritten: of a target and period the value confirmed last is in force. `file_*`
    are of an attachment, whose bytes lie in the photo store.
    """

    __tablename__ = "reported_figure"
    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    target: Mapped[str] = mapped_column(String(32), index=True)
    period: Mapped[str] = mapped_column(String(8))
    value: Mapped[str | list[str] | bool] = mapped_column(JSON)
    dated_on: Mapped[date]
    source: Mapped[str] = mapped_column(String(200))
    note: Mapped[str] = mapped_column(String(500), default="")
    file_sha256: Mapped[str | None] = mapped_column(String(64), index=True)
    file_name: Mapped[str | None] = mapped_column(String(120))
    file_type: Mapped[str | None] = mapped_column(String(32))
    file_size: Mapped[int | None]
    entered_at: Mapped[datetime] = mapped_column(UtcDateTime)
    entered_by: Mapped[str] = mapped_column(ForeignKey("user.id"))
    confirmed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    confirmed_by: Mapped[str | None] = mapped_column(ForeignKey("user.id"))
    dropped_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    dropped_by: Mapped[str | None] = mapped_column(ForeignKey("user.id"))
