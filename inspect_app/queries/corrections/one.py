"""Reads what the page of one correction shows: its moves, photos and reminders."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import joinedload

from inspect_app.domain.corrections.table import OPERATOR
from inspect_app.extensions import db
from inspect_app.models.corrections import CorrectionPhoto, CorrectionRow, CorrectionStep
from inspect_app.models.inspections import Answer, InspectionPhoto, Photo
from inspect_app.models.premises import Premises
from inspect_app.models.reminders import Reminder
from inspect_app.models.sync import SyncBlobOwner
from inspect_app.queries.inspections import list_photos

BEFORE = ("evidence", "before")


class Picture(NamedTuple):
    """A photo of a correction; `who` took it, `durable` if its bytes are stored."""

    sha256: str
    at: datetime | None
    who: str
    durable: bool
    size: int


def find_correction(within: ColumnElement[bool], correction_id: str) -> CorrectionRow | None:
    """Find a correction at premises within a scope, with its moves."""
    query = select(CorrectionRow).join(Premises).where(CorrectionRow.id == correction_id, within)
    loaded = query.options(joinedload(CorrectionRow.premises), joinedload(CorrectionRow.assigned))
    return db.session.scalars(loaded).one_or_none()


def find_answer(row: CorrectionRow) -> Answer | None:
    """Find what was answered when the item failed; None of a scored table."""
    query = select(Answer).filter_by(inspection_id=row.inspection_id, rev=row.rev, item=row.item)
    return db.session.scalars(query).first()


def list_before(row: CorrectionRow) -> list[Picture]:
    """List the photos of the failed item, as its inspection shows them."""
    query = select(InspectionPhoto).filter_by(
        inspection_id=row.inspection_id, rev=row.rev, item=row.item
    )
    shots = db.session.scalars(
        query.where(InspectionPhoto.role.in_(BEFORE)).order_by(InspectionPhoto.position)
    ).all()
    durable = list_photos(one.sha256 for one in shots)
    return [
        Picture(one.sha256, one.taken_at, "inspector", one.sha256 in durable, 0) for one in shots
    ]


def list_after(row: CorrectionRow) -> list[Picture]:
    """List the photos that came with moves; what an operator has not sent off is not shown."""
    query = select(CorrectionPhoto, CorrectionStep.who, Photo.size).join(
        CorrectionStep, CorrectionStep.id == CorrectionPhoto.step_id
    )
    found = query.outerjoin(Photo, Photo.sha256 == CorrectionPhoto.sha256).where(
        CorrectionPhoto.correction_id == row.id, _is_theirs()
    )
    return [
        Picture(photo.sha256, photo.added_at, who, size is not None, size or photo.size)
        for photo, who, size in db.session.execute(found.order_by(CorrectionPhoto.position))
    ]


def has_photo(row: CorrectionRow, sha256: str) -> bool:
    """Whether a stored photo came with a move of this correction, and from whom it says."""
    query = select(
        exists().where(
            CorrectionPhoto.correction_id == row.id,
            CorrectionPhoto.sha256 == sha256,
            CorrectionStep.id == CorrectionPhoto.step_id,
            Photo.sha256 == CorrectionPhoto.sha256,
            _is_theirs(),
        )
    )
    return bool(db.session.scalar(query))


def _is_theirs() -> ColumnElement[bool]:
    """An operator's row is his own upload; a phone may name a hash that its user never sent."""
    sent = exists().where(
        SyncBlobOwner.user_id == CorrectionStep.actor_id,
        SyncBlobOwner.sha256 == CorrectionPhoto.sha256,
    )
    return or_(CorrectionStep.who == OPERATOR, and_(CorrectionStep.who != OPERATOR, sent))


def list_reminders(row: CorrectionRow) -> list[Reminder]:
    """List the reminders that named this correction, the earliest first."""
    query = select(Reminder).filter_by(premises_id=row.premises_id).order_by(Reminder.on)
    return [one for one in db.session.scalars(query) if row.id in one.corrections]
