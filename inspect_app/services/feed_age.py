"""What phones may forget: the author's rows of inspections leave 60 days after their decision."""

from datetime import datetime, timedelta

from sqlalchemy import select

from inspect_app.extensions import db
from inspect_app.models.inspections import Inspection, Revision
from inspect_app.models.sync import SyncRow
from inspect_app.services.transaction import writing

STAYS = timedelta(days=60)
AT_ONCE = 200


def withdraw_decided(at: datetime) -> int:
    """One batch, oldest first; how many left. The inspections themselves stay."""
    old = find_decided(at - STAYS)
    if not old:
        return 0
    with writing(at) as w:
        # Read again under the lock: a revision may have come in since.
        for scope, id in find_decided(at - STAYS):
            w.withdraw(scope, "inspection", id)
    return len(old)


def find_decided(before: datetime) -> list[tuple[str, str]]:
    """(scope, id) of the rows whose newest revision was decided before then."""
    query = (
        select(SyncRow.scope, SyncRow.id)
        .join(Inspection, Inspection.id == SyncRow.id)
        .join(
            Revision,
            (Revision.inspection_id == Inspection.id) & (Revision.rev == Inspection.head_rev),
        )
        .where(
            SyncRow.collection == "inspection",
            SyncRow.gone.is_(False),
            Revision.decided_at < before,
        )
        .order_by(Revision.decided_at)
        .limit(AT_ONCE)
    )
    return [(scope, id) for scope, id in db.session.execute(query)]
