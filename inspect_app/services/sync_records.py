"""Between the protocol's records and rows of ours."""

from dataclasses import asdict

from inspect_app.models.sync import SyncRecord
from inspect_app.services.transaction import Writing
from sync.records import BlobRef, Record, Stored


def from_row(row: SyncRecord) -> Stored:
    """The record as the protocol knows it."""
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
        beside=row.beside,
        complete_at=row.complete_at,
        audit=row.audit,
        receipt=row.receipt,
    )


def fill_row(row: SyncRecord, stored: Stored) -> None:
    """Everything but the key."""
    record = stored.record
    row.collection, row.record_id, row.rev = record.collection, record.id, record.rev
    row.base, row.digest, row.body = record.base, record.digest, record.body
    row.blobs = [asdict(blob) for blob in record.blobs]
    row.user_id, row.for_rev, row.beside = stored.user, stored.for_rev, stored.beside
    row.verdict, row.code, row.message = stored.verdict, stored.code, stored.message
    row.detail, row.waits = stored.detail, stored.waits
    row.received_at, row.complete_at = stored.received_at, stored.complete_at
    row.audit, row.receipt = stored.audit, stored.receipt


def audit_record(w: Writing, action: str, stored: Stored, actor_id: str | None = None) -> str:
    """The link's hash, which the receipt repeats. `actor_id`: who acted, if not the author."""
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
