"""A supervisor's decisions. Each locks the stream first, so that no new revision interferes."""

import json
from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select

from inspect_app.domain.ids import uuid7
from inspect_app.domain.rules.flags import unmeasured_in
from inspect_app.domain.rules.sheets import read_sheets
from inspect_app.domain.rules.unable import UNABLE
from inspect_app.domain.vocabulary import who_may
from inspect_app.errors import problem
from inspect_app.models.inspections import Inspection, Revision
from inspect_app.models.reviews import Review
from inspect_app.models.sync import SyncStream
from inspect_app.queries.checklist_rules import checklist_of
from inspect_app.queries.forks import list_open_forks
from inspect_app.queries.imports import was_imported_by
from inspect_app.services.corrections.births import amend_corrections, order_corrections
from inspect_app.services.feed.author_rows import queue_newest
from inspect_app.services.papers.issuing import issue_papers
from inspect_app.services.people.actors import require_role
from inspect_app.services.review.acceptances import upsert_acceptance
from inspect_app.services.review.arrows import refuse_wrong_arrows
from inspect_app.services.review.cosignatures import require_honest_signatures
from inspect_app.services.review.honest_stall_rate import apply_stall_share
from inspect_app.services.review.standings import refresh_standings
from inspect_app.services.writing.locks import lock_premises
from inspect_app.services.writing.transaction import Writing, writing
from sync.retry import retry_on_conflict

Items = list[dict[str, Any]]
LONGEST_REMARK = 2000
MAY_REVIEW = who_may("review")
_STREAM = (
    select(SyncStream.id)
    .where(SyncStream.collection == "inspection", SyncStream.id == bindparam("inspection"))
    .with_for_update()
)


@retry_on_conflict
def approve(
    reviewer_id: str,
    inspection_id: str,
    rev: int,
    *,
    at: datetime,
    remark: str = "",
    unmeasured_checked: bool = False,
    unseen_vetoes: Collection[str] = (),
    batch_id: str | None = None,
) -> None:
    """Approve a complete revision; the standing of its premises changes in the same transaction.

    Whoever approves items that were not measured says that he looked at them, and whoever did not
    look at a veto that failed is asked about it: `unseen_vetoes`. While another revision made from
    the same one waits for a decision, nobody approves this one. `batch_id` marks an approval by
    sample.
    """
    with writing(at) as w:
        inspection = _decidable(w, reviewer_id, inspection_id, rev)
        revision = inspection.revisions[-1]
        if not revision.complete:
            raise problem("incomplete")
        if list_open_forks(inspection_id):
            raise problem("open_fork")
        if unmeasured_in(revision.flags) and not unmeasured_checked:
            raise problem("unmeasured")
        if unseen_vetoes:
            raise problem("veto_unseen", items=sorted(unseen_vetoes))
        body = json.loads(revision.body)
        require_honest_signatures(inspection.author_id, inspection.id, body)
        apply_stall_share(revision)
        _decide(w, inspection, reviewer_id, "approve", [], remark, batch_id)


@retry_on_conflict
def return_items(
    reviewer_id: str, inspection_id: str, rev: int, items: Items, *, at: datetime
) -> None:
    """Return single items to the author, each with a remark; phones get them by their next pull.

    A waiting revision can be returned, too: the phone with its photos may be lost, and only a
    returned body reaches another phone of its author.
    """
    with writing(at) as w:
        inspection = _decidable(w, reviewer_id, inspection_id, rev, ("received", "waiting"))
        _known_items(inspection.revisions[-1], items)
        refuse_wrong_arrows(inspection.revisions[-1], items)
        _decide(w, inspection, reviewer_id, "return", items, "")


