"""Reads lineages: the revisions of a record, each made from the one before."""

from sqlalchemy import and_, bindparam, select

from inspect_app.extensions import db
from inspect_app.models.sync import SyncRecord, SyncStream

# Asked at every decision: put together once.
_HEAD = (
    select(SyncRecord)
    .join(
        SyncStream,
        and_(
            SyncStream.collection == SyncRecord.collection,
            SyncStream.id == SyncRecord.record_id,
            SyncStream.user_id == SyncRecord.user_id,
            SyncStream.head_digest == SyncRecord.digest,
        ),
    )
    .where(
        SyncRecord.collection == bindparam("collection"), SyncRecord.record_id == bindparam("id")
    )
)


def find_lineage_head(collection: str, record_id: str) -> SyncRecord | None:
    """Find the head of a record's lineage, which its next revision must name as base."""
    asked = {"collection": collection, "id": record_id}
    return db.session.scalars(_HEAD, asked).one_or_none()
