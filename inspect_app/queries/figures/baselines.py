"""Reads baselines: what each cumulative target had reached before the plan, and who entered it."""

from collections.abc import Sequence

from sqlalchemy import select

from inspect_app.extensions import db
from inspect_app.models.audit import AuditEntry
from inspect_app.models.imported import Baseline, BaselineEntry

MOST = 100


def baselines_by_target() -> dict[str, Baseline]:
    """Return the entered baselines by target; other targets use the plan file's."""
    return {row.target: row for row in db.session.scalars(select(Baseline))}


def list_waiting_baselines() -> Sequence[BaselineEntry]:
    """List the baselines that wait for a second person, newest first, at most 100."""
    query = select(BaselineEntry).order_by(BaselineEntry.entered_at.desc(), BaselineEntry.id)
    return db.session.scalars(query.limit(MOST)).all()


def list_baseline_changes() -> Sequence[AuditEntry]:
    """List the audit entries of baseline changes, newest first, at most 100."""
    query = select(AuditEntry).where(AuditEntry.action == "baseline.set")
    return db.session.scalars(query.order_by(AuditEntry.seq.desc()).limit(MOST)).all()
