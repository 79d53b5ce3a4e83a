"""Baselines: what a cumulative target had reached before the plan began, entered by a person."""

from datetime import date, datetime

from inspect_app.domain.vocabulary import who_may
from inspect_app.errors import problem
from inspect_app.models.imported import Baseline
from inspect_app.queries.figures.plans import plan_in_force
from inspect_app.services.people.actors import require_role
from inspect_app.services.writing.transaction import Writing, writing
from sync.retry import retry_on_conflict

MAY_SET = who_may("set_baselines")
MOST = 1_000_000


@retry_on_conflict
def set_baseline(target: str, value: int, dated_on: date, *, at: datetime, actor: str) -> None:
    """Set or replace a target's baseline; the audit entry has the earlier count."""
    with writing(at) as w:
        require_role(w.session, actor, MAY_SET)
        _check(target, value, dated_on)
        before = _replace(w, target, value, dated_on)
        w.audit(
            "baseline.set",
            f"target:{target}",
            actor,
            count=value,
            before=before,
            dated_on=dated_on.isoformat(),
        )


def _replace(w: Writing, target: str, value: int, dated_on: date) -> int | None:
    row = w.session.get(Baseline, target, with_for_update=True)
    before = row.count if row else None
    if row is None:
        row = Baseline(target=target)
        w.session.add(row)
    row.count, row.dated_on, row.recorded_at = value, dated_on, w.at
    return before


def _check(target: str, value: int, dated_on: date) -> None:
    plan = plan_in_force()
    found = plan.find_target(target)
    if found is None or not found.is_count:
        raise problem("invalid", field="target")
    if not 0 <= value <= MOST:
        raise problem("invalid", field="value")
    # What was reached later has a designation or a visit of its own, and would count twice.
    if dated_on > plan.start:
        raise problem("invalid", field="dated_on")
