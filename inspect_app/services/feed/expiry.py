"""Expires feed rows: an author's rows of approved work leave his phones after 60 days."""

from datetime import datetime, timedelta

from sqlalchemy import select

from inspect_app.extensions import db
from inspect_app.models.inspections import Inspection, Revision
from inspect_app.models.proposals import Proposal
from inspect_app.models.sync import SyncRow
from inspect_app.services.writing.locks import lock_scopes
from inspect_app.services.writing.transaction import writing

STAYS = timedelta(days=60)
AT_ONCE = 200


def expire_decided(at: datetime) -> int:
    """Queue tombstones for one batch of expired feed rows; return how many."""
    before = at - STAYS
    scopes = {scope for scope, _, _ in list_leaving(before)}
    if not scopes:
        return 0
    with writing(at) as w:
        # Read again under the lock: a revision may have come in since.
        lock_scopes(w.session, scopes)
        leaving = [row for row in list_leaving(before) if row[0] in scopes]
        for scope, collection, id in leaving:
            w.queue_tombstone(scope, collection, id)
    return len(leaving)


def list_leaving(before: datetime) -> list[tuple[str, str, str]]:
    """List (scope, collection, id) of what was decided, and outcomes written, before then.

    Returned inspections stay until they are mended, however long their author is away.
    """
    key = (SyncRow.scope, SyncRow.collection, SyncRow.id)
    head = (Revision.inspection_id == Inspection.id) & (Revision.rev == Inspection.head_rev)
    decided = (
        select(*key)
        .join(Inspection, Inspection.id == SyncRow.id)
        .join(Revision, head)
        .where(
            SyncRow.collection == "inspection",
            Revision.state.in_(("approved", "withdrawn")),
            Revision.decided_at < before,
        )
    )
    proposals = (
        select(*key)
        .join(Proposal, Proposal.id == SyncRow.id)
        .where(SyncRow.collection == "proposal", Proposal.decided_at < before)
    )
    outcomes = select(*key).where(SyncRow.collection == "outcome", SyncRow.at < before)
    return [
        (scope, collection, id)
        for query in (decided, proposals, outcomes)
        for scope, collection, id in db.session.execute(
            query.where(SyncRow.gone.is_(False)).limit(AT_ONCE)
        )
    ]
