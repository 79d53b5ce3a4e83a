"""Reads seen-marks: which items of a revision a reviewer has looked at."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from inspect_app.extensions import db
from inspect_app.models.inspections import Revision
from inspect_app.models.review_marks import ReviewSeen
from inspect_app.queries.checklist_rules import items_of

VETO = "veto"


def seen_items(user_id: str, inspection_id: str, rev: int) -> set[str]:
    """Return the items of this revision that this person has looked at."""
    own = {"user_id": user_id, "inspection_id": inspection_id, "rev": rev}
    return set(db.session.scalars(select(ReviewSeen.item).filter_by(**own)))


def unseen_vetoes(user_id: str, revision: Revision) -> list[str]:
    """Return the vetoes that failed in this revision and that this person has not looked at."""
    items = items_of(revision.checklist)
    vetoes = [one for one in revision.score["failed"] if _weight(items, one) == VETO]
    if not vetoes:
        return []
    seen = seen_items(user_id, revision.inspection_id, revision.rev)
    return [one for one in vetoes if one not in seen]


def _weight(items: Mapping[str, Mapping[str, Any]], item: str) -> str | None:
    """Return an item's class; a mark on a sheet of a scored site has none."""
    return items[item]["class"] if item in items else None
