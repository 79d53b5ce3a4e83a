"""Acceptances of unit works: every attempt is an inspection of the site."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from inspect_app.extensions import Model
from inspect_app.models.types import UtcDateTime


class Acceptance(Model):
    """One acceptance of a unit work and its `outcome` so far; a void one has no attempt number."""

    __tablename__ = "acceptance"
    inspection_id: Mapped[str] = mapped_column(ForeignKey("inspection.id"), primary_key=True)
    unit_work: Mapped[str] = mapped_column(String(36), index=True)
    held_on: Mapped[date]
    attempt_no: Mapped[int | None]
    outcome: Mapped[str | None] = mapped_column(String(32))
    reopened_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    reopened_reason: Mapped[str] = mapped_column(String(200), default="")
