"""Reads the items of many checklist versions at once, as they were published."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select

from inspect_app.extensions import db
from inspect_app.models.checklists import ChecklistVersion
from inspect_app.queries.checklist_rules import ITEMS, items_of

Items = dict[str, dict[str, Any]]


def items_by_version(versions: Iterable[int | None]) -> dict[int | None, Items]:
    """Return the items of each checklist version by their ids; bodies are read once a process."""
    wanted = {one for one in versions if one is not None}
    query = select(ChecklistVersion.id, ChecklistVersion.sha256)
    digests = db.session.execute(query.where(ChecklistVersion.id.in_(wanted)))
    return {id: _items(id, sha256) for id, sha256 in digests}


def _items(version: int, sha256: str) -> Items:
    if sha256 in ITEMS:
        return ITEMS[sha256]
    return items_of(db.session.get_one(ChecklistVersion, version))
