"""Corrections with the moves they have made, their photos, and the codes that open them."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, foreign, mapped_column, relationship

from inspect_app.extensions import Model
from inspect_app.models.inspections import Inspection
from inspect_app.models.people import User
from inspect_app.models.premises import Premises
from inspect_app.models.types import UtcDateTime


class CorrectionRow(Model):
    """One failed item that is to be put right; its moves are the truth, this is where they led.

    The id was made on the phone; `rev` is the revision that asked for it last. `item` is as in the
    answers, of scored tables like `B17[1#].load`. `unknown_years` were counted Monday to Friday
    when the order was served, since no official days were known; the day stays. `steps` is the
    number of its moves. `clause` was entered where the checklist names none; it holds once another
    person confirmed it. The inspection is no foreign key: it is made anew where another branch is
    accepted, and no move may go with the old one.
    """

    __tablename__ = "correction"
    # What the desk counts and sorts by stands in the index: no row is read for it.
    __table_args__ = (
        Index("ix_correction_listed", "state", "due_on", "asked", "premises_id", "id"),
    )
    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    inspection_id: Mapped[str] = mapped_column(String(36), index=True)
    rev: Mapped[int]
    premises_id: Mapped[str] = mapped_column(ForeignKey("premises.id"), index=True)
    item: Mapped[str] = mapped_column(String(64))
    weight: Mapped[str] = mapped_column(String(16))
    measure: Mapped[str] = mapped_column(String(16))
    days: Mapped[int | None]
    state: Mapped[str] = mapped_column(String(16))
    served_on: Mapped[date | None]
    due_on: Mapped[date | None]
    unknown_years: Mapped[list[int]] = mapped_column(JSON, default=list)
    extended: Mapped[bool] = mapped_column(default=False)
    asked: Mapped[bool] = mapped_column(default=False)
    answered: Mapped[bool] = mapped_column(default=False)
    amending: Mapped[bool] = mapped_column(default=False)
    passed: Mapped[bool] = mapped_column(default=False)
    voided_by: Mapped[str | None] = mapped_column(String(16))
    assigned_to: Mapped[str | None] = mapped_column(ForeignKey("user.id"), index=True)
    clause: Mapped[str] = mapped_column(Text, default="")
    clause_by: Mapped[str | None] = mapped_column(ForeignKey("user.id"))
    clause_confirmed_by: Mapped[str | None] = mapped_column(ForeignKey("user.id"))
    proposed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    closed_on: Mapped[date | None] = mapped_column(index=True)
    steps: Mapped[int] = mapped_column(default=0)
    inspection: Mapped[Inspection] = relationship(
        primaryjoin=lambda: foreign(CorrectionRow.inspection_id) == Inspection.id, viewonly=True
    )
    premises: Mapped[Premises] = relationship()
    assigned: Mapped[User | None] = relationship(foreign_keys=assigned_to)
    moves: Mapped[list["CorrectionStep"]] = relationship(order_by="CorrectionStep.number")


class CorrectionStep(Model):
    """A move that was made; its id is that of the phone's record or of the operator's form.

    `on` is the Shanghai day by which deadlines count, `at` when it was recorded here. `detail` is
    what only this move has: {"days", "due_on", "how", "to", "by_inspection"}.
    """

    __tablename__ = "correction_step"
    __table_args__ = (Index("ux_correction_step_number", "correction_id", "number", unique=True),)
    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    correction_id: Mapped[str] = mapped_column(ForeignKey("correction.id"))
    number: Mapped[int]
    move: Mapped[str] = mapped_column(String(16))
    who: Mapped[str] = mapped_column(String(16))
    actor_id: Mapped[str | None] = mapped_column(ForeignKey("user.id"))
    before: Mapped[str] = mapped_column(String(16))
    after: Mapped[str] = mapped_column(String(16))
    on: Mapped[date]
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    reason: Mapped[str] = mapped_column(Text, default="")
    detail: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)


class CorrectionPhoto(Model):
    """A photo of a correction: the operator's, or one that came with a move of a phone.

    `step_id` is the move it came with, or the report it will belong to (None until then).
    """

    __tablename__ = "correction_photo"
    correction_id: Mapped[str] = mapped_column(ForeignKey("correction.id"), primary_key=True)
    sha256: Mapped[str] = mapped_column(String(64), primary_key=True, index=True)
    position: Mapped[int]
    step_id: Mapped[str | None] = mapped_column(String(36))
    source: Mapped[str] = mapped_column(String(16))
    size: Mapped[int]
    added_at: Mapped[datetime] = mapped_column(UtcDateTime)


class OperatorCode(Model):
    """A one-time code that opens the corrections of one inspection, without an account.

    The code stands on the paper alone; `hash` proves it as `answer_code` of the protocol says. It
    ends at the closure of all, when another replaces it (`why`), after 50 wrong tries, or 30 days
    after the last deadline. `photos` is how many ever came with it, those taken back among them.
    """

    __tablename__ = "operator_code"
    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    inspection_id: Mapped[str] = mapped_column(String(36), index=True)
    salt: Mapped[str] = mapped_column(String(32))
    hash: Mapped[str] = mapped_column(String(64))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    why: Mapped[str] = mapped_column(String(16), default="")
    wrong: Mapped[int] = mapped_column(default=0)
    photos: Mapped[int] = mapped_column(default=0, server_default="0")


class OperatorUpload(Model):
    """An unfinished or finished upload of a photo by an operator; like `SyncUpload`, of nobody."""

    __tablename__ = "operator_upload"
    id: Mapped[str] = mapped_column(String(43), primary_key=True)
    code_id: Mapped[str] = mapped_column(ForeignKey("operator_code.id"), index=True)
    correction_id: Mapped[str] = mapped_column(ForeignKey("correction.id"))
    sha256: Mapped[str] = mapped_column(String(64))
    type: Mapped[str] = mapped_column(String(64))
    length: Mapped[int]
    offset: Mapped[int] = mapped_column(default=0)
    complete: Mapped[bool] = mapped_column(default=False)
    pieces: Mapped[list[Any]] = mapped_column(JSON, default=list)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
