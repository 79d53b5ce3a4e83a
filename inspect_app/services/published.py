"""Published checklist versions as objects of the rules, parsed once per process."""

import json
from datetime import date
from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from inspect_app.domain.checklist import Checklist
from inspect_app.models.checklists import ChecklistVersion


def checklist_of(version: ChecklistVersion) -> Checklist:
    """The rules' object; versions never change, so the digest is a safe key."""
    return _parsed(version.sha256, version.body)


def find_version(session: Session, code: str, on: date) -> ChecklistVersion | None:
    """The version in force on a day; the newest start wins where two overlap."""
    query = select(ChecklistVersion).where(
        ChecklistVersion.code == code,
        ChecklistVersion.valid_from <= on,
        (ChecklistVersion.valid_to.is_(None)) | (ChecklistVersion.valid_to >= on),
    )
    newest = query.order_by(ChecklistVersion.valid_from.desc(), ChecklistVersion.id.desc())
    return session.scalars(newest).first()


@lru_cache(maxsize=256)
def _parsed(_sha256: str, body: str) -> Checklist:
    return Checklist.from_object(json.loads(body))
