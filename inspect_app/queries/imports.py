"""Who brought a record in another person's name, from a rescue file."""

from sqlalchemy import select

from inspect_app.extensions import db
from inspect_app.models.audit import AuditEntry


def was_imported_by(user_id: str, collection: str, id: str, digest: str) -> bool:
    """The audit knows it for good: files that were imported are forgotten after a day."""
    kept = select(AuditEntry.detail).filter_by(
        action="record.kept", subject=f"{collection}:{id}", actor=user_id
    )
    return any(
        detail.get("digest") == digest and detail.get("author") not in (None, user_id)
        for detail in db.session.scalars(kept)
    )
