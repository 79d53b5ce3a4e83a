"""Reads what was reached before the plan, and who said so when."""

from collections.abc import Sequence

from sqlalchemy import select

from inspect_app.extensions import db
from inspect_app.models.audit import AuditEntry
from inspect_app.models.past import Baseline

MOST = 100


def baselines_by_target() -> dict[str, Baseline]:
    """Those that were entered; other targets start at what the plan's file says."""
    return {row.target: row for row in db.session.scalars(select(Baseline))}


def list_baseline_changes() -> Sequence[AuditEntry]:
    """The newest first, from the audit."""
    query = select(AuditEntry).where(AuditEntry.action == "baseline.set")
    return db.session.scalars(query.order_by(AuditEntry.seq.desc()).limit(MOST)).all()
