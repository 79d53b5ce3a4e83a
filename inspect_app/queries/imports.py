"""Finds who handed in a record in another person's name, by rescue file or drain code."""

from sqlalchemy import bindparam, select

from inspect_app.extensions import db
from inspect_app.models.audit import AuditEntry
from inspect_app.models.rescue import DrainCode

# Asked at every decision: put together once.
_QUARANTINED = select(AuditEntry.detail).where(
    AuditEntry.action == "record.quarantined",
    AuditEntry.subject == bindparam("subject"),
    AuditEntry.actor == bindparam("actor"),
)


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
    asked = {"subject": f"{collection}:{id}", "actor": user_id}
    return any(
        detail.get("digest") == digest and detail.get("author") not in (None, user_id)
        for detail in db.session.connection().execute(_QUARANTINED, asked).scalars()
    )
