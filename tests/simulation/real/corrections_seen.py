"""Looks at the corrections of the real server."""

import json
from collections.abc import Callable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from inspect_app.models.audit import AuditEntry
from inspect_app.models.corrections import CorrectionPhoto, CorrectionRow, CorrectionStep
from inspect_app.models.inspections import Inspection
from inspect_app.models.sync import SyncRow
from tests.simulation.seen import CorrectionSeen, MoveSeen

Named = Callable[[str], str]
Told = dict[str, list[Any]]
MOVE = (
    *(CorrectionStep.id, CorrectionStep.number, CorrectionStep.move),
    *(CorrectionStep.who, CorrectionStep.before, CorrectionStep.after),
)


def corrections_seen(session: Session, named: Named) -> dict[str, CorrectionSeen]:
    """Every correction, with what was said of it."""
    rows = list(
        session.execute(
            select(CorrectionRow, Inspection.author_id).join(
                Inspection, Inspection.id == CorrectionRow.inspection_id
            )
        )
    )
    if not rows:
        return {}
    moves, photos, audited = _moves(session), _photos(session), _audited(session)
    shown = _shown(session, named)
    return {
        row.id: CorrectionSeen(
            row.state,
            row.steps,
            row.measure == "stop_use",
            tuple(moves.get(row.id, ())),
            frozenset(photos.get(row.id, ())),
            {named(one) for one in (author, row.assigned_to) if one},
            dict(shown.get(row.id, ())),
            tuple(audited.get(row.id, ())),
        )
        for row, author in rows
    }


def asked_in(text: str) -> tuple[str, str, int]:
    """What a record of a phone asks for."""
    body = json.loads(text)
    return body["correction"], body["move"], body["seen_rev"]


def _moves(session: Session) -> Told:
    query = select(CorrectionStep.correction_id, *MOVE).order_by(CorrectionStep.number)
    return _by_id((id, MoveSeen(*told)) for id, *told in session.execute(query))


def _photos(session: Session) -> Told:
    return _by_id(session.execute(select(CorrectionPhoto.correction_id, CorrectionPhoto.sha256)))


def _audited(session: Session) -> Told:
    query = select(AuditEntry.subject, AuditEntry.action, AuditEntry.detail)
    mine = query.where(AuditEntry.subject.like("correction:%")).order_by(AuditEntry.seq)
    return _by_id(
        (subject.partition(":")[2], (detail["number"], action.partition(".")[2], detail["state"]))
        for subject, action, detail in session.execute(mine)
    )


def _shown(session: Session, named: Named) -> Told:
    query = select(SyncRow.id, SyncRow.scope, SyncRow.data).filter_by(collection="correction")
    told = session.execute(query.where(~SyncRow.gone))
    return _by_id(
        (id, (named(scope.partition(":")[2]), _row_seen(json.loads(data or "{}"))))
        for id, scope, data in told
    )


def _row_seen(data: dict[str, Any]) -> tuple[str, int, str | None, frozenset[str]]:
    last = (data["said"] or {}).get("move")
    return data["state"], data["steps"], last, frozenset(data["after"])


def _by_id(many: Any) -> Told:
    found: Told = {}
    for id, one in many:
        found.setdefault(id, []).append(one)
    return found
