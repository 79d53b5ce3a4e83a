"""Reads the plan's figures from what is kept of them."""

from datetime import UTC, datetime

from inspect_app.domain.calendar.visits import shanghai_day
from inspect_app.domain.figures.baselines import baseline_on
from inspect_app.domain.figures.counting import AsOf
from inspect_app.domain.figures.history import BaselineRecord
from inspect_app.domain.figures.rollup import Figure, count_figure
from inspect_app.domain.figures.targets import Plan, Target
from inspect_app.queries.figures.baselines import load_baselines
from inspect_app.queries.figures.scopes import WHOLE, Scope
from inspect_app.queries.figures.tallies import read_tallies


def as_of_today() -> AsOf:
    """Return today in Shanghai, with everything recorded so far."""
    return AsOf(shanghai_day(datetime.now(UTC)))


def list_figures(
    plan: Plan,
    as_of: AsOf,
    area: str | None = None,
    target: str | None = None,
    scope: Scope = WHOLE,
) -> list[Figure]:
    """List every target's figure in the plan's order, or one; `area` narrows to one area.

    A scope that lacks areas of a kind has no baseline: that belongs to the whole district.
    """
    areas = [row.code for row in plan.areas]
    tallies, baselines = read_tallies(as_of), load_baselines()
    return [
        count_figure(
            row,
            scope.within(row, tallies.get(row.id, {})),
            areas,
            area,
            baseline=_baseline_seen(plan, row, baselines, as_of, scope),
        )
        for row in plan.targets
        if target is None or row.id == target
    ]


def baseline_seen(plan: Plan, target: Target, as_of: AsOf, scope: Scope) -> int:
    """Return the baseline of a target on a day, as far as somebody sees the whole district."""
    return _baseline_seen(plan, target, load_baselines(), as_of, scope)


def _baseline_seen(
    plan: Plan, target: Target, baselines: list[BaselineRecord], as_of: AsOf, scope: Scope
) -> int:
    whole = scope.is_whole(target.kind, [area.code for area in plan.areas])
    return baseline_on(target, baselines, as_of) if whole else 0
