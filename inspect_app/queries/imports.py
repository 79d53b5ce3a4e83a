"""Finds who handed in a record in another person's name, by rescue file or drain code."""

from sqlalchemy import bindparam, select

from inspect_app.extensions import db
from inspect_app.models.audit import AuditEntry
from inspect_app.models.rescue import DrainCode

# Asked at every decision: put together once.
_TAKEN_IN = select(AuditEntry.action, AuditEntry.actor, AuditEntry.detail).where(
    AuditEntry.action.in_(("record.quarantined", "record.vouched")),
    AuditEntry.subject == bindparam("subject"),
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
    return user_id in _importers(collection, id, digest)


def find_importer(collection: str, id: str, digest: str) -> str | None:
    """Find who handed in a record that another person wrote: a user's id, or None."""
    return next(iter(_importers(collection, id, digest)), None)


def _importers(collection: str, id: str, digest: str) -> list[str]:
    asked = {"subject": f"{collection}:{id}"}
    told = db.session.connection().execute(_TAKEN_IN, asked)
    of_this = [one for one in told if one.detail.get("digest") == digest]
    if any(one.action == "record.vouched" for one in of_this):
        return []  # its author pushed it himself since
    return [one.actor for one in of_this if one.detail.get("author") not in (None, one.actor)]
