"""Adds premises to the register and their status over time; phones pull each change."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from inspect_app.models.premises import Premises, PremisesStatus, QrToken
from inspect_app.services.feed.rows import queue_premises
from inspect_app.services.register.dated_facts import add_first_facts
from inspect_app.services.register.kinds import attributes_of, check_on_register
from inspect_app.services.review.derived_attributes import update_derived_attributes
from inspect_app.services.review.standings import refresh_standings
from inspect_app.services.writing.locks import lock_premises
from inspect_app.services.writing.transaction import Writing


def register_premises(w: Writing, premises: Premises, token: str) -> None:
    """Register a premises with its first QR token; `premises.recorded_at` is already set."""
    register_many(w, [(premises, token)])


def register_many(w: Writing, rows: Sequence[tuple[Premises, str]]) -> None:
    """Register premises, each with its QR token; a parent precedes its children."""
    known = {premises.id: premises for premises, _ in rows}
    schemas: dict[str, dict[str, Any]] = {}
    for premises, token in rows:
        kind, above = premises.kind, premises.parent_id
        if kind not in schemas:
            schemas[kind] = attributes_of(w.session, kind)
        parent = known.get(above) or w.session.get(Premises, above) if above else None
        check_on_register(premises, schemas[kind], parent)
        premises.tokens.append(QrToken(token=token, issue=premises.qr_issue or 1, issued_at=w.at))
        update_derived_attributes(w, premises, [])
    w.session.add_all(known.values())
    w.session.flush()
    add_first_facts(w, known.values())
    for premises in known.values():
        subject = f"premises:{premises.id}"
        w.audit("premises.register", subject, kind=premises.kind, area=premises.area)
        queue_premises(w, premises, None)
        w.move_premises(premises.id)


def change_status(w: Writing, premises: Premises, from_on: date, status: str, reason: str) -> None:
    """Add a status from a day on; the newest day's status becomes the current one."""
    lock_premises(w.session, premises.id)
    premises.statuses.append(
        PremisesStatus(from_on=from_on, status=status, reason=reason, recorded_at=w.at)
    )
    w.session.flush()
    latest = max(premises.statuses, key=lambda change: (change.from_on, change.recorded_at))
    premises.status = latest.status
    w.move_premises(premises.id)
    w.audit(f"premises.{status}", f"premises:{premises.id}", from_on=from_on.isoformat())
    refresh_standings(w, premises)
