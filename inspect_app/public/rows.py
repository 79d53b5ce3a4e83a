"""What is published for programs: the columns of results, and the plan's targets. Codes and words.

Columns are only ever added: `docs/open-data.md` describes each.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from inspect_app.domain.calendar.visits import shanghai_day
from inspect_app.domain.figures.rollup import AreaFigure
from inspect_app.domain.figures.targets import Plan
from inspect_app.domain.vocabulary import KINDS, RESULTS, RESULTS_OF_KIND
from inspect_app.plans.load import current_plan
from inspect_app.queries.figures.progress import Progress
from inspect_app.queries.published import list_newest_published
from inspect_app.queries.reported import ReportedRow
from inspect_app.web.words import passed_of

COLUMNS = (
    *("code", "name", "kind", "kind_zh", "area", "area_zh", "address", "status"),
    *("checklist", "visited_on", "published_on", "result", "result_zh", "passed"),
    *("bright_kitchen", "sampled"),
)


def list_results(until: date) -> Iterator[dict[str, Any]]:
    """Yield the newest reviewed result of each premises that the public page shows."""
    areas = {area.code: area.zh for area in current_plan().areas}
    for row in list_newest_published(until):
        result = row.result
        words = RESULTS_OF_KIND.get((row.kind, result), RESULTS.get(result)) if result else None
        values = (
            *(row.code, row.name, row.kind, KINDS[row.kind].zh),
            *(row.area, areas.get(row.area), row.address, row.status, row.checklist),
            row.visited_on.isoformat(),
            shanghai_day(row.decided_at).isoformat() if row.decided_at else None,
            *(result, words.zh if words else None, passed_of(row), row.covered, row.sampled),
        )
        yield dict(zip(COLUMNS, values, strict=True))


def target_object(plan: Plan, row: Progress) -> Mapping[str, Any]:
    """Return a target with the figures that the page of the plan shows."""
    figure = row.figure
    target = figure.target
    names = {area.code: area for area in plan.areas}
    return {
        "id": target.id,
        "zh": target.zh,
        "en": target.en,
        "kind": target.kind,
        "metric": target.metric,
        "aim": target.aim,
        "goal": target.target,
        "unit": target.unit,
        "numerator": figure.numerator,
        "denominator": figure.denominator,
        "value": _number(figure.value),
        "baseline": target.baseline if target.is_count else None,
        "supported": figure.supported,
        "pace": row.pace,
        "gap": _number(row.gap.replace(",", "") or None),
        "reported": False,
        "areas": [_area_object(one, names[one.area].zh) for one in figure.areas],
    }


def reported_object(row: ReportedRow) -> Mapping[str, Any]:
    """Return a goal that nobody inspects, with the value that a department reported, if any."""
    return {
        "id": row.target.id,
        "zh": row.target.zh,
        "en": row.target.en,
        "form": row.target.form,
        "goal_zh": row.goal_zh,
        "goal_en": row.goal_en,
        "value_zh": row.value_zh,
        "value_en": row.value_en,
        "period": row.period,
        "dated_on": row.dated_on.isoformat() if row.dated_on else None,
        "source": row.source,
        "met": row.met,
        "reported": True,
    }


def _area_object(one: AreaFigure, name: str) -> Mapping[str, Any]:
    return {
        "area": one.area,
        "area_zh": name,
        "numerator": one.numerator,
        "denominator": one.denominator,
        "value": _number(one.value),
    }


def _number(value: str | None) -> float | None:
    return None if value is None else float(value)
