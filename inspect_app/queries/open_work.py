"""Counts what somebody still has to do about a user's work, so that nothing of it is cut off."""

from sqlalchemy import ColumnElement, Select, func, select

from inspect_app.extensions import db
from inspect_app.models.inspections import Inspection, Revision
from inspect_app.models.people import User
from inspect_app.models.rescue import PossibleLoss, QuarantinedRecord
from inspect_app.models.sync import SyncClient, SyncRecord
from inspect_app.queries.phones import ANSWERED

UNDECIDED = ("waiting", "received")


def count_open_work(user: User) -> dict[str, int]:
    """Return what stands against erasing a user, by its name; what is nothing is left out.

    A returned inspection is not counted: its author, who is gone, is the only one to mend it.
    """
    counts = {name: db.session.scalar(query) or 0 for name, query in _queries(user.id).items()}
    enabled = {"enabled": 1} if user.disabled_at is None else {}
    return enabled | {name: count for name, count in counts.items() if count}


def _queries(user_id: str) -> dict[str, Select[int]]:
    return {
        "unsent": _count(SyncClient.user_id == user_id, SyncClient.outbox_count > 0, ~ANSWERED),
        "losses": _count(PossibleLoss.user_id == user_id, PossibleLoss.resolved_at.is_(None)),
        "photos": _count(SyncRecord.user_id == user_id, SyncRecord.waits.is_(True)),
        "quarantined": _count(
            QuarantinedRecord.record_pk == SyncRecord.pk,
            SyncRecord.user_id == user_id,
            QuarantinedRecord.decision.is_(None),
        ),
        "undecided": _count(
            Inspection.author_id == user_id,
            Revision.inspection_id == Inspection.id,
            Revision.rev == Inspection.head_rev,
            Revision.state.in_(UNDECIDED),
        ),
    }


def _count(*conditions: ColumnElement[bool]) -> Select[int]:
    return select(func.count()).where(*conditions)
