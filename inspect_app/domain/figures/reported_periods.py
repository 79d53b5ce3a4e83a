"""The periods that a reported value stands for: the whole plan, a year, or half a year."""

import re
from datetime import date

from inspect_app.domain.figures.targets import ManualTarget, Plan

PLAN = "plan"
_YEAR = re.compile(r"[0-9]{4}")
_HALF = re.compile(r"[0-9]{4}H[12]")


def list_periods(plan: Plan, target: ManualTarget) -> list[str]:
    """List the periods of a target within the plan, in order: plan, 2022, or 2022H1."""
    years = range(plan.start.year, plan.end.year + 1)
    if target.period == "year":
        return [f"{year:04}" for year in years]
    if target.period == "half_year":
        return [f"{year:04}H{half}" for year in years for half in (1, 2)]
    return [PLAN]


def days_of(plan: Plan, period: str) -> tuple[date, date]:
    """Return a period's first and last day within the plan; raise ValueError for none."""
    if period == PLAN:
        return plan.start, plan.end
    if _YEAR.fullmatch(period):
        first, last = date(int(period), 1, 1), date(int(period), 12, 31)
    elif _HALF.fullmatch(period):
        year = int(period[:4])
        early = period.endswith("1")
        first = date(year, 1, 1) if early else date(year, 7, 1)
        last = date(year, 6, 30) if early else date(year, 12, 31)
    else:
        raise ValueError(f"{period!r} is no period")
    return max(first, plan.start), min(last, plan.end)
