"""Reads the plan's figures together with those of the end of the month before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from inspect_app.domain.figures.counting import AsOf
from inspect_app.domain.figures.gains import gain, month_end_before, narrow
from inspect_app.domain.figures.targets import Plan, Target
from inspect_app.queries.figures.kept_numbers import KeptNumbers
from inspect_app.queries.figures.progress import Progress, list_progress, progress_of
from inspect_app.queries.figures.scopes import Scope


@dataclass(frozen=True)
class Gains:
    """How far each target has moved `since` a day, and each area of it; None if it is unknown."""

    since: date
    targets: Mapping[str, Fraction | None]
    areas: Mapping[tuple[str, str], Fraction | None]


def list_gains(
    plan: Plan, as_of: AsOf, scope: Scope, rows: Sequence[Progress], numbers: KeptNumbers
) -> Gains:
    """Compare these figures with those of the last day of the month before, target by target."""
    since = month_end_before(as_of.day)
    if since < plan.start:
        return Gains(since, {}, {})
    before = list_progress(plan, replace(as_of, day=since), scope, numbers)
    then = {row.figure.target.id: row.figure for row in before}
    return Gains(
        since,
        {
            row.figure.target.id: gain(row.figure.target, row.figure, then[row.figure.target.id])
            for row in rows
        },
        {
            (row.figure.target.id, now.area): gain(row.figure.target, now, was)
            for row in rows
            for now, was in zip(row.figure.areas, then[row.figure.target.id].areas, strict=True)
        },
    )


def narrow_to_area(plan: Plan, day: date, rows: Sequence[Progress], area: str) -> list[Progress]:
    """Return the same targets' progress in one area alone."""
    return [progress_of(plan, day, narrow(row.figure, area)) for row in rows]


def gain_in(gains: Gains, target: Target, area: str) -> Fraction | None:
    """Return how far a target has moved, in one area if it is given."""
    if area:
        return gains.areas.get((target.id, area))
    return gains.targets.get(target.id)
