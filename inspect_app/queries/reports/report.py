"""Puts a report together: its data, which the same day and knowledge always give, and its names."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from inspect_app.domain.figures.counting import AsOf
from inspect_app.domain.figures.targets import Plan
from inspect_app.domain.reports.departments import count_stands, list_departments
from inspect_app.domain.reports.failures import FailedItems, Repeats
from inspect_app.domain.reports.lifts import LiftVisits, list_bands
from inspect_app.domain.reports.periods import Period
from inspect_app.domain.reports.site_scores import SiteScores
from inspect_app.queries.corrections.figures import count_corrections
from inspect_app.queries.reports.figures import list_first_passes, list_lifts, list_targets
from inspect_app.queries.reports.names import names_of
from inspect_app.queries.reports.visits import stream_visits
from inspect_app.queries.review_batches import count_sampled

FORMAT = "inspect-report/1"


@dataclass(frozen=True)
class Report:
    """A report's data and the names of what it mentions; only the data has a digest."""

    data: dict[str, Any]
    names: dict[str, Any]


def read_report(
    plan: Plan, period: Period, as_of: AsOf, reported: Sequence[Mapping[str, Any]] = ()
) -> Report:
    """Read everything that a report of this period tells, as of a day and as known on another."""
    targets = list_targets(plan, as_of, period.before)
    data = {
        "format": FORMAT,
        "report": {
            "kind": period.kind,
            "period": period.name,
            "first": period.first.isoformat(),
            "last": period.last.isoformat(),
            "before": period.before.isoformat(),
        },
        "plan": {"id": plan.id, "start": plan.start.isoformat(), "end": plan.end.isoformat()},
        "as_of": as_of.day.isoformat(),
        "known_at": as_of.known_at.isoformat() if as_of.known_at else None,
        "scope": {"areas": [area.code for area in plan.areas], "whole": True},
        "stands": count_stands(targets),
        "targets": targets,
        "departments": list_departments(plan, targets),
        "reported": list(reported),
        **_items(plan, period, as_of),
        "first_passes": list_first_passes(plan, as_of, period),
        **_sampled(period, as_of),
    }
    return Report(data, names_of(plan, data))


def _sampled(period: Period, as_of: AsOf) -> dict[str, Any]:
    """Count the visits of the period that were approved by sample; {} where nobody does that."""
    last = min(as_of.day, period.last)
    count = count_sampled(period.first, last, as_of.known_at)
    return {"sampled": count} if count else {}


def _items(plan: Plan, period: Period, as_of: AsOf) -> dict[str, Any]:
    """Read the chapters that come of single visits, in one pass over them."""
    failed, repeats = FailedItems(period.first), Repeats(period.first)
    lifts, sites = LiftVisits(period.first), SiteScores(period.first)
    until = AsOf(min(as_of.day, period.last), as_of.known_at)
    for visit in stream_visits(plan.start, period.first, until):
        for chapter in (failed, repeats, lifts, sites):
            chapter.add(visit)
    return {
        "checklists": failed.list_checklists(),
        "failed_items": failed.list_items(),
        "repeats": {"count": len(repeats.rows), "rows": repeats.list_rows()},
        "corrections": count_corrections(period.first, until, repeats.rows),
        "lifts": list_bands(list_lifts(plan, as_of), as_of.day, lifts),
        "jgj59": sites.as_object(),
    }
