"""Rolls reviewed visits up into the plan's figures: the same history gives the same figures."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from inspect_app.domain.figures.acceptances import count_first_passes
from inspect_app.domain.figures.counting import AsOf, Visits, counting_visits
from inspect_app.domain.figures.cumulative import count_designations, count_lifts
from inspect_app.domain.figures.history import History
from inspect_app.domain.figures.shares import count_share
from inspect_app.domain.figures.sides import Counted, Member
from inspect_app.domain.figures.tallies import NOTHING, ByArea, Tally, add_up
from inspect_app.domain.figures.targets import Target

__all__ = [
    "Counted",
    "Member",
    "count_figure",
    "count_target",
    "count_targets",
]


@dataclass(frozen=True)
class AreaFigure:
    area: str
    numerator: int
    denominator: int | None
    value: str | None


@dataclass(frozen=True)
class Figure:
    """The figure of a target, which has the baseline that was counted."""

    target: Target
    numerator: int
    denominator: int | None
    value: str | None
    met: bool
    inspected: int | None
    passed: int | None
    supported: int | None
    areas: tuple[AreaFigure, ...]


def count_targets(
    targets: Iterable[Target], history: History, start: date, as_of: AsOf
) -> list[Counted]:
    """Count several targets, finding the counting visits once for all of them."""
    visits = counting_visits(history.inspections, start, as_of)
    return [count_with(visits, target, history, start, as_of) for target in targets]


def count_target(target: Target, history: History, start: date, as_of: AsOf) -> Counted:
    """Count one target: its numerator, denominator and excluded."""
    return count_targets([target], history, start, as_of)[0]


def count_with(
    visits: Visits, target: Target, history: History, start: date, as_of: AsOf
) -> Counted:
    """Count a target by the method of its metric."""
    match target.metric:
        case "coverage" | "pass_rate":
            return count_share(target, history, visits, as_of)
        case "first_pass":
            return count_first_passes(target, history, as_of, start)
        case "cumulative" if target.is_designated:
            return count_designations(target, history, visits, as_of, start)
        case "cumulative":
            return count_lifts(target, history, visits, as_of)
    raise LookupError(f"nothing counts {target.metric}")


def floored_percentage(numerator: int, denominator: int) -> str | None:
    """Return a percentage with one decimal, rounded down: 100.0 means all."""
    if denominator == 0:
        return None
    tenths = numerator * 1000 // denominator
    return f"{tenths // 10}.{tenths % 10}"


def is_met(target: Target, numerator: int, denominator: int | None) -> bool:
    """Whether a target is met, compared as integers, so that no rounding can help."""
    if denominator is None:
        return numerator >= target.target
    return denominator > 0 and numerator * 100 >= target.target * denominator


def count_figure(
    target: Target,
    by_area: ByArea,
    areas: Iterable[str],
    only: str | None = None,
    *,
    baseline: int,
) -> Figure:
    """Return a target's figure from its tallies; `only` narrows it to one area, `areas` lists all.

    The baseline belongs to the whole district, so that of one area leaves it out.
    """
    tally = add_up(by_area.values()) if only is None else by_area.get(only, NOTHING)
    numerator = tally.numerator + (baseline if only is None else 0)
    denominator, value = size_and_value(target, numerator, tally)
    return Figure(
        target=replace(target, baseline=baseline),
        numerator=numerator,
        denominator=denominator,
        value=value,
        met=is_met(target, numerator, denominator),
        inspected=tally.seen if target.is_share else None,
        passed=tally.passed if target.is_share else None,
        supported=tally.seen if target.is_designated else None,
        areas=tuple(count_area(target, by_area.get(area, NOTHING), area) for area in areas),
    )


def count_area(target: Target, tally: Tally, area: str) -> AreaFigure:
    """Return a target's figure for one area, to which no baseline belongs."""
    return AreaFigure(area, tally.numerator, *size_and_value(target, tally.numerator, tally))


def size_and_value(target: Target, numerator: int, tally: Tally) -> tuple[int | None, str | None]:
    """Return denominator and value; a cumulative figure has only its count."""
    if target.is_count:
        return None, str(numerator)
    return tally.denominator, floored_percentage(numerator, tally.denominator)
