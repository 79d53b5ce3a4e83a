"""Reads the state of the photo store: what the last checks found."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from inspect_app.extensions import db
from inspect_app.models.inspections import InspectionPhoto, Photo
from inspect_app.queries.photo_terms import PURGED

_IS_KEPT = Photo.fault.is_distinct_from(PURGED)


@dataclass(frozen=True)
class StoreState:
    """Counts of photos, of those not yet rendered, and of those with each fault.

    `checked_at`: every photo was compared with its hash since then; None while one never was.
    """

    photos: int
    unrendered: int
    checked_at: datetime | None
    faults: dict[str, int]


def measure_store() -> StoreState:
    """Count photos, unrendered ones and faults from the database, without the store."""
    photos, unchecked, oldest, rendered = db.session.execute(
        select(
            func.count(),
            func.count().filter(Photo.checked_at.is_(None)),
            func.min(Photo.checked_at),
            func.count(Photo.decoded_at),
        ).where(_IS_KEPT)
    ).one()
    by_fault = select(Photo.fault, func.count()).where(Photo.fault.is_not(None), _IS_KEPT)
    counted = db.session.execute(by_fault.group_by(Photo.fault))
    faults = {str(row.fault): row[1] for row in counted}
    return StoreState(photos, photos - rendered, None if unchecked else oldest, faults)


def list_faulty(*, limit: int, offset: int = 0) -> Sequence[tuple[Photo, str | None]]:
    """List a page of faulty photos, newest first, each with an inspection that names it or None."""
    named = (
        select(InspectionPhoto.sha256, func.max(InspectionPhoto.inspection_id).label("inspection"))
        .group_by(InspectionPhoto.sha256)
        .subquery()
    )
    query = select(Photo, named.c.inspection).outerjoin(named, named.c.sha256 == Photo.sha256)
    newest = query.where(Photo.fault.is_not(None), _IS_KEPT).order_by(
        Photo.received_at.desc(), Photo.sha256
    )
    found = db.session.execute(newest.limit(limit).offset(offset))
    return [(photo, inspection) for photo, inspection in found]
