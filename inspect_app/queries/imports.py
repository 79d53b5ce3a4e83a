"""Finds who handed in a record in another person's name, by rescue file or drain code."""

from sqlalchemy import select

from inspect_app.extensions import db
from inspect_app.models.audit import AuditEntry
from inspect_app.models.rescue import DrainCode


def issuer_of(session_id: str) -> str | None:
    """Return the id of the supervisor who issued a drain session's code, or None."""
    begun = select(AuditEntry.detail).filter_by(
        action="drain.begin", subject=f"session:{session_id}"
    )
    detail = db.session.scalar(begun)
    code = detail and db.session.get(DrainCode, detail.get("code"))
    return code.issued_by if code else None


def was_imported_by(user_id: str, collection: str, id: str, digest: str) -> bool:
    """Whether this user handed in another's record, by the audit: imports are deleted daily."""
    kept = select(AuditEntry.detail).filter_by(
        action="record.quarantined", subject=f"{collection}:{id}", actor=user_id
    )
    return any(
        detail.get("digest") == digest and detail.get("author") not in (None, user_id)
        for detail in db.session.scalars(kept)
    )
