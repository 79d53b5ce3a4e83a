"""Parses published checklist versions into the domain's rules, once per process."""

import json
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from inspect_app.domain.rules.checklist import Checklist
from inspect_app.extensions import db
from inspect_app.models.checklists import ChecklistVersion

PARSED: dict[str, Checklist] = {}
ITEMS: dict[str, dict[str, dict[str, Any]]] = {}


def checklist_of(version: ChecklistVersion) -> Checklist:
    """Return a version's parsed rules; they are cached by digest, since versions never change."""
    found = PARSED.get(version.sha256)
    if found is None:
        found = PARSED[version.sha256] = Checklist.from_object(json.loads(version.body))
    return found


def items_of(version: ChecklistVersion) -> dict[str, dict[str, Any]]:
    """Return a version's items by id as they were published: words, basis, class."""
    found = ITEMS.get(version.sha256)
    if found is None:
        items = json.loads(version.body)["items"]
        found = ITEMS[version.sha256] = {item["id"]: item for item in items}
    return found


def published_of(version: ChecklistVersion) -> dict[str, Any]:
    """Return a version as it was published, with the words of its profile and its sections."""
    published: dict[str, Any] = json.loads(version.body)
    return published


def find_body(code: str, version: str) -> str | None:
    """Return the JSON text of a published version, or None."""
    query = select(ChecklistVersion.body).filter_by(code=code, version=version)
    return db.session.scalars(query).one_or_none()


def find_version(session: Session, code: str, on: date) -> ChecklistVersion | None:
    """Find the version in force on a day; the newest start wins where two overlap."""
    query = select(ChecklistVersion).where(
        ChecklistVersion.code == code,
        ChecklistVersion.valid_from <= on,
        (ChecklistVersion.valid_to.is_(None)) | (ChecklistVersion.valid_to >= on),
    )
    newest = query.order_by(ChecklistVersion.valid_from.desc(), ChecklistVersion.id.desc())
    return session.scalars(newest).first()
