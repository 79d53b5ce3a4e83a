"""Finds the counted things that a premises has a part in: itself, its lifts, titles, unit works."""

from collections.abc import Collection, Iterator

from sqlalchemy import Executable, select

from inspect_app.domain.figures.targets import Target
from inspect_app.extensions import db
from inspect_app.models.acceptances import Acceptance
from inspect_app.models.designations import Designation
from inspect_app.models.figures import FigureSpan
from inspect_app.models.imported import ImportedInspection
from inspect_app.models.inspections import Inspection
from inspect_app.models.premises import Premises, PremisesAttrs
from inspect_app.plans.load import current_plan
from inspect_app.queries.figures.generations import read_generation

Thing = tuple[str, str]  # a target's id, and the key of what it counts


def things_of_premises(ids: Collection[str]) -> set[Thing]:
    """Return what these premises have a part in, and what they had one in when last counted."""
    return {*_stored(ids), *_shares(ids), *_lifts(ids), *_titles(ids), *_works(ids)}


def list_things(target: Target) -> list[str]:
    """List the keys of everything that a target may count, in ascending order."""
    query: Executable
    if target.is_designated:
        query = select(Designation.key).filter_by(target=target.id).distinct()
    elif target.counts_lifts:
        given = PremisesAttrs.device_key.is_not(None)
        query = select(PremisesAttrs.device_key).where(given).distinct()
    elif target.metric == "first_pass":
        past = select(ImportedInspection.unit_work).where(ImportedInspection.unit_work.is_not(None))
        query = select(Acceptance.unit_work).union(past)
    else:
        query = select(Premises.id).filter_by(kind=target.kind)
    return sorted(map(str, db.session.execute(query).scalars()))


def _stored(ids: Collection[str]) -> Iterator[Thing]:
    # Not DISTINCT: SQLite would read a whole generation in the order of its keys.
    query = select(FigureSpan.target, FigureSpan.key)
    query = query.filter_by(generation=read_generation().current)
    for row in db.session.execute(query.where(FigureSpan.premises_id.in_(ids))):
        yield row.target, row.key


def _shares(ids: Collection[str]) -> Iterator[Thing]:
    targets = {one.kind: one.id for one in current_plan().targets if one.is_share}
    query = select(Premises.id, Premises.kind).where(Premises.id.in_(ids))
    for row in db.session.execute(query.where(Premises.kind.in_(targets))):
        yield targets[row.kind], row.id


def _lifts(ids: Collection[str]) -> Iterator[Thing]:
    query = select(PremisesAttrs.device_key).distinct()
    query = query.where(PremisesAttrs.premises_id.in_(ids), PremisesAttrs.device_key.is_not(None))
    codes = set(db.session.scalars(query))
    for target in current_plan().targets:
        if target.counts_lifts:
            yield from ((target.id, str(code)) for code in codes)


def _titles(ids: Collection[str]) -> Iterator[Thing]:
    query = select(Designation.target, Designation.key).where(Designation.premises_id.in_(ids))
    for row in db.session.execute(query):
        yield row.target, row.key


def _works(ids: Collection[str]) -> Iterator[Thing]:
    held = select(Acceptance.unit_work).join(Inspection).where(Inspection.premises_id.in_(ids))
    past = select(ImportedInspection.unit_work).where(
        ImportedInspection.premises_id.in_(ids), ImportedInspection.unit_work.is_not(None)
    )
    works = {*db.session.scalars(held), *db.session.scalars(past)}
    for target in current_plan().targets:
        if target.metric == "first_pass":
            yield from ((target.id, str(work)) for work in works)
