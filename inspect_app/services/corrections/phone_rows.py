"""The row of a correction for the phones of those who inspected, and of whoever rechecks it."""

import json
from typing import Any

from sqlalchemy import select

from inspect_app.domain.scopes import user_scope
from inspect_app.models.corrections import CorrectionPhoto, CorrectionRow
from inspect_app.models.inspections import Inspection, InspectionPhoto, Revision
from inspect_app.services.feed.rows import instant_text
from inspect_app.services.writing.transaction import Writing


def queue_correction(w: Writing, row: CorrectionRow) -> None:
    """Queue a correction for everybody who may be sent to look again."""
    revision = w.session.get(Revision, (row.inspection_id, row.rev))
    inspection = w.session.get(Inspection, row.inspection_id)
    if revision is None or inspection is None:
        return
    body = json.loads(revision.body)
    data = _data(w, row, inspection, body)
    for user in {one["user"] for one in body["inspectors"]} | {row.assigned_to or ""} - {""}:
        w.queue_row(user_scope(user), "correction", row.id, row.steps, data)


def queue_correction_gone(w: Writing, row: CorrectionRow, user: str) -> None:
    """Queue the tombstone for somebody who is no longer sent."""
    w.queue_tombstone(user_scope(user), "correction", row.id)


def _data(
    w: Writing, row: CorrectionRow, inspection: Inspection, body: dict[str, Any]
) -> dict[str, Any]:
    return {
        "inspection": row.inspection_id,
        "premises": row.premises_id,
        "place": row.premises.name,
        "kind": row.premises.kind,
        "checklist": {name: body["checklist"][name] for name in ("code", "version")},
        "item": row.item,
        "weight": row.weight,
        "measure": row.measure,
        "state": row.state,
        "steps": row.steps,
        "on": inspection.visited_on.isoformat(),
        "days": row.days,
        "served_on": row.served_on.isoformat() if row.served_on else None,
        "due_on": row.due_on.isoformat() if row.due_on else None,
        "unknown_years": row.unknown_years,
        "extended": row.extended,
        "amending": row.amending,
        "passed": row.passed,
        "assigned": row.assigned_to,
        "answer": body["answers"].get(row.item),
        "before": _photos_before(w, row),
        "after": _photos_after(w, row),
        "said": _last_words(row),
    }


def _photos_before(w: Writing, row: CorrectionRow) -> list[str]:
    query = select(InspectionPhoto.sha256).filter_by(
        inspection_id=row.inspection_id, rev=row.rev, item=row.item
    )
    seen = query.where(InspectionPhoto.role.in_(("evidence", "before")))
    return list(w.session.scalars(seen.order_by(InspectionPhoto.position)))


def _photos_after(w: Writing, row: CorrectionRow) -> list[str]:
    query = select(CorrectionPhoto.sha256).filter_by(correction_id=row.id)
    return list(w.session.scalars(query.order_by(CorrectionPhoto.position)))


def _last_words(row: CorrectionRow) -> dict[str, Any] | None:
    """Return the last move with its reason, so that a phone can say what happened meanwhile."""
    if not row.moves:
        return None
    last = row.moves[-1]
    return {"move": last.move, "who": last.who, "reason": last.reason, "at": instant_text(last.at)}
