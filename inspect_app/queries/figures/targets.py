"""Reads the plan's figures from what is kept of them."""

from datetime import UTC, datetime

from inspect_app.domain.calendar.visits import shanghai_day
from inspect_app.domain.figures.baselines import baseline_on
from inspect_app.domain.figures.counting import AsOf
from inspect_app.domain.figures.rollup import Figure, count_figure
from inspect_app.domain.figures.targets import Plan, Target
from inspect_app.queries.figures.kept_numbers import KeptNumbers
from inspect_app.queries.figures.scopes import WHOLE, Scope


def as_of_today() -> AsOf:
    """Return today in Shanghai, with everything recorded so far."""
    return AsOf(shanghai_day(datetime.now(UTC)))


def list_figures(
    plan: Plan,
    as_of: AsOf,
    area: str | None = None,
    target: str | None = None,
    scope: Scope = WHOLE,
    numbers: KeptNumbers | None = None,
) -> list[Figure]:
    """List every target's figure in the plan's order, or one; `area` narrows to one area.

    A scope that lacks areas of a kind has no baseline: that belongs to the whole district.
    """
    areas = [row.code for row in plan.areas]
    numbers = numbers or KeptNumbers()
    tallies = numbers.tallies(as_of)
    return [
        count_figure(
            row,
            scope.within(row, tallies.get(row.id, {})),
            areas,
            area,
            baseline=baseline_seen(plan, row, as_of, scope, numbers),
        )
        for row in plan.targets
        if target is None or row.id == target
    ]


def baseline_seen(
    plan: Plan, target: Target, as_of: AsOf, scope: Scope, numbers: KeptNumbers
) -> int:
    """Return the baseline of a target on a day, as far as somebody sees the whole district."""
    whole = scope.is_whole(target.kind, [area.code for area in plan.areas])
    return baseline_on(target, numbers.baselines, as_of) if whole else 0
