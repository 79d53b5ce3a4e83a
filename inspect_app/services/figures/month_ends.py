"""Freezes the figures of each month's last day, once the month is over; nothing changes them."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select

from inspect_app.domain.calendar.visits import shanghai_day
from inspect_app.domain.figures.baselines import baseline_on
from inspect_app.domain.figures.counting import AsOf
from inspect_app.domain.figures.tallies import add_up
from inspect_app.domain.figures.targets import Plan
from inspect_app.extensions import db
from inspect_app.models.figures import MonthEnd
from inspect_app.queries.figures.baselines import load_baselines
from inspect_app.queries.figures.members import hash_lists
from inspect_app.queries.figures.plans import plan_in_force
from inspect_app.queries.figures.tallies import tally_spans
from inspect_app.queries.snapshot import take_snapshot
from inspect_app.services.writing.transaction import writing
from inspect_app.services.writing.upsert import insert_if_absent


def freeze_month_ends(at: datetime) -> int:
    """Freeze every month-end since the plan's start that is over and not frozen yet; count them."""
    plan, yesterday = plan_in_force(), shanghai_day(at) - timedelta(days=1)
    known = set(db.session.scalars(select(MonthEnd.day).distinct()))
    days = [day for day in ends_until(plan.start, yesterday) if day not in known]
    for day in days:
        _freeze(plan, day, at)
    return len(days)


def ends_until(start: date, last: date) -> Iterator[date]:
    """Yield the last day of each month from a month on, as far as it is not after `last`."""
    first = start
    while True:
        first = (first.replace(day=1) + timedelta(days=32)).replace(day=1)
        if first - timedelta(days=1) > last:
            return
        yield first - timedelta(days=1)


def _freeze(plan: Plan, day: date, at: datetime) -> None:
    take_snapshot()  # a rebuild may swap what is read here, and drop what it replaced
    rows = list(_rows(plan, AsOf(day, day), at))  # read before anybody waits to write
    with writing(at) as w:
        if all(insert_if_absent(w.session, MonthEnd, **row) for row in rows):
            w.audit("figures.freeze", "instance", on=day.isoformat())


def _rows(plan: Plan, as_of: AsOf, at: datetime) -> Iterator[dict[str, Any]]:
    tallies, baselines = tally_spans(as_of), load_baselines()
    for target in plan.targets:
        tally = add_up(tallies.get(target.id, {}).values())
        yield {
            "day": as_of.day,
            "target": target.id,
            "numerator": tally.numerator,
            "denominator": tally.denominator,
            "excluded": tally.excluded,
            "baseline": baseline_on(target, baselines, as_of),
            "lists": hash_lists(target, as_of),
            "frozen_at": at,
        }
