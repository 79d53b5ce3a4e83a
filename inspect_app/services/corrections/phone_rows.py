"""The row of a correction for the phones of those who inspected, and of whoever rechecks it."""

import json
from typing import Any

from inspect_app.domain.corrections.table import INSPECTOR
from inspect_app.domain.scopes import user_scope
from inspect_app.models.corrections import CorrectionRow
from inspect_app.models.inspections import Inspection, Revision
from inspect_app.queries.corrections.photos import photos_after, photos_before, who_sees
from inspect_app.services.feed.rows import instant_text
from inspect_app.services.writing.transaction import Writing

REPORT = "report"


def queue_correction(w: Writing, row: CorrectionRow) -> None:
    """Queue a correction for everybody who may be sent to look again."""
    revision = w.session.get(Revision, (row.inspection_id, row.rev))
    inspection = w.session.get(Inspection, row.inspection_id)
    if revision is None or inspection is None:
        return
    body = json.loads(revision.body)
    data = _data(row, inspection, body)
    for user in who_sees(row, body):
        w.queue_row(user_scope(user), "correction", row.id, row.steps, data)


def sent_phones(w: Writing, row: CorrectionRow) -> set[str]:
    """Return the ids of those whose phones have the row: the inspectors, and who is sent."""
    revision = w.session.get(Revision, (row.inspection_id, row.rev))
    return who_sees(row, json.loads(revision.body)) if revision else set()


def queue_correction_gone(w: Writing, row: CorrectionRow, user: str) -> None:
    """Queue the tombstone for somebody who is no longer sent."""
    w.queue_tombstone(user_scope(user), "correction", row.id)


def _data(row: CorrectionRow, inspection: Inspection, body: dict[str, Any]) -> dict[str, Any]:
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
        "before": photos_before(row),
        "after": photos_after(row),
        "said": _last_words(row),
        "reported": _reported(row),
        "made": [step.id for step in row.moves if step.who == INSPECTOR],
        "how": next((step.detail["how"] for step in row.moves if "how" in step.detail), None),
    }


def _last_words(row: CorrectionRow) -> dict[str, Any] | None:
    """Return the last move with its reason, so that a phone can say what happened meanwhile."""
    if not row.moves:
        return None
    last = row.moves[-1]
    return {"move": last.move, "who": last.who, "reason": last.reason, "at": instant_text(last.at)}


def _reported(row: CorrectionRow) -> str | None:
    """Return the operator's words of his last report, which whoever looks again reads."""
    words = [step.reason for step in row.moves if step.move == REPORT and step.reason]
    return words[-1] if words else None
