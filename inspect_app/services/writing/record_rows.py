"""Converts between the protocol's records and rows of our tables."""

from typing import Any

from inspect_app.models.sync import SyncRecord
from inspect_app.services.writing.transaction import Writing
from sync.records import BlobRef, Record, Stored


def from_row(row: SyncRecord) -> Stored:
    """Return the protocol's record of a table row."""
    record = Record(
        row.collection,
        row.record_id,
        row.rev,
        row.base,
        row.digest,
        row.body,
        tuple(BlobRef(**blob) for blob in row.blobs),
    )
    return Stored(
        record,
        row.user_id,
        row.verdict,
        row.received_at,
        code=row.code,
        message=row.message,
        detail=row.detail,
        for_rev=row.for_rev,
        off_lineage=row.off_lineage,
        complete_at=row.complete_at,
        audit=row.audit,
        receipt=row.receipt,
    )


def columns_of(stored: Stored) -> dict[str, Any]:
    """Return a record's columns, all but the primary key."""
    record = stored.record
    return {
        "collection": record.collection,
        "record_id": record.id,
        "rev": record.rev,
        "base": record.base,
        "digest": record.digest,
        "body": record.body,
        "blobs": blobs_of(record),
        "user_id": stored.user,
        "for_rev": stored.for_rev,
        "off_lineage": stored.off_lineage,
        "verdict": stored.verdict,
        "code": stored.code,
        "message": stored.message,
        "detail": stored.detail,
        "waits": stored.waits,
        "received_at": stored.received_at,
        "complete_at": stored.complete_at,
        "audit": stored.audit,
        "receipt": stored.receipt,
    }


def blobs_of(record: Record) -> list[dict[str, Any]]:
    """Return what a record says of its blobs: hash, size and type, in its order."""
    return [dict(vars(blob)) for blob in record.blobs]


def audit_record(w: Writing, action: str, stored: Stored, actor_id: str | None = None) -> str:
    """Write an audit entry, by `actor_id` or the author; return its hash, part of the receipt."""
    record = stored.record
    entry = w.audit(
        action,
        f"{record.collection}:{record.id}",
        actor_id or stored.user,
        rev=record.rev,
        digest=record.digest,
        code=stored.code,
        **({"author": stored.user} if actor_id else {}),
    )
    return entry.hash
