"""Keeps what is currently true of a premises, in the transaction of the decision."""

import json
from datetime import date
from typing import Any

from sqlalchemy import delete, select

from inspect_app.domain.checklist import Item
from inspect_app.domain.counting import AsOf, CountingVisit, counting_visits
from inspect_app.domain.history import Decision, InspectionRecord, RevisionRecord
from inspect_app.models.inspections import Inspection, Revision
from inspect_app.models.premises import Premises
from inspect_app.models.reviews import Review, Standing
from inspect_app.plans.load import current_plan
from inspect_app.services.published import checklist_of
from inspect_app.services.publishing import publish_premises
from inspect_app.services.transaction import Writing

FOREVER = AsOf(date.max)
# A number of a profile is true on its day only.
LASTING = ("date", "choice")


def refresh_standings(w: Writing, premises: Premises) -> None:
    """Counts the premises' visits anew: a return lets an older approved visit speak again."""
    visit = latest_visit(w, premises.id)
    w.session.execute(delete(Standing).where(Standing.premises_id == premises.id))
    if visit is not None:
        for target in current_plan().targets:
            if target.kind == premises.kind:
                w.session.add(_standing(target.id, premises.id, visit))
    publish_premises(w, premises, last_result(w, visit))


def latest_visit(w: Writing, premises_id: str) -> CountingVisit | None:
    """The newest visit that counts, by its day and then by its arrival."""
    query = select(Inspection).where(Inspection.premises_id == premises_id)
    records = [_record(w, inspection) for inspection in w.session.scalars(query)]
    visits = counting_visits(records, date.min, FOREVER).get(premises_id)
    return visits[-1] if visits else None


def last_result(w: Writing, visit: CountingVisit | None) -> dict[str, Any] | None:
    """What phones show of the last approved visit: {"on", "result", "failed", "profile"?}."""
    if visit is None:
        return None
    approved = w.session.scalars(
        select(Revision)
        .where(Revision.inspection_id == visit.inspection, Revision.state == "approved")
        .order_by(Revision.rev.desc())
    ).first()
    if approved is None:
        return None
    told = {
        "on": visit.on.isoformat(),
        "result": approved.result,
        "failed": approved.score["failed"],
    }
    lasting = [item for item in checklist_of(approved.checklist).profile if item.type in LASTING]
    return told | {"profile": _answered(approved, lasting)} if lasting else told


def _answered(approved: Revision, items: list[Item]) -> dict[str, Any]:
    """Found out once and for all, so that the next visit need not ask again."""
    answers = json.loads(approved.body)["answers"]
    return {item.id: answers[item.id]["value"] for item in items if item.id in answers}


def _standing(target: str, premises_id: str, visit: CountingVisit) -> Standing:
    return Standing(
        target=target,
        premises_id=premises_id,
        inspection_id=visit.inspection,
        covered=visit.covered,
        passed=visit.passed,
        since=visit.on,
    )


def _record(w: Writing, inspection: Inspection) -> InspectionRecord:
    revisions = tuple(
        RevisionRecord(
            rev=revision.rev,
            received_at=revision.received_at,
            complete=revision.complete,
            covered=revision.covered,
            passed=revision.passed,
            reviews=_decisions(w, revision),
        )
        for revision in inspection.revisions
    )
    return InspectionRecord(inspection.id, inspection.premises_id, inspection.visited_on, revisions)


def _decisions(w: Writing, revision: Revision) -> tuple[Decision, ...]:
    query = (
        select(Review)
        .where(Review.inspection_id == revision.inspection_id, Review.rev == revision.rev)
        .order_by(Review.decided_at, Review.id)
    )
    return tuple(Decision(review.decided_at, review.action) for review in w.session.scalars(query))
