"""Reads the numbers of figures from what is kept: a bounded number of rows for any history."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Select,
    bindparam,
    case,
    func,
    select,
    union_all,
)

from inspect_app.domain.figures.counting import AsOf
from inspect_app.domain.figures.spans.span import EXCLUDED, FOREVER, NUMERATOR, OPEN
from inspect_app.domain.figures.tallies import NOTHING, ByArea, Tally
from inspect_app.extensions import db
from inspect_app.models.figures import FigureDay, FigureMonth, FigureSpan
from inspect_app.queries.figures.generations import read_generation

ONE_DAY = timedelta(days=1)
LAST_DAY = FOREVER - ONE_DAY
NUMBERS = ("numerator", "open", "excluded", "seen", "passed")


def read_tallies(as_of: AsOf, generation: int | None = None) -> dict[str, ByArea]:
    """Return the tally of each area that has one, by target, on a day and as known on a day."""
    if as_of.known_at is not None:
        return tally_spans(as_of)
    given = {"generation": _current(generation), "day": as_of.day}
    return _tallies(_KNOWN_NOW, given | {"first": first_unsummed(as_of.day)})


def _current(generation: int | None) -> int:
    return read_generation().current if generation is None else generation


def tally_spans(as_of: AsOf) -> dict[str, ByArea]:
    """Return the same, counted from the spans: slower, for what was known once."""
    return _tallies(_known_then(as_of))


def _tallies(query: Select[Any], given: Mapping[str, Any] | None = None) -> dict[str, ByArea]:
    found: dict[str, dict[str, Tally]] = defaultdict(dict)
    for target, area, *numbers in db.session.connection().execute(query, given):
        found[target][area] = Tally(*map(int, numbers))
    return dict(found)


def first_unsummed(day: date) -> date:
    """Return the first day that no whole month up to `day` has in its sum."""
    return (min(day, LAST_DAY) + ONE_DAY).replace(day=1)


def _columns(table: type[FigureDay] | type[FigureMonth]) -> list[Any]:
    return [getattr(table, name) for name in NUMBERS]


def _sum_of_changes() -> Select[Any]:
    """Sum the whole months up to a day, and the days of the month it lies in."""
    generation: BindParameter[int] = bindparam("generation")
    first: BindParameter[date] = bindparam("first")
    months = select(FigureMonth.target, FigureMonth.area, *_columns(FigureMonth)).where(
        FigureMonth.generation == generation, FigureMonth.month < first
    )
    days = select(FigureDay.target, FigureDay.area, *_columns(FigureDay)).where(
        FigureDay.generation == generation,
        FigureDay.day >= first,
        FigureDay.day <= bindparam("day"),
    )
    both = union_all(months, days).subquery()
    sums = [func.sum(both.c[name]) for name in NUMBERS]
    return select(both.c.target, both.c.area, *sums).group_by(both.c.target, both.c.area)


_KNOWN_NOW = _sum_of_changes()  # asked by every page with a figure: put together once


_MONTHS = (
    select(FigureMonth.month, FigureMonth.area, *_columns(FigureMonth))
    .where(FigureMonth.generation == bindparam("generation"))
    .where(FigureMonth.target == bindparam("target"))
    .order_by(FigureMonth.month)
)
_DAYS = select(FigureDay.area, *_columns(FigureDay)).where(
    FigureDay.generation == bindparam("generation"),
    FigureDay.target == bindparam("target"),
    FigureDay.day >= bindparam("first"),
    FigureDay.day <= bindparam("last"),
)


def _known_then(as_of: AsOf) -> Select[Any]:
    def how_many(condition: ColumnElement[bool]) -> Any:
        return func.sum(case((condition, 1), else_=0))

    sides = [how_many(FigureSpan.side == side) for side in (NUMERATOR, OPEN, EXCLUDED)]
    numbers = [*sides, how_many(FigureSpan.seen.is_(True)), how_many(FigureSpan.passed.is_(True))]
    query = select(FigureSpan.target, FigureSpan.area, *numbers).where(*holding(as_of))
    return query.group_by(FigureSpan.target, FigureSpan.area)


def holding(as_of: AsOf) -> Iterable[ColumnElement[bool]]:
    """Yield the conditions on spans that hold on a day, as known on a day."""
    day = min(as_of.day, LAST_DAY)
    yield FigureSpan.generation == read_generation().current
    if as_of.known_at is None:
        yield FigureSpan.known_to == FOREVER
    else:
        known_at = min(as_of.known_at, LAST_DAY)
        yield FigureSpan.known_from <= known_at
        yield FigureSpan.known_to > known_at
    yield FigureSpan.day_from <= day
    yield FigureSpan.day_to > day


def read_course(target: str, days: Sequence[date], generation: int | None = None) -> list[ByArea]:
    """Return the tallies of a target by area on each of some ascending days, as known now."""
    given = {"generation": _current(generation), "target": target}
    months = _read_months(given)
    course: list[ByArea] = []
    sums: dict[str, Tally] = {}
    for day in days:
        first = first_unsummed(day)
        while months and months[0][0] < first:
            _add(sums, *months.pop(0)[1:])
        upon = dict(sums)
        for area, tally in _read_days(given, first, day):
            _add(upon, area, tally)
        course.append(upon)
    return course


def _add(sums: dict[str, Tally], area: str, tally: Tally) -> None:
    sums[area] = sums.get(area, NOTHING) + tally


def _read_months(given: dict[str, Any]) -> list[tuple[date, str, Tally]]:
    rows = db.session.connection().execute(_MONTHS, given)
    return [(month, area, Tally(*numbers)) for month, area, *numbers in rows]


def _read_days(given: dict[str, Any], first: date, last: date) -> list[tuple[str, Tally]]:
    if first > last:
        return []
    rows = db.session.connection().execute(_DAYS, given | {"first": first, "last": last})
    return [(area, Tally(*numbers)) for area, *numbers in rows]
