"""Maintains the standings of a premises, in the transaction of each decision."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import Row, bindparam, delete, select
from sqlalchemy.orm import defer

from inspect_app.domain.exact import is_number
from inspect_app.domain.figures.counting import AsOf, CountingVisit, counting_visits
from inspect_app.domain.figures.history import ACCEPTANCE
from inspect_app.domain.rules.checklist import Item
from inspect_app.models.checklists import ChecklistVersion
from inspect_app.models.inspections import Inspection, Revision
from inspect_app.models.premises import Premises
from inspect_app.models.reviews import Standing
from inspect_app.plans.load import current_plan
from inspect_app.queries.checklist_rules import checklist_of
from inspect_app.queries.figures.histories import load_inspections
from inspect_app.services.feed.rows import queue_premises
from inspect_app.services.review.derived_attributes import update_derived_attributes
from inspect_app.services.writing.transaction import Writing
from inspect_app.services.writing.upsert import insert_rows

FOREVER = AsOf(date.max)
# A number in a profile is true on its day only, so these types alone last.
LASTING = ("date", "choice")
LONGEST_NOTE = 120  # of a row that every phone of the scope pulls

# Asked at every decision: put together once.
_OF_PREMISES = Inspection.premises_id == bindparam("premises")
# The body of a checklist is long, and the rules made of it are kept by its digest.
_RULES_ALONE = (defer(ChecklistVersion.body),)
_DROP = delete(Standing).where(Standing.premises_id == bindparam("premises"))
_ACCEPTANCES = select(Inspection.id).where(_OF_PREMISES, Inspection.checklist == ACCEPTANCE)
_APPROVED = (
    select(Revision.result, Revision.score, Revision.checklist_id, Revision.body)
    .where(Revision.inspection_id == bindparam("inspection"), Revision.state == "approved")
    .order_by(Revision.rev.desc())
    .limit(1)
)


def refresh_standings(w: Writing, premises: Premises) -> None:
    """Recompute a premises' standings and feed row; an older visit may count again."""
    visits = list_visits(w, premises.id)
    visit = visits[-1] if visits else None
    w.session.connection().execute(_DROP, {"premises": premises.id})
    if visit is not None:
        insert_rows(w.session, Standing, _standings_of(premises, visit))
    update_derived_attributes(w, premises, visits)
    routine = _visits_of_place(w, premises.id, visits)
    queue_premises(w, premises, last_result(w, routine))
    w.move_premises(premises.id)


def _visits_of_place(
    w: Writing, premises_id: str, visits: list[CountingVisit]
) -> list[CountingVisit]:
    """Return the visits that are no acceptances, which count for their unit works only."""
    if not visits:
        return []
    reader = w.session.connection()
    works = set(reader.execute(_ACCEPTANCES, {"premises": premises_id}).scalars())
    return [one for one in visits if one.inspection not in works]


def list_visits(w: Writing, premises_id: str) -> list[CountingVisit]:
    """List a premises' counting visits by day, then by arrival."""
    w.session.flush()
    return counting_visits(load_inspections([premises_id]), date.min, FOREVER).get(premises_id, [])


def last_result(w: Writing, visits: list[CountingVisit]) -> dict[str, Any] | None:
    """Return the last approved visit for phones, or None: what it came to, and what failed.

    {"on", "result", "failed", "notes"?, "repeated"?, "readings"?, "profile"?}: what was noted of
    the failed items, at how many visits running they failed, if at more than one, what was read.
    """
    approved = _approved_of(w, visits[-1]) if visits else None
    if approved is None:
        return None
    visit, failed = visits[-1], approved.score["failed"]
    version = _version(w, approved.checklist_id)
    last = {
        "on": visit.on.isoformat(),
        "result": approved.result,
        "failed": failed,
    }
    if notes := _notes_of(approved.body, failed):
        last["notes"] = notes
    if repeated := _count_repeated(w, visits[:-1], version.code, failed):
        last["repeated"] = repeated
    checklist, answers = checklist_of(version), json.loads(approved.body)["answers"]
    hidden = set(approved.score.get("hidden", ()))
    measured = [one for one in checklist.items if _is_measured(one) and one.id not in hidden]
    readings = {one: value for one, value in _values(answers, measured) if is_number(value)}
    last |= {"readings": readings} if readings else {}
    lasting = [item for item in checklist.profile if item.type in LASTING]
    return last | {"profile": dict(_values(answers, lasting))} if lasting else last


def _version(w: Writing, id: int) -> ChecklistVersion:
    return w.session.get_one(ChecklistVersion, id, options=_RULES_ALONE)


def _approved_of(w: Writing, visit: CountingVisit) -> Row[Any] | None:
    asked = {"inspection": visit.inspection}
    return w.session.connection().execute(_APPROVED, asked).one_or_none()


def _notes_of(body: str, failed: list[str]) -> dict[str, str]:
    """Return the beginning of what was noted of each failed item; tables have their own sheets."""
    answers = json.loads(body)["answers"] if failed else {}
    noted = {item: answers[item].get("note", "").strip() for item in failed if item in answers}
    return {item: note[:LONGEST_NOTE] for item, note in noted.items() if note}


def _count_repeated(
    w: Writing, earlier: list[CountingVisit], code: str, failed: list[str]
) -> dict[str, int]:
    """Count at how many visits running, the last one among them, an item failed; twice or more.

    Visits by another checklist say nothing about it.
    """
    counts, running = dict.fromkeys(failed, 1), set(failed)
    for visit in reversed(earlier):
        approved = _approved_of(w, visit) if running else None
        if approved is None:
            break
        if _version(w, approved.checklist_id).code != code:
            continue
        running &= set(approved.score["failed"])
        for item in running:
            counts[item] += 1
    return {item: count for item, count in counts.items() if count > 1}


def _is_measured(item: Item) -> bool:
    return item.type == "number" and bool(item.limits)


def _values(answers: Mapping[str, Any], items: list[Item]) -> list[tuple[str, Any]]:
    """Return what was answered: the next visit need not ask again, or shows it beside."""
    return [(item.id, answers[item.id]["value"]) for item in items if item.id in answers]


def _standings_of(premises: Premises, visit: CountingVisit) -> list[dict[str, Any]]:
    """Make a standing for each target that counts premises of this kind."""
    return [
        {
            "target": target.id,
            "premises_id": premises.id,
            "inspection_id": visit.inspection,
            "covered": visit.covered,
            "passed": visit.passed,
            "since": visit.on,
        }
        for target in current_plan().targets
        if target.kind == premises.kind
    ]
