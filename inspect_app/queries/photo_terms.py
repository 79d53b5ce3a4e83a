"""Reads which photos only decided inspections rest on, so that their bytes may go by a term."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select

from inspect_app.domain.scopes import INSPECTION
from inspect_app.extensions import db
from inspect_app.models.corrections import CorrectionPhoto
from inspect_app.models.inspections import Inspection, InspectionPhoto, Photo, Revision
from inspect_app.models.reported import ReportedFigure
from inspect_app.models.rescue import QuarantinedRecord
from inspect_app.models.sync import SyncRecord, SyncRecordBlob

PURGED = "purged"
# What has another fault is either gone already, or evidence of something else.
_STORED = or_(Photo.fault.is_(None), Photo.fault == "undecodable")


def photos_past(before: datetime) -> Select[str]:
    """Select photos that only inspections closed before then name; signatures never are."""
    named = exists().where(InspectionPhoto.sha256 == Photo.sha256)
    return select(Photo.sha256).where(_STORED, named, ~_named_elsewhere(_closed(before)))


def list_purgeable(names: Iterable[str]) -> set[str]:
    """Return the given hashes of purged photos that no open work names by now."""
    purged = select(Photo.sha256).where(Photo.sha256.in_(list(names)), Photo.fault == PURGED)
    return set(db.session.scalars(purged.where(~_named_elsewhere(_closed()))))


def _closed(before: datetime | None = None) -> Select[str]:
    """Select approved or withdrawn inspections without a revision that waits or is quarantined."""
    head = and_(Revision.inspection_id == Inspection.id, Revision.rev == Inspection.head_rev)
    over = Revision.state.in_(("approved", "withdrawn"))
    closed = select(Inspection.id).join(Revision, head).where(over)
    if before is not None:
        closed = closed.where(Revision.decided_at < before)
    same = and_(SyncRecord.collection == INSPECTION, SyncRecord.record_id == Inspection.id)
    undecided = exists().where(
        same, QuarantinedRecord.record_pk == SyncRecord.pk, QuarantinedRecord.decision.is_(None)
    )
    return closed.where(~undecided, ~exists().where(same, SyncRecord.waits.is_(True)))


def _named_elsewhere(closed: Select[Any]) -> ColumnElement[bool]:
    """Whether a photo is a signature, or anything but a closed inspection names it."""
    shown = exists().where(
        InspectionPhoto.sha256 == Photo.sha256,
        or_(InspectionPhoto.role == "signature", InspectionPhoto.inspection_id.not_in(closed)),
    )
    open_record = or_(SyncRecord.collection != INSPECTION, SyncRecord.record_id.not_in(closed))
    sent = exists().where(
        SyncRecordBlob.sha256 == Photo.sha256,
        SyncRecordBlob.record_pk == SyncRecord.pk,
        open_record,
    )
    attached = exists().where(ReportedFigure.file_sha256 == Photo.sha256)
    answered = exists().where(CorrectionPhoto.sha256 == Photo.sha256)
    return or_(shown, sent, attached, answered)
