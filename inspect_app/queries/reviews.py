"""Reads inspections that wait for a decision, and decisions. `within` is the reader's scope."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.sql.elements import True_

from inspect_app.extensions import db
from inspect_app.models.inspections import Inspection, Revision
from inspect_app.models.premises import Premises
from inspect_app.models.reviews import Review

Rows = Select[*tuple[Any, ...]]
UNDECIDED = ("received", "waiting")
# Counted by every page of the desk: put together once.
_RECEIVED = (
    select(func.count(), func.min(Revision.received_at))
    .select_from(Revision)
    .join(Inspection)
    .where(Revision.rev == Inspection.head_rev, Revision.state == "received")
)


@dataclass(frozen=True)
class QueueSize:
    """The count of inspections that wait for a decision, and since when the oldest does."""

    count: int
    oldest: datetime | None


def measure_queue(within: ColumnElement[bool]) -> QueueSize:
    """Count the received revisions without a decision."""
    # Who sees all need not look at each premises.
    whole = isinstance(within, True_)
    query = _RECEIVED if whole else _RECEIVED.join(Premises).where(within)
    return QueueSize(*db.session.connection().execute(query).one())


def list_decisions(inspection_id: str) -> Sequence[Review]:
    """List every decision on one inspection, latest first."""
    query = select(Review).where(Review.inspection_id == inspection_id)
    return db.session.scalars(query.order_by(Review.decided_at.desc(), Review.id.desc())).all()


def find_last_decision(inspection_id: str) -> Review | None:
    """Find the last decision on one inspection, taken back or not."""
    return next(iter(list_decisions(inspection_id)), None)


def return_in_force(history: Sequence[Review]) -> Review | None:
    """Return the last return, unless it was taken back.

    `history` has the decisions on one inspection, latest first.
    """
    last = next((one for one in history if one.action in ("return", "recall")), None)
    return last if last is not None and last.action == "return" else None


def only_undecided(query: Rows, within: ColumnElement[bool]) -> Rows:
    """Return a query for the newest revisions within a scope that nobody decided."""
    newest = and_(Revision.rev == Inspection.head_rev, Revision.state.in_(UNDECIDED))
    return query.select_from(Revision).join(Inspection).join(Premises).where(newest, within)
