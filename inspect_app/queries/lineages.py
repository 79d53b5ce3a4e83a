"""Reads lineages: the revisions of a record, each made from the one before."""

from sqlalchemy import and_, select

from inspect_app.extensions import db
from inspect_app.models.sync import SyncRecord, SyncStream


def find_lineage_head(collection: str, record_id: str) -> SyncRecord | None:
    """Find the head of a record's lineage, which its next revision must name as base."""
    on_head = and_(
        SyncStream.collection == SyncRecord.collection,
        SyncStream.id == SyncRecord.record_id,
        SyncStream.user_id == SyncRecord.user_id,
        SyncStream.head_digest == SyncRecord.digest,
    )
    query = select(SyncRecord).join(SyncStream, on_head)
    of_stream = query.where(SyncRecord.collection == collection, SyncRecord.record_id == record_id)
    return db.session.scalars(of_stream).one_or_none()
