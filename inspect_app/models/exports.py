"""What is kept of every exported list, by which its file can be recognised later."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from inspect_app.extensions import Model
from inspect_app.models.types import UtcDateTime


class ExportEntry(Model):
    """An exported list: its filters, the day and the scope that it was counted for, its hash.

    `scope` names the kinds of each area that the reader saw, or says that it was the whole
    district. The file itself is kept nowhere.
    """

    __tablename__ = "export_entry"
    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    kind: Mapped[str] = mapped_column(String(32))
    format: Mapped[str] = mapped_column(String(8))
    filters: Mapped[dict[str, str]] = mapped_column(JSON)
    as_of: Mapped[date]
    scope: Mapped[dict[str, Any]] = mapped_column(JSON)
    rows: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    by: Mapped[str] = mapped_column(ForeignKey("user.id"), index=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
