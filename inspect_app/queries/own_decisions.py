"""Reads what one reviewer decided lately, without what was taken back since."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, exists, func, select
from sqlalchemy.orm import aliased

from inspect_app.extensions import db
from inspect_app.models.inspections import Inspection
from inspect_app.models.premises import Premises
from inspect_app.models.reviews import Review

GIVEN, BACK = ("approve", "return"), ("withdraw", "recall")


@dataclass(frozen=True)
class OwnDecision:
    """An approval or a return in force, with the name of the premises."""

    inspection_id: str
    rev: int
    action: str
    items: list[dict[str, Any]]
    decided_at: datetime
    name: str
    kind: str


def count_own(reviewer_id: str, since: datetime) -> int:
    """Count the decisions of a reviewer since a time that were not taken back."""
    return db.session.scalar(_own(select(func.count(Review.id)), reviewer_id, since)) or 0


def list_own(
    reviewer_id: str, since: datetime, limit: int, offset: int = 0
) -> Sequence[OwnDecision]:
    """List the decisions of a reviewer since a time that were not taken back, latest first."""
    shown = (
        *(Review.inspection_id, Review.rev, Review.action, Review.items, Review.decided_at),
        *(Premises.name, Premises.kind),
    )
    query = _own(select(*shown), reviewer_id, since)
    query = query.order_by(Review.decided_at.desc(), Review.id.desc())
    return [OwnDecision(*row) for row in db.session.execute(query.limit(limit).offset(offset))]


def _own(query: Select[Any], reviewer_id: str, since: datetime) -> Select[Any]:
    later = aliased(Review)
    taken_back = exists().where(
        later.inspection_id == Review.inspection_id,
        later.rev == Review.rev,
        later.action.in_(BACK),
        later.decided_at > Review.decided_at,
    )
    joined = query.select_from(Review).join(Inspection, Inspection.id == Review.inspection_id)
    return joined.join(Premises, Premises.id == Inspection.premises_id).where(
        Review.reviewer_id == reviewer_id,
        Review.action.in_(GIVEN),
        Review.decided_at >= since,
        ~taken_back,
    )