def _decidable(
    w: Writing,
    reviewer_id: str,
    inspection_id: str,
    rev: int,
    states: tuple[str, ...] = ("received",),
) -> Inspection:
    """The inspection whose newest revision this reviewer may decide on."""
    lock_stream(w, inspection_id)
    inspection = w.session.get(Inspection, inspection_id)
    if inspection is None:
        raise problem("not_found")
    lock_premises(w.session, inspection.premises_id)
    revision = inspection.revisions[-1]
    if revision.rev != rev or revision.state not in states:
        raise problem("stale")
    if reviewer_id in inspectors_of(revision, inspection):
        raise problem("own_work")
    if was_imported_by(reviewer_id, "inspection", inspection_id, revision.digest):
        raise problem("own_import")
    require_role(w.session, reviewer_id, MAY_REVIEW)
    return inspection


def lock_stream(w: Writing, inspection_id: str) -> None:
    """Lock an inspection's stream, so that no new revision interferes."""
    w.session.connection().execute(_STREAM, {"inspection": inspection_id})


def inspectors_of(revision: Revision, inspection: Inspection) -> set[str]:
    """Return the ids of the author and of all inspectors of a revision."""
    body: dict[str, Any] = json.loads(revision.body)
    return {inspection.author_id} | {one["user"] for one in body["inspectors"]}


def _known_items(revision: Revision, items: Items) -> None:
    known = {answer.item for answer in revision.answers} | _scored_items(revision)
    known |= {lack["item"] for lack in revision.lacks if "item" in lack}
    known |= {UNABLE} if revision.result == UNABLE else set()
    if not items or any(one["item"] not in known for one in items):
        raise problem("invalid", field="item")
    for one in items:
        if not 0 < len(one["remark"].strip()) <= LONGEST_REMARK:
            raise problem("invalid", field="remark", item=one["item"])


def _scored_items(revision: Revision) -> set[str]:
    """Return the item ids of all sheets of a scored site, like `B17[1#].load`."""
    checklist = checklist_of(revision.checklist)
    sheets = json.loads(revision.body).get("tables", []) if checklist.lines else []
    return {mark.key for sheet in read_sheets(checklist, sheets) for mark in sheet.marks}


def _decide(
    w: Writing,
    inspection: Inspection,
    reviewer_id: str,
    action: str,
    items: Items,
    remark: str,
    batch_id: str | None = None,
) -> None:
    revision = inspection.revisions[-1]
    review = _review_of(revision, reviewer_id, action, items, remark, w.at)
    review.batch_id = batch_id
    w.session.add(review)
    w.session.flush()
    upsert_acceptance(w, inspection)
    refresh_standings(w, inspection.premises)
    if action == "approve":
        issue_papers(w, inspection, order_corrections(w, inspection, reviewer_id), reviewer_id)
    else:
        amend_corrections(w, inspection, reviewer_id)
    _audit_review(w, review, revision)
    queue_newest(w, inspection)


def _review_of(
    revision: Revision, reviewer_id: str, action: str, items: Items, remark: str, at: datetime
) -> Review:
    """Make the row of a decision and set the revision's new state."""
    revision.state = "approved" if action == "approve" else "returned"
    revision.decided_at = at
    return Review(
        id=uuid7(),
        inspection_id=revision.inspection_id,
        rev=revision.rev,
        reviewer_id=reviewer_id,
        action=action,
        items=items,
        remark=remark,
        decided_at=at,
    )


def _audit_review(w: Writing, review: Review, revision: Revision) -> None:
    """Write the audit entry of a decision: reviewer, revision, digest and returned items.

    An approval also names the items that were looked at because nobody measured them, or the batch
    of an approval by sample.
    """
    looked_at = unmeasured_in(revision.flags) if review.action == "approve" else []
    w.audit(
        f"inspection.{review.action}",
        f"inspection:{review.inspection_id}",
        review.reviewer_id,
        rev=review.rev,
        digest=revision.digest,
        items=[one["item"] for one in review.items],
        **({"unmeasured": looked_at} if looked_at else {}),
        **({"batch": review.batch_id} if review.batch_id else {}),
    )
