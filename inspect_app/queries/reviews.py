"""Reads inspections that wait for a decision, and decisions. `within` is the reader's scope."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.orm import contains_eager

from inspect_app.extensions import db
from inspect_app.models.inspections import Inspection, Revision
from inspect_app.models.premises import Premises
from inspect_app.models.reviews import Review

Rows = Select[*tuple[Any, ...]]
UNDECIDED = ("received", "waiting")
QUEUE_ORDER = (Revision.state == "waiting", Revision.received_at, Revision.inspection_id)


@dataclass(frozen=True)
class QueueSize:
    """The count of inspections that wait for a decision, and since when the oldest does."""

    count: int
    oldest: datetime | None


def list_queue(within: ColumnElement[bool], limit: int = 200) -> Sequence[Revision]:
    """List newest revisions without a decision: received before waiting, then oldest first."""
    query = only_undecided(select(Revision), within).options(
        contains_eager(Revision.inspection).contains_eager(Inspection.premises)
    )
    return db.session.scalars(query.order_by(*QUEUE_ORDER).limit(limit)).all()


def measure_queue(within: ColumnElement[bool]) -> QueueSize:
    """Count the received revisions without a decision."""
    query = only_undecided(select(func.count(), func.min(Revision.received_at)), within)
    count, oldest = db.session.execute(query.where(Revision.state == "received")).one()
    return QueueSize(count, oldest)


def list_decisions(inspection_id: str) -> Sequence[Review]:
    """List every decision on one inspection, latest first."""
    query = select(Review).where(Review.inspection_id == inspection_id)
    return db.session.scalars(query.order_by(Review.decided_at.desc(), Review.id.desc())).all()


def only_undecided(query: Rows, within: ColumnElement[bool]) -> Rows:
    """Return a query for the newest revisions within a scope that nobody decided."""
    newest = and_(Revision.rev == Inspection.head_rev, Revision.state.in_(UNDECIDED))
    return query.select_from(Revision).join(Inspection).join(Premises).where(newest, within)
