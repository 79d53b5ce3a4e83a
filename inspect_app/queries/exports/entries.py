"""Reads what is kept of exported lists; everybody reads of his own alone."""

from collections.abc import Sequence

from sqlalchemy import func, select

from inspect_app.extensions import db
from inspect_app.models.exports import ExportEntry


def list_entries(user_id: str, *, limit: int, offset: int = 0) -> Sequence[ExportEntry]:
    """List one page of the exports that a user made, the newest first."""
    query = select(ExportEntry).filter_by(by=user_id)
    newest = query.order_by(ExportEntry.at.desc(), ExportEntry.id.desc())
    return db.session.scalars(newest.limit(limit).offset(offset)).all()


def count_entries(user_id: str) -> int:
    """Count the exports that a user made."""
    query = select(func.count()).select_from(ExportEntry).where(ExportEntry.by == user_id)
    return db.session.scalar(query) or 0


def find_entry(user_id: str, entry_id: str) -> ExportEntry | None:
    """Find an export that this user made."""
    # PostgreSQL refuses a query text with NUL.
    if "\0" in entry_id:
        return None
    query = select(ExportEntry).filter_by(id=entry_id, by=user_id)
    return db.session.scalars(query).one_or_none()
