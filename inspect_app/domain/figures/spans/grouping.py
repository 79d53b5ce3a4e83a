"""Parts a history into the counted things of a target, each with the facts that move it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TypeVar

from inspect_app.domain.figures.cumulative import device_code
from inspect_app.domain.figures.history import (
    ACCEPTANCE,
    History,
    InspectionRecord,
    PremisesRecord,
)
from inspect_app.domain.figures.spans.units import (
    AcceptanceUnit,
    LiftUnit,
    ShareUnit,
    TitleUnit,
    Unit,
)
from inspect_app.domain.figures.targets import Target

T = TypeVar("T")
ByPremises = Mapping[str, list[InspectionRecord]]


def units_of(target: Target, history: History, start: date) -> Iterator[Unit]:
    """Yield the counted things of a target that a history knows."""
    visits = by_premises(history.inspections)
    premises = [row for row in history.premises if row.kind == target.kind]
    if target.is_designated:
        yield from title_units(target, history, visits, start)
    elif target.is_count:
        yield from lift_units(target, premises, visits, start)
    elif target.metric == "first_pass":
        yield from acceptance_units(target, history, start)
    else:
        for row in premises:
            yield ShareUnit(target, row.id, start, visits.get(row.id, []), [row])


def lift_units(
    target: Target, premises: Iterable[PremisesRecord], visits: ByPremises, start: date
) -> Iterator[Unit]:
    by_code: dict[str, list[PremisesRecord]] = defaultdict(list)
    for row in premises:
        for code in codes_of(row):
            by_code[code].append(row)
    for code, rows in by_code.items():
        yield LiftUnit(target, code, start, _of(visits, [row.id for row in rows]), rows)


def title_units(
    target: Target, history: History, visits: ByPremises, start: date
) -> Iterator[Unit]:
    ours = [row for row in history.designations if row.target == target.id]
    for key, titles in grouped((row.key, row) for row in ours).items():
        places = sorted({row.premises for row in titles if row.premises})
        yield TitleUnit(target, key, start, _of(visits, places), titles=titles)


def acceptance_units(target: Target, history: History, start: date) -> Iterator[Unit]:
    places = {row.id: row for row in history.premises if row.kind == target.kind}
    held = [
        (row.unit_work, row)
        for row in history.inspections
        if row.checklist == ACCEPTANCE and row.unit_work
    ]
    for work, attempts in grouped(held).items():
        sites = {row.premises: places[row.premises] for row in attempts if row.premises in places}
        yield AcceptanceUnit(target, work, start, attempts, list(sites.values()))


def codes_of(lift: PremisesRecord) -> set[str]:
    """Return every device code that a lift ever had."""
    ever = (lift.attrs, *(change.attrs for change in lift.attrs_from))
    return {device_code(lift.id, attrs) for attrs in ever}


def by_premises(inspections: Iterable[InspectionRecord]) -> dict[str, list[InspectionRecord]]:
    """Group inspections by their premises."""
    return grouped((row.premises, row) for row in inspections)


def grouped(pairs: Iterable[tuple[str, T]]) -> dict[str, list[T]]:
    """Group values by their names."""
    found: dict[str, list[T]] = defaultdict(list)
    for name, value in pairs:
        found[name].append(value)
    return found


def _of(visits: ByPremises, places: Iterable[str]) -> list[InspectionRecord]:
    return [row for place in places for row in visits.get(place, ())]
