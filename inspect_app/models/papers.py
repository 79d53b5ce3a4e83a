"""Legal papers with their numbers, what each version of them said, and the counters of numbers."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from inspect_app.extensions import Model
from inspect_app.models.premises import Premises
from inspect_app.models.types import UtcDateTime


class PaperCounter(Model):
    """The last number given to papers of one kind by a department in a year."""

    __tablename__ = "paper_counter"
    department: Mapped[str] = mapped_column(String(16), primary_key=True)
    kind: Mapped[str] = mapped_column(String(16), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last: Mapped[int]


class Paper(Model):
    """A paper about an inspection, under a number that no other ever gets.

    A void one keeps its number; `void_why` is a code: what the corrections of an inspection are
    voided for, or `corrections` where all of them were. The inspection is no foreign key, as of
    corrections.
    """

    __tablename__ = "paper"
    __table_args__ = (
        Index("ux_paper_number", "department", "kind", "year", "serial", unique=True),
    )
    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    inspection_id: Mapped[str] = mapped_column(String(36), index=True)
    premises_id: Mapped[str] = mapped_column(ForeignKey("premises.id"), index=True)
    kind: Mapped[str] = mapped_column(String(16))
    department: Mapped[str] = mapped_column(String(16))
    year: Mapped[int]
    serial: Mapped[int]
    number: Mapped[str] = mapped_column(String(64))
    issued_at: Mapped[datetime] = mapped_column(UtcDateTime)
    void_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    void_why: Mapped[str] = mapped_column(String(24), default="")
    premises: Mapped[Premises] = relationship()
    versions: Mapped[list["PaperVersion"]] = relationship(order_by="PaperVersion.version")


class PaperVersion(Model):
    """What a paper said from a moment on: its data in canonical JSON, and the SHA-256 of that.

    `draft`: a row has no clause that may be printed, so that it may not be served.
    """

    __tablename__ = "paper_version"
    __table_args__ = (Index("ux_paper_version_digest", "digest", unique=True),)
    paper_id: Mapped[str] = mapped_column(ForeignKey("paper.id"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    digest: Mapped[str] = mapped_column(String(64))
    data: Mapped[str] = mapped_column(Text)
    draft: Mapped[bool]
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    made_by: Mapped[str | None] = mapped_column(ForeignKey("user.id"))
