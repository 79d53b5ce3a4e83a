"""Published checklist versions from the database, newest start first."""

from sqlalchemy import select

from inspect_app.extensions import db
from inspect_app.models.checklists import ChecklistVersion


def list_versions(code: str) -> list[ChecklistVersion]:
    """Every version of one checklist, in force or not."""
    query = select(ChecklistVersion).where(ChecklistVersion.code == code)
    newest = query.order_by(ChecklistVersion.valid_from.desc(), ChecklistVersion.id.desc())
    return list(db.session.scalars(newest))


def list_all_versions() -> list[ChecklistVersion]:
    """Of every checklist, by code, its newest version first."""
    query = select(ChecklistVersion).order_by(
        ChecklistVersion.code, ChecklistVersion.valid_from.desc(), ChecklistVersion.id.desc()
    )
    return list(db.session.scalars(query))
