"""Reads the plan's figures: loads the history, which the domain counts."""

from datetime import UTC, datetime

from inspect_app.domain.calendar.visits import shanghai_day
from inspect_app.domain.figures.baselines import baseline_on
from inspect_app.domain.figures.counting import AsOf
from inspect_app.domain.figures.rollup import (
    Counted,
    Figure,
    count_figure,
    count_target,
    count_targets,
)
from inspect_app.domain.figures.targets import Plan, Target
from inspect_app.queries.figures.histories import load_history


def as_of_today() -> AsOf:
    """Return today in Shanghai, with everything recorded so far."""
    return AsOf(shanghai_day(datetime.now(UTC)))


def list_figures(
    plan: Plan, as_of: AsOf, area: str | None = None, target: str | None = None
) -> list[Figure]:
    """List every target's figure in the plan's order, or one; `area` narrows to one area."""
    areas = [row.code for row in plan.areas]
    chosen = [row for row in plan.targets if target is None or row.id == target]
    history = load_history()
    counts = count_targets(chosen, history, plan.start, as_of)
    return [
        count_figure(row, counted, areas, area, baseline=baseline_on(row, history.baselines, as_of))
        for row, counted in zip(chosen, counts, strict=True)
    ]


def count_sides(plan: Plan, target: Target, as_of: AsOf) -> Counted:
    """Count one target: its numerator, denominator and excluded, each with its visit."""
    return count_target(target, load_history(target.kind), plan.start, as_of)
