"""Reads published checklist versions, newest start first."""

from sqlalchemy import select

from inspect_app.extensions import db
from inspect_app.models.checklists import ChecklistVersion


def list_versions(code: str) -> list[ChecklistVersion]:
    """List every version of one checklist, in force or not, newest start first."""
    query = select(ChecklistVersion).where(ChecklistVersion.code == code)
    newest = query.order_by(ChecklistVersion.valid_from.desc(), ChecklistVersion.id.desc())
    return list(db.session.scalars(newest))


def list_all_versions() -> list[ChecklistVersion]:
    """List the versions of every checklist, by code, then newest start first."""
    query = select(ChecklistVersion).order_by(
        ChecklistVersion.code, ChecklistVersion.valid_from.desc(), ChecklistVersion.id.desc()
    )
    return list(db.session.scalars(query))
