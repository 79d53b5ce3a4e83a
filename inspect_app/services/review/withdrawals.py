"""Withdraws approvals: the visit leaves the figures at once and waits for a decision again."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from inspect_app.domain.ids import uuid7
from inspect_app.domain.review.withdrawing import ANOTHER, REASON, way_to_withdraw
from inspect_app.errors import problem
from inspect_app.models.inspections import Inspection, Revision
from inspect_app.models.reviews import Review
from inspect_app.queries.imports import was_imported_by
from inspect_app.services.corrections.births import void_corrections
from inspect_app.services.feed.author_rows import queue_newest
from inspect_app.services.people.actors import LONGEST_REASON, require_role, require_scope
from inspect_app.services.review.acceptances import upsert_acceptance
from inspect_app.services.review.reviews import MAY_REVIEW, inspectors_of, lock_stream
from inspect_app.services.review.standings import refresh_standings
from inspect_app.services.writing.locks import lock_premises
from inspect_app.services.writing.transaction import Writing, writing
from sync.retry import retry_on_conflict

WITHDRAW = "withdraw"


@retry_on_conflict
def withdraw_approval(
    actor_id: str, inspection_id: str, rev: int, reason: str, *, at: datetime
) -> None:
    """Withdraw the approval in force of a revision; it can be approved or returned once more.

    Its giver does so on the same Shanghai day, anybody else with a reason. An older approved visit
    of the premises counts again.
    """
    with writing(at) as w:
        inspection = reviewable(w, actor_id, inspection_id)
        approval = _approval(w, inspection, rev)
        revision = next(one for one in inspection.revisions if one.rev == rev)
        if actor_id in inspectors_of(revision, inspection):
            raise problem("own_work")
        if was_imported_by(actor_id, "inspection", inspection.id, revision.digest):
            raise problem("own_import")
        _require_reason(approval, actor_id, reason.strip(), w.at)
        _withdraw(w, inspection, revision, actor_id, reason.strip())


def _require_reason(approval: Review, actor_id: str, reason: str, at: datetime) -> None:
    """Raise unless this person may withdraw the approval now, with this reason or without."""
    way = way_to_withdraw(approval.reviewer_id, actor_id, approval.decided_at, at)
    if way == ANOTHER:
        raise problem("own_approval")
    if len(reason) > LONGEST_REASON or (way == REASON and not reason):
        raise problem("invalid", field="reason")


def reviewable(w: Writing, actor_id: str, inspection_id: str) -> Inspection:
    """Return the locked inspection, if this person reviews such ones."""
    require_role(w.session, actor_id, MAY_REVIEW)
    lock_stream(w, inspection_id)
    inspection = w.session.get(Inspection, inspection_id)
    if inspection is None:
        raise problem("not_found")
    require_scope(w.session, actor_id, inspection.premises_id)
    lock_premises(w.session, inspection.premises_id)
    return inspection


def list_last(w: Writing, inspection: Inspection) -> Sequence[Review]:
    """List the decisions on an inspection, the last one first."""
    query = select(Review).where(Review.inspection_id == inspection.id)
    newest = query.order_by(Review.decided_at.desc(), Review.rev.desc(), Review.id.desc())
    return w.session.scalars(newest).all()


def _approval(w: Writing, inspection: Inspection, rev: int) -> Review:
    """Return the last decision; raise `stale` unless it approved this revision."""
    last = next(iter(list_last(w, inspection)), None)
    if last is None or last.action != "approve" or last.rev != rev:
        raise problem("stale")
    return last


def _withdraw(
    w: Writing, inspection: Inspection, revision: Revision, actor_id: str, reason: str
) -> None:
    revision.state, revision.decided_at = "received", None
    add_withdrawal(w, revision, actor_id, WITHDRAW, reason)
    upsert_acceptance(w, inspection)
    refresh_standings(w, inspection.premises)
    void_corrections(w, inspection.id, actor_id, "approval_withdrawn")
    subject, digest = f"inspection:{inspection.id}", revision.digest
    w.audit("approval.withdraw", subject, actor_id, rev=revision.rev, digest=digest)
    queue_newest(w, inspection)


def add_withdrawal(
    w: Writing, revision: Revision, actor_id: str, action: str, reason: str = ""
) -> None:
    """Add the row that takes the last decision on a revision back."""
    row = Review(
        id=uuid7(),
        inspection_id=revision.inspection_id,
        rev=revision.rev,
        reviewer_id=actor_id,
        action=action,
        items=[],
        remark=reason,
        decided_at=w.at,
    )
    w.session.add(row)
    w.session.flush()
