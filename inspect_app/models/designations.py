"""Designations (titles) of premises, entered by one person and confirmed by another."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from inspect_app.extensions import Model
from inspect_app.models.types import UtcDateTime


class Designation(Model):
    """A title that counts from `recorded_at` on, its confirmation, and once for each `key`.

    `premises_id` is no foreign key: an imported history may name premises that are not registered.
    It ends on `revoked_on`: one person asked for that day with a reason, another confirmed it.
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
    asked_end_on: Mapped[date | None]
    asked_end_why: Mapped[str] = mapped_column(String(500), default="", server_default="")
    asked_end_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    asked_end_by: Mapped[str | None] = mapped_column(ForeignKey("user.id"))
    revoked_on: Mapped[date | None]
    revocation_recorded_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    revoked_by: Mapped[str | None] = mapped_column(ForeignKey("user.id"))
    entered_at: Mapped[datetime] = mapped_column(UtcDateTime)
    entered_by: Mapped[str | None] = mapped_column(ForeignKey("user.id"))
    recorded_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    confirmed_by: Mapped[str | None] = mapped_column(ForeignKey("user.id"))
