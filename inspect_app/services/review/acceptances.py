"""Maintains acceptances of unit works: their days, outcomes and attempt numbers."""

import json
from datetime import datetime
from typing import Any

from sqlalchemy import select

from inspect_app.domain.figures.acceptances import VOID
from inspect_app.domain.figures.history import ACCEPTANCE
from inspect_app.domain.rules.withdrawn import WITHDRAWN
from inspect_app.domain.vocabulary import who_may
from inspect_app.errors import problem
from inspect_app.models.acceptances import Acceptance
from inspect_app.models.inspections import Inspection, Revision
from inspect_app.models.premises import Premises
from inspect_app.services.feed.rows import queue_premises
from inspect_app.services.people.actors import require_role
from inspect_app.services.writing.locks import lock_premises
from inspect_app.services.writing.transaction import Writing, writing
from sync.retry import retry_on_conflict

MAY_REOPEN = who_may("reopen_acceptances")


def upsert_acceptance(w: Writing, inspection: Inspection) -> None:
    """Insert or update the acceptance of such an inspection, after each revision or decision."""
    if inspection.checklist != ACCEPTANCE:
        return
    lock_premises(w.session, inspection.premises_id)
    w.move_premises(inspection.premises_id)
    decided = _decided_revision(inspection)
    if decided.result == WITHDRAWN:
        drop_acceptance(w, inspection.id)
        return
    body: dict[str, Any] = json.loads(decided.body)
    row = w.session.get(Acceptance, inspection.id)
    if row is None:
        row = Acceptance(inspection_id=inspection.id, held_on=inspection.visited_on)
        w.session.add(row)
    row.outcome, before = decided.result, row.unit_work
    row.unit_work = body["acceptance"]["unit_work"]
    w.session.flush()
    for unit_work in {row.unit_work, before} - {None}:
        _number(w, unit_work)


def drop_acceptance(w: Writing, inspection_id: str) -> None:
    """Delete the acceptance of an inspection that counts no more; renumber its unit work's."""
    row = w.session.get(Acceptance, inspection_id)
    if row is None:
        return
    premises_id = w.session.get_one(Inspection, inspection_id).premises_id
    lock_premises(w.session, premises_id)
    w.move_premises(premises_id)
    unit_work = row.unit_work
    w.session.delete(row)
    w.session.flush()
    _number(w, unit_work)


@retry_on_conflict
def reopen_acceptance(actor_id: str, inspection_id: str, reason: str, *, at: datetime) -> None:
    """Order an acceptance to be repeated: its first conclusion no longer passes."""
    with writing(at) as w:
        require_role(w.session, actor_id, MAY_REOPEN)
        inspection = w.session.get(Inspection, inspection_id)
        if inspection is None:
            raise problem("not_found")
        lock_premises(w.session, inspection.premises_id)
        row = w.session.get(Acceptance, inspection_id)
        if row is None:
            raise problem("not_found")
        if not reason.strip():
            raise problem("invalid", field="reason")
        if row.reopened_at is not None:
            raise problem("done")
        w.move_premises(inspection.premises_id)
        row.reopened_at, row.reopened_reason = w.at, reason.strip()[:200]
        w.audit("acceptance.reopen", f"inspection:{inspection_id}", actor_id)
        _publish(w, row.unit_work)


def _decided_revision(inspection: Inspection) -> Revision:
    """Return the approved revision, else the newest one."""
    approved = [row for row in inspection.revisions if row.state == "approved"]
    return (approved or inspection.revisions)[-1]


def _number(w: Writing, unit_work: str) -> None:
    """Renumber a unit work's acceptances: a late or void one changes those after it."""
    query = select(Acceptance).filter_by(unit_work=unit_work)
    number = 0
    for row in w.session.scalars(query.order_by(Acceptance.held_on, Acceptance.inspection_id)):
        number += row.outcome != VOID
        row.attempt_no = None if row.outcome == VOID else number
    _publish(w, unit_work)


def _publish(w: Writing, unit_work: str) -> None:
    """Queue the unit work's feed row with its acceptances, if it is registered."""
    work = w.session.get(Premises, unit_work)
    if work is not None:
        w.session.flush()
        queue_premises(w, work, None)
