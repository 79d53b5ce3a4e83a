"""What inspectors propose on site about the register; somebody at the desk decides."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from inspect_app.extensions import Model
from inspect_app.models.people import User
from inspect_app.models.premises import Premises
from inspect_app.models.types import UtcDateTime


class Proposal(Model):
    """A proposed change of the register; `state` is open, accepted or rejected.

    `about` says what: another name, other attributes, closed, a torn code, or something new that
    lies under `premises_id`. Nothing of it holds before it is accepted; `before` is what the
    register said until then.
    """

    __tablename__ = "proposal"
    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    author_id: Mapped[str] = mapped_column(ForeignKey("user.id"), index=True)
    premises_id: Mapped[str] = mapped_column(ForeignKey("premises.id"), index=True)
    about: Mapped[str] = mapped_column(String(16))
    name: Mapped[str] = mapped_column(String(120), default="")
    attrs: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    note: Mapped[str] = mapped_column(Text, default="")
    photos: Mapped[list[str]] = mapped_column(JSON, default=list)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    received_at: Mapped[datetime] = mapped_column(UtcDateTime)
    state: Mapped[str] = mapped_column(String(16), index=True)
    decided_by: Mapped[str | None] = mapped_column(ForeignKey("user.id"))
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    reason: Mapped[str] = mapped_column(Text, default="")
    before: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    premises: Mapped[Premises] = relationship()
    author: Mapped[User] = relationship(foreign_keys=author_id)
