"""Undoes a reviewer's own decision within seconds: the inspection waits for one again."""

from datetime import datetime

from inspect_app.domain.review.withdrawing import may_undo
from inspect_app.domain.scopes import INSPECTION
from inspect_app.errors import problem
from inspect_app.models.inspections import Inspection, Revision
from inspect_app.models.reviews import Review
from inspect_app.queries.lineages import find_lineage_head
from inspect_app.queries.reviews import find_last_decision
from inspect_app.services.corrections.births import resume_corrections
from inspect_app.services.feed.author_rows import queue_newest
from inspect_app.services.review.acceptances import upsert_acceptance
from inspect_app.services.review.standings import refresh_standings
from inspect_app.services.review.withdrawals import (
    add_withdrawal,
    list_last,
    reviewable,
    withdraw_approval,
)
from inspect_app.services.writing.transaction import Writing, writing
from sync.records import WAITING
from sync.retry import retry_on_conflict

RECALL = "recall"


def undo_decision(actor_id: str, inspection_id: str, rev: int, *, at: datetime) -> str:
    """Undo this person's approval or return of a moment ago; return which of them it was."""
    last = find_last_decision(inspection_id)
    if last is not None and last.action == "return":
        undo_return(actor_id, inspection_id, rev, at=at)
        return "return"
    if last is None or last.action != "approve" or last.rev != rev:
        raise problem("stale")
    if not may_undo(last.reviewer_id, actor_id, last.decided_at, at):
        raise problem("undo_late")
    withdraw_approval(actor_id, inspection_id, rev, "", at=at)
    return "approve"


@retry_on_conflict
def undo_return(actor_id: str, inspection_id: str, rev: int, *, at: datetime) -> None:
    """Take a return back that this person gave a moment ago, unless the phone has answered it."""
    with writing(at) as w:
        inspection = reviewable(w, actor_id, inspection_id)
        last = _return_of(w, inspection, rev)
        if not may_undo(last.reviewer_id, actor_id, last.decided_at, w.at):
            raise problem("undo_late")
        revision = inspection.revisions[-1]
        if revision.rev != rev or _has_newer(revision):
            raise problem("undo_answered")
        _take_back(w, inspection, revision, last)


def _return_of(w: Writing, inspection: Inspection, rev: int) -> Review:
    """Return the last decision; raise unless it returned this revision and nothing counted then.

    After the return of a revision that followed an approval, the approved one would stay uncounted.
    """
    last, *earlier = [*list_last(w, inspection), None]
    if last is None or last.action != "return" or last.rev != rev:
        raise problem("stale")
    if earlier[0] is not None and earlier[0].action == "approve":
        raise problem("undo_approved")
    return last


def _has_newer(revision: Revision) -> bool:
    """Whether the phone has sent a newer revision, counted or not."""
    head = find_lineage_head(INSPECTION, revision.inspection_id)
    return head is not None and head.rev > revision.rev


def _take_back(w: Writing, inspection: Inspection, revision: Revision, returned: Review) -> None:
    revision.state, revision.decided_at = _state_before(w, revision), None
    add_withdrawal(w, revision, returned.reviewer_id, RECALL)
    upsert_acceptance(w, inspection)
    refresh_standings(w, inspection.premises)
    resume_corrections(w, inspection.id, returned.reviewer_id, returned.decided_at)
    subject, items = f"inspection:{inspection.id}", [one["item"] for one in returned.items]
    detail = {"rev": revision.rev, "digest": revision.digest, "items": items}
    w.audit("return.withdraw", subject, returned.reviewer_id, **detail)
    queue_newest(w, inspection)


def _state_before(w: Writing, revision: Revision) -> str:
    """Return the state that a returned revision has without the return.

    The last of its photos may have come while it was returned.
    """
    if revision.complete_at is None:
        head = find_lineage_head(INSPECTION, revision.inspection_id)
        if head is None or head.verdict == WAITING:
            return "waiting"
        revision.complete_at = w.at
    return "received"
