"""The plan in force: its file, with the days and baselines that this instance was given."""

from sqlalchemy import select

from inspect_app.domain.targets import Plan
from inspect_app.extensions import db
from inspect_app.models.past import Baseline, PlanPeriod
from inspect_app.plans.load import current_plan


def plan_in_force(*, whole: bool = True) -> Plan:
    """Figures are counted by this one. A part of the district has no baseline of its own."""
    plan = current_plan()
    period = db.session.scalars(select(PlanPeriod)).first() or plan
    baselines = {row.target: row.count for row in db.session.scalars(select(Baseline))}
    if not whole:
        baselines = dict.fromkeys((target.id for target in plan.targets), 0)
    return plan.for_period(period.start, period.end, baselines)
