"""Titles of premises: facts of record, entered by one person and confirmed by another."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from inspect_app.extensions import Model
from inspect_app.models.types import UtcDateTime


class Designation(Model):
    """It counts from `recorded_at` on, the confirmation. `key` is what is counted once.

    `premises_id` is no foreign key: a history from elsewhere may name what is not on the register.
    """

    __tablename__ = "designation"
    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    target: Mapped[str] = mapped_column(String(32), index=True)
    key: Mapped[str] = mapped_column(String(200), index=True)
    area: Mapped[str] = mapped_column(ForeignKey("area.code"))
    premises_id: Mapped[str | None] = mapped_column(String(200), index=True)
    title: Mapped[str] = mapped_column(String(120), default="")
    level: Mapped[str] = mapped_column(String(32), default="")
    document: Mapped[str] = mapped_column(String(200), default="")
    named_on: Mapped[date]
    valid_to: Mapped[date | None]
    revoked_on: Mapped[date | None]
    revocation_recorded_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    entered_at: Mapped[datetime] = mapped_column(UtcDateTime)
    entered_by: Mapped[str | None] = mapped_column(ForeignKey("user.id"))
    recorded_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    confirmed_by: Mapped[str | None] = mapped_column(ForeignKey("user.id"))
