"""Baselines: what a cumulative target had reached before the plan, as it was known on a day."""

from collections.abc import Iterable

from inspect_app.domain.figures.counting import AsOf, in_force
from inspect_app.domain.figures.history import BaselineRecord
from inspect_app.domain.figures.targets import Target


def baseline_on(target: Target, baselines: Iterable[BaselineRecord], as_of: AsOf) -> int:
    """Return the baseline in force on a day; the target's own if none was known by then."""
    change = in_force([row for row in baselines if row.target == target.id], as_of)
    return change.count if change else target.baseline
