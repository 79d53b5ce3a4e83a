"""Areas, premises, their status over time, and their posted QR codes."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from inspect_app.extensions import Model
from inspect_app.models.types import UtcDateTime


class Area(Model):
    """A street, a town, or the district above them; nine-digit code (district: six)."""

    __tablename__ = "area"
    code: Mapped[str] = mapped_column(String(9), primary_key=True)
    parent: Mapped[str | None] = mapped_column(ForeignKey("area.code"))
    zh: Mapped[str] = mapped_column(String(64))
    en: Mapped[str] = mapped_column(String(64))


class Premises(Model):
    """A premises to be inspected; its short `code` is on the label, `attrs` fit its kind's schema.

    `derived_attrs` are attributes that the server computes from the visits that count.
    """

    __tablename__ = "premises"
    __table_args__ = (
        Index("ix_premises_listed", "area", "name", "id"),
        Index("ix_premises_of_kind", "kind", "area", "name", "id"),
    )
    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    kind: Mapped[str] = mapped_column(String(32), index=True)
    code: Mapped[str] = mapped_column(String(8), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    area: Mapped[str] = mapped_column(ForeignKey("area.code"), index=True)
    address: Mapped[str] = mapped_column(String(200), default="")
    lat: Mapped[float | None]
    lng: Mapped[float | None]
    uscc: Mapped[str | None] = mapped_column(String(18))
    licence_no: Mapped[str | None] = mapped_column(String(24))
    attrs: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    derived_attrs: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict, server_default="{}")
    parent_id: Mapped[str | None] = mapped_column(ForeignKey("premises.id"), index=True)
    status: Mapped[str] = mapped_column(String(16), default="open")
    risk_grade: Mapped[str | None] = mapped_column(String(1))
    qr_issue: Mapped[int] = mapped_column(default=1)
    registered_on: Mapped[date]
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    statuses: Mapped[list["PremisesStatus"]] = relationship(order_by="PremisesStatus.from_on")
    tokens: Mapped[list["QrToken"]] = relationship(order_by="QrToken.issue")

    @property
    def known_attrs(self) -> dict[str, Any]:
        """Return entered and derived attributes, by which an inspection is judged."""
        return {**self.attrs, **(self.derived_attrs or {})}


class PremisesStatus(Model):
    """Open, suspended or closed from a day on; `recorded_at` is when that was entered."""

    __tablename__ = "premises_status"
    id: Mapped[int] = mapped_column(primary_key=True)
    premises_id: Mapped[str] = mapped_column(ForeignKey("premises.id"), index=True)
    from_on: Mapped[date]
    status: Mapped[str] = mapped_column(String(16))
    reason: Mapped[str] = mapped_column(String(200), default="")
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)


class PremisesAttrs(Model):
    """The attributes used by figures, as a whole, from a day on; a change adds a row.

    `device_key` is what a lift counts as: its device code, else its registration, else its id.
    A row without a day holds where no dated one does: it only tells by which code a lift is found.
    """

    __tablename__ = "premises_attrs"
    id: Mapped[int] = mapped_column(primary_key=True)
    premises_id: Mapped[str] = mapped_column(ForeignKey("premises.id"), index=True)
    from_on: Mapped[date | None]
    attrs: Mapped[dict[str, Any]] = mapped_column(JSON)
    device_key: Mapped[str | None] = mapped_column(String(200), index=True)
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)


class PremisesArea(Model):
    """The street or town of a premises from a day on; a change adds a row."""

    __tablename__ = "premises_area"
    id: Mapped[int] = mapped_column(primary_key=True)
    premises_id: Mapped[str] = mapped_column(ForeignKey("premises.id"), index=True)
    from_on: Mapped[date]
    area: Mapped[str] = mapped_column(ForeignKey("area.code"))
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)


class QrToken(Model):
    """One printed edition of a premises' QR code; it identifies the premises, it grants nothing.

    `reason` is the code of why it replaced the one before; None for the first, and from before.
    """

    __tablename__ = "qr_token"
    token: Mapped[str] = mapped_column(String(16), primary_key=True)
    premises_id: Mapped[str] = mapped_column(ForeignKey("premises.id"), index=True)
    issue: Mapped[int]
    issued_at: Mapped[datetime] = mapped_column(UtcDateTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    reason: Mapped[str | None] = mapped_column(String(16))
