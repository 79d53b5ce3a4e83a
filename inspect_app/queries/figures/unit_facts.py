"""Loads counted things with all facts that move them, and nothing else."""

from collections.abc import Collection, Iterable

from sqlalchemy import select

from inspect_app.domain.figures.history import (
    DesignationRecord,
    History,
    InspectionRecord,
    PremisesRecord,
)
from inspect_app.domain.figures.spans.grouping import units_of
from inspect_app.domain.figures.spans.units import Unit
from inspect_app.domain.figures.targets import Plan, Target
from inspect_app.extensions import db
from inspect_app.models.acceptances import Acceptance
from inspect_app.models.imported import ImportedInspection
from inspect_app.models.inspections import Inspection
from inspect_app.models.premises import PremisesAttrs
from inspect_app.queries.figures.histories import (
    load_designations,
    load_imported,
    load_inspections,
)
from inspect_app.queries.figures.register import load_premises
from inspect_app.queries.figures.things import Thing


def load_units(plan: Plan, things: Collection[Thing]) -> list[Unit]:
    """Load counted things of a plan's targets; one that no fact tells of any more is left out."""
    units: list[Unit] = []
    for target in plan.targets:
        keys = {key for id, key in things if id == target.id}
        if keys:
            history = load_facts(target, keys)
            units += [one for one in units_of(target, history, plan.start) if one.key in keys]
    return units


def load_facts(target: Target, keys: Collection[str]) -> History:
    """Load what these things of a target are counted from."""
    if target.is_designated:
        titles = load_designations(target.id, keys)
        places = {row.premises for row in titles if row.premises}
        return _history((), _visits_of(places), titles)
    if target.metric == "first_pass":
        held = _acceptances_of(keys)
        return _history(load_premises({row.premises for row in held}), held)
    ids = _lifts_of(keys) if target.counts_lifts else keys
    return _history(load_premises(ids), _visits_of(ids))


def _history(
    premises: Iterable[PremisesRecord],
    inspections: Iterable[InspectionRecord],
    titles: Iterable[DesignationRecord] = (),
) -> History:
    return History(tuple(premises), tuple(inspections), tuple(titles))


def _visits_of(premises: Collection[str]) -> list[InspectionRecord]:
    if not premises:
        return []
    return [*load_inspections(premises), *load_imported(premises)]


def _lifts_of(codes: Collection[str]) -> set[str]:
    query = select(PremisesAttrs.premises_id).where(PremisesAttrs.device_key.in_(codes))
    return set(db.session.scalars(query))


def _acceptances_of(works: Collection[str]) -> list[InspectionRecord]:
    """Load every acceptance of these unit works, wherever it was held."""
    held = select(Inspection.premises_id).join(Acceptance).where(Acceptance.unit_work.in_(works))
    past = select(ImportedInspection.premises_id).where(ImportedInspection.unit_work.in_(works))
    places = {*db.session.scalars(held), *db.session.scalars(past)}
    return [row for row in _visits_of(places) if row.unit_work in works]
