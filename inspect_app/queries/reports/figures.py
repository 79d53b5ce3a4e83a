"""Takes the plan's figures for a report: the one place where it asks for them."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from inspect_app.domain.calendar.ages import in_use_since
from inspect_app.domain.figures.acceptances import count_first_passes
from inspect_app.domain.figures.counting import AsOf, is_registered, status_on
from inspect_app.domain.figures.history import History
from inspect_app.domain.figures.rollup import Figure, Member, count_target
from inspect_app.domain.figures.targets import Plan, Target
from inspect_app.domain.reports.lifts import KIND, Lift
from inspect_app.domain.reports.periods import Period
from inspect_app.queries.figures.progress import (
    Progress,
    Trend,
    list_progress,
    list_trends,
    quarter_days,
    scoped_history,
)


def list_targets(plan: Plan, as_of: AsOf, before: date) -> list[dict[str, Any]]:
    """List every target with its figure, its change since `before`, and its course by area."""
    history = scoped_history(None)
    now = list_progress(plan, as_of, history)
    then: Sequence[Progress | None] = [None] * len(now)
    if before >= plan.start:
        then = list_progress(plan, AsOf(before, as_of.known_at), history)
    days = quarter_days(plan.start, max(as_of.day, plan.start))
    return [
        _target(row, old, _course(plan, row.figure.target, history, days))
        for row, old in zip(now, then, strict=True)
    ]


def list_lifts(plan: Plan, as_of: AsOf) -> list[Lift]:
    """List the open residential lifts on the register, and which of them the plan counts."""
    history = scoped_history(None, KIND)
    counted = {
        member.premises
        for target in plan.targets
        if target.kind == KIND and target.is_count
        for member in count_target(target, history, plan.start, as_of).numerator
    }
    return [
        Lift(row.id, in_use_since(row.attrs), row.id in counted)
        for row in history.premises
        if row.kind == KIND
        and row.attrs.get("residential") is True
        and is_registered(row, as_of)
        and status_on(row, as_of) == "open"
    ]


def list_first_passes(plan: Plan, as_of: AsOf, period: Period) -> dict[str, Any]:
    """List the first acceptances held in a period, and how many wait for a review."""
    rows: list[dict[str, Any]] = []
    waiting = 0
    for target in (one for one in plan.targets if one.metric == "first_pass"):
        counted = count_first_passes(target, scoped_history(None, target.kind), as_of, plan.start)
        passed = {member.id for member in counted.numerator}
        rows += [
            _first_pass(member, member.id in passed)
            for member in counted.denominator
            if member.visit is not None and period.first <= member.visit.on <= period.last
        ]
        waiting += len(counted.excluded)
    return {"rows": sorted(rows, key=lambda row: (row["on"], row["unit_work"])), "waiting": waiting}


def _first_pass(member: Member, passed: bool) -> dict[str, Any]:
    assert member.visit is not None
    return {
        "unit_work": member.id,
        "premises": member.premises,
        "area": member.area,
        "on": member.visit.on.isoformat(),
        "passed": passed,
    }


def _course(plan: Plan, target: Target, history: History, days: list[date]) -> dict[str, list[Any]]:
    trends = list_trends(plan, target, history, days)
    values = {trend.area or plan.district.code: _texts(trend) for trend in trends}
    return {"days": [day.isoformat() for day in days]} | values


def _texts(trend: Trend) -> list[str | None]:
    return [None if value is None else f"{value:.1f}" for value in trend.values]


def _target(row: Progress, old: Progress | None, course: dict[str, Any]) -> dict[str, Any]:
    figure, was = row.figure, old.figure if old else None
    target = figure.target
    return {
        "id": target.id,
        "metric": target.metric,
        "aim": target.aim,
        "target": target.target,
        "baseline": target.baseline,
        "numerator": figure.numerator,
        "denominator": figure.denominator,
        "value": figure.value,
        "met": figure.met,
        "rate": row.rate,
        "pace": row.pace,
        "gap": row.gap,
        "filled": f"{row.filled:.2f}",
        "goal": f"{row.goal:.2f}",
        "needle": None if row.needle is None else f"{row.needle:.2f}",
        "inspected": figure.inspected,
        "passed": figure.passed,
        "supported": figure.supported,
        "before": _small(was) if was else None,
        "change": figure.numerator - was.numerator if was else None,
        "areas": list(_areas(figure, was)),
        "course": course,
    }


def _small(figure: Figure) -> dict[str, Any]:
    names = ("numerator", "denominator", "value")
    return {name: getattr(figure, name) for name in names}


def _areas(figure: Figure, was: Figure | None) -> Iterable[dict[str, Any]]:
    old = {row.area: row.numerator for row in was.areas} if was else {}
    for row in figure.areas:
        yield {
            "area": row.area,
            "numerator": row.numerator,
            "denominator": row.denominator,
            "value": row.value,
            "change": row.numerator - old[row.area] if old else None,
        }
