"""Maintains the standings of a premises, in the transaction of each decision."""

import json
from collections import defaultdict
from datetime import date
from typing import Any

from sqlalchemy import delete, select

from inspect_app.domain.figures.counting import AsOf, CountingVisit, counting_visits
from inspect_app.domain.figures.history import (
    ACCEPTANCE,
    Decision,
    InspectionRecord,
    RevisionRecord,
)
from inspect_app.domain.rules.checklist import Checklist, Item
from inspect_app.models.checklists import ChecklistVersion
from inspect_app.models.inspections import Inspection, Revision
from inspect_app.models.premises import Premises
from inspect_app.models.reviews import Review, Standing
from inspect_app.plans.load import current_plan
from inspect_app.queries.checklist_rules import checklist_of
from inspect_app.services.feed.rows import queue_premises
from inspect_app.services.review.derived_attributes import update_derived_attributes
from inspect_app.services.writing.transaction import Writing

FOREVER = AsOf(date.max)
# A number in a profile is true on its day only, so these types alone last.
LASTING = ("date", "choice")


def refresh_standings(w: Writing, premises: Premises) -> None:
    """Recompute a premises' standings and feed row; an older visit may count again."""
    visits = list_visits(w, premises.id)
    visit = visits[-1] if visits else None
    w.session.execute(delete(Standing).where(Standing.premises_id == premises.id))
    if visit is not None:
        w.session.add_all(standings_of(premises, visit))
    update_derived_attributes(w, premises, visits)
    queue_premises(w, premises, last_result(w, _last_of_place(w, visits)))


def _last_of_place(w: Writing, visits: list[CountingVisit]) -> CountingVisit | None:
    """Return the last visit that is no acceptance, which counts for its unit work only."""
    query = select(Inspection.id).where(Inspection.id.in_([one.inspection for one in visits]))
    works = set(w.session.scalars(query.where(Inspection.checklist == ACCEPTANCE)))
    return next((one for one in reversed(visits) if one.inspection not in works), None)


def list_visits(w: Writing, premises_id: str) -> list[CountingVisit]:
    """List a premises' counting visits by day, then by arrival."""
    return counting_visits(_records(w, premises_id), date.min, FOREVER).get(premises_id, [])


def last_result(w: Writing, visit: CountingVisit | None) -> dict[str, Any] | None:
    """Return the last approved visit for phones: {"on", "result", "failed", "profile"?} or None."""
    if visit is None:
        return None
    approved = w.session.execute(
        select(Revision.result, Revision.score, Revision.checklist_id, Revision.body)
        .where(Revision.inspection_id == visit.inspection, Revision.state == "approved")
        .order_by(Revision.rev.desc())
    ).first()
    if approved is None:
        return None
    version = w.session.get_one(ChecklistVersion, approved.checklist_id)
    return visit_row(visit, approved, checklist_of(version))


def visit_row(visit: CountingVisit, approved: Any, checklist: Checklist) -> dict[str, Any]:
    """Return a visit for phones; `approved` has the result, score and body of its revision."""
    last = {
        "on": visit.on.isoformat(),
        "result": approved.result,
        "failed": approved.score["failed"],
    }
    lasting = [item for item in checklist.profile if item.type in LASTING]
    return last | {"profile": _answered(approved.body, lasting)} if lasting else last


def _answered(body: str, items: list[Item]) -> dict[str, Any]:
    """Return the answers that stay true, so that the next visit need not ask again."""
    answers = json.loads(body)["answers"]
    return {item.id: answers[item.id]["value"] for item in items if item.id in answers}


def standings_of(premises: Premises, visit: CountingVisit) -> list[Standing]:
    """Make a standing for each target that counts premises of this kind."""
    return [
        Standing(
            target=target.id,
            premises_id=premises.id,
            inspection_id=visit.inspection,
            covered=visit.covered,
            passed=visit.passed,
            since=visit.on,
        )
        for target in current_plan().targets
        if target.kind == premises.kind
    ]


def _records(w: Writing, premises_id: str) -> list[InspectionRecord]:
    """Read the premises' inspections as columns, without the long bodies."""
    decisions = _decisions(w, premises_id)
    columns = (Revision.inspection_id, Inspection.visited_on, Revision.rev, Revision.received_at)
    query = select(*columns, Revision.complete, Revision.covered, Revision.passed)
    of_premises = query.join(Inspection).where(Inspection.premises_id == premises_id)
    revisions: dict[tuple[str, date], list[RevisionRecord]] = defaultdict(list)
    for row in w.session.execute(of_premises.order_by(Revision.inspection_id, Revision.rev)):
        revisions[row.inspection_id, row.visited_on].append(
            RevisionRecord(
                rev=row.rev,
                received_at=row.received_at,
                complete=row.complete,
                covered=row.covered,
                passed=row.passed,
                reviews=tuple(decisions[row.inspection_id, row.rev]),
            )
        )
    return [
        InspectionRecord(id, premises_id, on, tuple(rows)) for (id, on), rows in revisions.items()
    ]


def _decisions(w: Writing, premises_id: str) -> dict[tuple[str, int], list[Decision]]:
    columns = (Review.inspection_id, Review.rev, Review.decided_at, Review.action)
    query = select(*columns).join(Inspection).where(Inspection.premises_id == premises_id)
    decisions = defaultdict(list)
    for row in w.session.execute(query.order_by(Review.decided_at, Review.id)):
        decisions[row.inspection_id, row.rev].append(Decision(row.decided_at, row.action))
    return decisions
