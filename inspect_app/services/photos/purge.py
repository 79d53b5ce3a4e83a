"""Purges photos whose inspections were approved so long ago that the office keeps no bytes.

The row stays with hash, size and owner, and so do receipts. The bytes are removed by garbage
collection an hour later, which asks once more whether anything needs them.
"""

from datetime import datetime

from sqlalchemy import func, select, update

from inspect_app.extensions import db
from inspect_app.models.inspections import Photo
from inspect_app.models.sync import GcMark
from inspect_app.queries.photo_terms import PURGED, photos_past
from inspect_app.queries.snapshot import lift_time_limits
from inspect_app.services.writing.transaction import writing
from inspect_app.services.writing.upsert import insert_if_absent
from sync.retry import retry_on_conflict


def count_photos_past(before: datetime) -> tuple[int, datetime | None]:
    """Count the photos that are due, and return when the oldest of them was received."""
    due = photos_past(before).subquery()
    oldest = select(func.count(), func.min(Photo.received_at)).where(Photo.sha256.in_(select(due)))
    row = db.session.execute(oldest).one()
    return row[0], row[1]


@retry_on_conflict
def purge_photos(before: datetime, at: datetime, at_once: int) -> int:
    """Purge some of the photos that are due in one transaction, and return how many."""
    db.session.rollback()
    lift_time_limits()
    due = list(db.session.scalars(photos_past(before).order_by(Photo.sha256).limit(at_once)))
    with writing(at) as w:  # looks at these alone: the search above reads whole tables
        still = photos_past(before).where(Photo.sha256.in_(due)).order_by(Photo.sha256)
        hashes = list(w.session.scalars(still.with_for_update()))
        gone = {"fault": PURGED, "readable": False, "decoded_at": at, "decode_until": None}
        w.session.execute(update(Photo).where(Photo.sha256.in_(hashes)).values(gone))
        for sha256 in hashes:
            insert_if_absent(w.session, GcMark, sha256=sha256, at=at)
    return len(hashes)
