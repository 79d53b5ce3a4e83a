"""Reminders of what is to be put right: one a premises and day."""

from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from inspect_app.extensions import Model
from inspect_app.models.types import UtcDateTime


class Reminder(Model):
    """That an operator was reminded on a Shanghai day, of which corrections, and how.

    `step` is the rung of the ladder, reminder or letter. It moves no correction.
    """

    __tablename__ = "correction_reminder"
    premises_id: Mapped[str] = mapped_column(ForeignKey("premises.id"), primary_key=True)
    on: Mapped[date] = mapped_column(primary_key=True)
    step: Mapped[str] = mapped_column(String(16))
    corrections: Mapped[list[str]] = mapped_column(JSON, default=list)
    by_id: Mapped[str] = mapped_column(ForeignKey("user.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
