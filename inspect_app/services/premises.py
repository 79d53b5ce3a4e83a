"""Puts premises on the register and keeps their status over time; phones pull what changed."""

from datetime import date

from inspect_app.models.premises import Premises, PremisesStatus, QrToken
from inspect_app.services.standings import refresh_standings
from inspect_app.services.transaction import Writing


def register_premises(w: Writing, premises: Premises, token: str) -> None:
    """A new row with its first posted code; `premises.recorded_at` is the instant of the write."""
    w.session.add(premises)
    w.session.flush()
    premises.tokens.append(
        QrToken(token=token, premises_id=premises.id, issue=premises.qr_issue, issued_at=w.at)
    )
    w.audit("premises.register", f"premises:{premises.id}", kind=premises.kind, area=premises.area)
    refresh_standings(w, premises)


def change_status(w: Writing, premises: Premises, from_on: date, status: str, reason: str) -> None:
    """Adds to the history; the newest day is what the premises is now."""
    premises.statuses.append(
        PremisesStatus(from_on=from_on, status=status, reason=reason, recorded_at=w.at)
    )
    w.session.flush()
    latest = max(premises.statuses, key=lambda change: (change.from_on, change.recorded_at))
    premises.status = latest.status
    w.audit(f"premises.{status}", f"premises:{premises.id}", from_on=from_on.isoformat())
    refresh_standings(w, premises)
