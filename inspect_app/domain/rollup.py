"""Rolls reviewed visits up into the plan's figures: the same history gives the same figure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from inspect_app.domain.counting import (
    AsOf,
    CountingVisit,
    add_twelve_months,
    counting_visits,
    is_registered,
    reason_to_exclude,
)
from inspect_app.domain.history import History
from inspect_app.domain.targets import Target


@dataclass(frozen=True)
class Member:
    """One premises on a side of a figure, with the visit that speaks for it and why it is out."""

    id: str
    area: str
    reason: str | None = None
    visit: CountingVisit | None = None


@dataclass(frozen=True)
class Counted:
    """The three sides of one figure, and how many of the denominator were visited and passed."""

    numerator: tuple[Member, ...] = ()
    denominator: tuple[Member, ...] = ()
    excluded: tuple[Member, ...] = ()


@dataclass(frozen=True)
class AreaFigure:
    area: str
    numerator: int
    denominator: int | None
    value: str | None


@dataclass(frozen=True)
class Figure:
    target: Target
    numerator: int
    denominator: int | None
    value: str | None
    met: bool
    inspected: int | None
    passed: int | None
    supported: int | None
    areas: tuple[AreaFigure, ...]


def covers(visit: CountingVisit, as_of: AsOf) -> bool:
    return visit.covered is True and as_of.day <= add_twelve_months(visit.on)


def passes(visit: CountingVisit, as_of: AsOf) -> bool:
    return visit.passed is True


JUDGES = {"coverage": covers, "pass_rate": passes}


def count_target(target: Target, history: History, start: date, as_of: AsOf) -> Counted:
    """Sides in the order of ids. A metric whose facts the history does not hold has none."""
    if target.metric not in JUDGES:
        return Counted()
    judge = JUDGES[target.metric]
    visits = counting_visits(history.inspections, start, as_of)
    members: list[Member] = []
    for premises in sorted(history.premises, key=lambda row: row.id):
        if premises.kind == target.kind and is_registered(premises, as_of):
            rows = visits.get(premises.id)
            reason = reason_to_exclude(premises, target.excludes, as_of)
            latest = rows[-1] if rows else None
            members.append(Member(premises.id, premises.area, reason, latest))
    inside = tuple(member for member in members if member.reason is None)
    return Counted(
        numerator=tuple(m for m in inside if m.visit is not None and judge(m.visit, as_of)),
        denominator=inside,
        excluded=tuple(member for member in members if member.reason is not None),
    )


def floored_percentage(numerator: int, denominator: int) -> str | None:
    """One decimal, never rounded up: 100.0 is said only of all."""
    if denominator == 0:
        return None
    tenths = numerator * 1000 // denominator
    return f"{tenths // 10}.{tenths % 10}"


def is_met(target: Target, numerator: int, denominator: int | None) -> bool:
    """Compared as integers, so that no rounding can help."""
    if denominator is None:
        return numerator >= target.target
    return denominator > 0 and numerator * 100 >= target.target * denominator


def only_area(counted: Counted, area: str) -> Counted:
    def of(members: Iterable[Member]) -> tuple[Member, ...]:
        return tuple(member for member in members if member.area == area)

    return Counted(of(counted.numerator), of(counted.denominator), of(counted.excluded))


def count_figure(
    target: Target, counted: Counted, areas: Iterable[str], only: str | None = None
) -> Figure:
    """`only` narrows the figure to one area; `areas` always lists all of them."""
    narrowed = counted if only is None else only_area(counted, only)
    baseline = target.baseline if only is None else 0
    numerator = len(narrowed.numerator) + baseline
    denominator, value = size_and_value(target, numerator, narrowed)
    shares = target.metric in JUDGES
    visits = [member.visit for member in narrowed.denominator if member.visit is not None]
    return Figure(
        target=target,
        numerator=numerator,
        denominator=denominator,
        value=value,
        met=is_met(target, numerator, denominator),
        inspected=len(visits) if shares else None,
        passed=sum(visit.passed is True for visit in visits) if shares else None,
        supported=supported_keys(target),
        areas=tuple(count_area(target, counted, area) for area in areas),
    )


def count_area(target: Target, counted: Counted, area: str) -> AreaFigure:
    """A baseline belongs to no area."""
    narrowed = only_area(counted, area)
    numerator = len(narrowed.numerator)
    return AreaFigure(area, numerator, *size_and_value(target, numerator, narrowed))


def size_and_value(
    target: Target, numerator: int, counted: Counted
) -> tuple[int | None, str | None]:
    """A cumulative figure has no denominator; its value is the count."""
    if target.metric == "cumulative":
        return None, str(numerator)
    denominator = len(counted.denominator)
    return denominator, floored_percentage(numerator, denominator)


def supported_keys(target: Target) -> int | None:
    """How many designations rest on a passed visit; only designated targets have such a number."""
    return 0 if target.metric == "cumulative" and target.kind != "elevator" else None
