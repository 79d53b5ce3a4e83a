"""Reads baselines: what each cumulative target had reached before the plan, and who entered it."""

from collections.abc import Sequence

from sqlalchemy import func, select

from inspect_app.domain.figures.history import BaselineRecord
from inspect_app.extensions import db
from inspect_app.models.audit import AuditEntry
from inspect_app.models.imported import Baseline, BaselineChange, BaselineEntry

_IS_CHANGE = AuditEntry.action == "baseline.set"
# Asked by every page with a figure: put together once.
_CHANGES = select(
    BaselineChange.target,
    BaselineChange.from_on,
    BaselineChange.count,
    BaselineChange.recorded_at,
).order_by(BaselineChange.id)


def baselines_by_target() -> dict[str, Baseline | BaselineChange]:
    """Return the newest baselines by target, confirmed or imported; others use the plan file's."""
    found: dict[str, Baseline | BaselineChange] = {}
    for row in db.session.scalars(select(Baseline)):
        found[row.target] = row
    order = (BaselineChange.from_on, BaselineChange.recorded_at, BaselineChange.id)
    for change in db.session.scalars(select(BaselineChange).order_by(*order)):
        found[change.target] = change
    return found


def load_baselines() -> list[BaselineRecord]:
    """Load the confirmed baselines, each with the day from which it counts."""
    return [BaselineRecord(*row) for row in db.session.connection().execute(_CHANGES)]


def list_waiting_baselines(*, limit: int, offset: int = 0) -> Sequence[BaselineEntry]:
    """List a page of the baselines that wait for a second person, newest first."""
    query = select(BaselineEntry).order_by(BaselineEntry.entered_at.desc(), BaselineEntry.id)
    return db.session.scalars(query.limit(limit).offset(offset)).all()


def count_baselines() -> tuple[int, int]:
    """Count the baselines that wait for a second person, and the changes of baselines so far."""
    waiting = select(func.count()).select_from(BaselineEntry)
    changes = select(func.count()).select_from(AuditEntry).where(_IS_CHANGE)
    return db.session.scalar(waiting) or 0, db.session.scalar(changes) or 0


def list_baseline_changes(*, limit: int, offset: int = 0) -> Sequence[AuditEntry]:
    """List a page of the audit entries of baseline changes, newest first."""
    newest = select(AuditEntry).where(_IS_CHANGE).order_by(AuditEntry.seq.desc())
    return db.session.scalars(newest.limit(limit).offset(offset)).all()
