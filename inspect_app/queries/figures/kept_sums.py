"""Adds up the kept spans anew: by how much each number changes on a day, by what is known now."""

from collections import Counter, defaultdict
from datetime import date
from typing import Any

from sqlalchemy import Select, case, func, literal, select, union_all

from inspect_app.domain.figures.spans.span import FOREVER
from inspect_app.extensions import db
from inspect_app.models.figures import FigureDay, FigureMonth, FigureSpan

NUMBERS = ("numerator", "open", "excluded", "seen", "passed")
Sums = dict[tuple[str, str, date], Counter[str]]


def add_up_spans(generation: int, target: str) -> Sums:
    """Return the sums of days that follow from the spans of a target."""
    return _sums(target, _changes(generation, target))


def read_days(generation: int, target: str) -> Sums:
    """Return the sums of days that are kept."""
    return _sums(target, _kept(FigureDay, FigureDay.day, generation, target))


def read_months(generation: int, target: str) -> Sums:
    """Return the sums of months that are kept, each by its first day."""
    return _sums(target, _kept(FigureMonth, FigureMonth.month, generation, target))


def by_month(days: Sums) -> Sums:
    """Return sums of days as sums of months, each named by its first day."""
    months: Sums = defaultdict(Counter)
    for (target, area, day), changed in days.items():
        months[target, area, day.replace(day=1)].update(changed)
    return months


def _sums(target: str, query: Select[Any]) -> Sums:
    days: Sums = {}
    for area, day, *numbers in db.session.execute(query):
        days[target, area, day] = Counter(dict(zip(NUMBERS, map(int, numbers), strict=True)))
    return days


def _kept(table: type[FigureDay | FigureMonth], day: Any, generation: int, target: str) -> Any:
    numbers = [getattr(table, name) for name in NUMBERS]
    query = select(table.area, day, *numbers)
    return query.where(table.generation == generation, table.target == target)


def _changes(generation: int, target: str) -> Select[Any]:
    """Sum by area and day what begins on it less what ends on it."""
    now = (
        FigureSpan.generation == generation,
        FigureSpan.target == target,
        FigureSpan.known_to == FOREVER,
    )
    state = (FigureSpan.area, FigureSpan.side, FigureSpan.seen, FigureSpan.passed)
    begins = select(*state, FigureSpan.day_from.label("day"), literal(1).label("sign"))
    ends = select(*state, FigureSpan.day_to, literal(-1)).where(FigureSpan.day_to != FOREVER)
    both = union_all(begins.where(*now), ends.where(*now)).subquery().c
    within = {
        "seen": both.seen,
        "passed": both.passed,
        **{side: both.side == side for side in NUMBERS[:3]},
    }
    sums = [func.sum(case((within[name], both.sign), else_=0)) for name in NUMBERS]
    return select(both.area, both.day, *sums).group_by(both.area, both.day)
