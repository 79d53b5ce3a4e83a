"""Takes the plan's figures for a report: the one place where it asks for them."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select

from inspect_app.domain.calendar.ages import in_use_since
from inspect_app.domain.figures.acceptances import count_first_passes
from inspect_app.domain.figures.counting import AsOf, attrs_on, is_registered, status_on
from inspect_app.domain.figures.history import PremisesRecord
from inspect_app.domain.figures.rollup import Figure
from inspect_app.domain.figures.sides import Member
from inspect_app.domain.figures.targets import Plan
from inspect_app.domain.reports.lifts import KIND, Lift
from inspect_app.domain.reports.periods import Period
from inspect_app.extensions import db
from inspect_app.models.premises import Premises
from inspect_app.queries.batches import in_batches
from inspect_app.queries.figures.members import list_counted_premises
from inspect_app.queries.figures.progress import Progress, list_progress, quarter_days
from inspect_app.queries.figures.register import load_premises
from inspect_app.queries.figures.things import list_things
from inspect_app.queries.figures.unit_facts import load_facts


def list_targets(plan: Plan, as_of: AsOf, before: date) -> list[dict[str, Any]]:
    """List every target with its figure, its change since `before`, and its course by area.

    Every day of the course is counted by the same knowledge, so that it can be made again.
    """
    days = quarter_days(plan.start, max(as_of.day, plan.start))
    wanted = {*days, as_of.day, *([before] if before >= plan.start else [])}
    by_day = _progress(plan, sorted(wanted), as_of)
    courses = [by_day[day] for day in days]
    return [
        _target(
            row,
            by_day[before][at] if before in by_day else None,
            _course(plan, days, [rows[at] for rows in courses]),
        )
        for at, row in enumerate(by_day[as_of.day])
    ]


def _progress(plan: Plan, days: Sequence[date], as_of: AsOf) -> dict[date, list[Progress]]:
    return {day: list_progress(plan, AsOf(day, as_of.known_at)) for day in days}


def list_lifts(plan: Plan, as_of: AsOf) -> list[Lift]:
    """List the open residential lifts on the register, and which of them the plan counts."""
    counted = {
        premises
        for target in plan.targets
        if target.counts_lifts
        for premises in list_counted_premises(target, as_of)
    }
    ids = db.session.scalars(select(Premises.id).filter_by(kind=KIND).order_by(Premises.id))
    rows = (row for some in in_batches(ids.all()) for row in load_premises(some))
    return [lift for row in rows if (lift := _lift(row, row.id in counted, as_of)) is not None]


def _lift(row: PremisesRecord, counted: bool, as_of: AsOf) -> Lift | None:
    """Return a lift that was residential and open on the day, else None."""
    attrs = attrs_on(row, as_of)
    open_then = is_registered(row, as_of) and status_on(row, as_of) == "open"
    if not open_then or attrs.get("residential") is not True:
        return None
    return Lift(row.id, in_use_since(attrs), counted)


def list_first_passes(plan: Plan, as_of: AsOf, period: Period) -> dict[str, Any]:
    """List the first acceptances of a period, and how many wait for a review."""
    rows: list[dict[str, Any]] = []
    waiting = 0
    for target in (one for one in plan.targets if one.metric == "first_pass"):
        facts = load_facts(target, list_things(target))
        counted = count_first_passes(target, facts, as_of, plan.start)
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


def _course(plan: Plan, days: Sequence[date], rows: Sequence[Progress]) -> dict[str, list[Any]]:
    """Return the figure on each day, of the district and of each area, by its code."""
    figures = [row.figure for row in rows]
    course: dict[str, list[Any]] = {
        "days": [day.isoformat() for day in days],
        plan.district.code: [figure.value for figure in figures],
    }
    for at, area in enumerate(plan.areas):
        course[area.code] = [figure.areas[at].value for figure in figures]
    return course


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
