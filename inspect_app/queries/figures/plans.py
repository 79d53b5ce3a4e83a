"""Reads the plan in force: its file, with this instance's own days and baselines."""

from collections.abc import Container

from sqlalchemy import select

from inspect_app.domain.figures.targets import Plan
from inspect_app.extensions import db
from inspect_app.models.imported import Baseline, PlanPeriod
from inspect_app.plans.load import current_plan

# Asked by every page with a figure: put together once.
_PERIOD = select(PlanPeriod.start, PlanPeriod.end)
_BASELINES = select(Baseline.target, Baseline.count.label("reached"))


def plan_in_force(*, whole: Container[str] | None = None) -> Plan:
    """Return the plan that figures are counted by, with the baselines of an imported history.

    Those that were confirmed here have a day from which they count, and are in the history.

    `whole` has the kinds of which the reader sees every street (None: all). Other targets get the
    baseline 0, since a part of the district has no baseline of its own.
    """
    plan = current_plan()
    reader = db.session.connection()
    period = reader.execute(_PERIOD).first() or plan
    baselines = {row.target: int(row.reached) for row in reader.execute(_BASELINES)}
    if whole is not None:
        partly = [target.id for target in plan.targets if target.kind not in whole]
        baselines |= dict.fromkeys(partly, 0)
    return plan.for_period(period.start, period.end, baselines)
