"""Reads the acceptances of a site, unit work by unit work."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Row, Select, select

from inspect_app.extensions import db
from inspect_app.models.acceptances import Acceptance
from inspect_app.models.inspections import Inspection
from inspect_app.models.premises import Premises


@dataclass(frozen=True)
class Attempt:
    """One acceptance and the name of its unit work, or its id if the register lacks it."""

    row: Acceptance
    name: str


def list_attempts(place: Premises) -> Sequence[Attempt]:
    """List the acceptances of a site or of one unit work, oldest first within each work."""
    where = Acceptance.unit_work if place.kind == "unit_work" else Inspection.premises_id
    query = _attempts().where(where == place.id)
    order = (Acceptance.unit_work, Acceptance.held_on, Acceptance.inspection_id)
    return [_attempt(row) for row in db.session.execute(query.order_by(*order))]


def find_attempt(inspection_id: str) -> Attempt | None:
    """Find the acceptance that this inspection is."""
    row = db.session.execute(_attempts().where(Inspection.id == inspection_id)).one_or_none()
    return _attempt(row) if row else None


def works_of(inspections: Iterable[str]) -> dict[str, str]:
    """Return the name of the unit work that each of these inspections accepts, by inspection id."""
    query = _attempts().where(Acceptance.inspection_id.in_(list(inspections)))
    found = map(_attempt, db.session.execute(query))
    return {one.row.inspection_id: one.name for one in found}


def acceptances_of(unit_works: Iterable[str]) -> dict[str, list[Acceptance]]:
    """Return the acceptances of each unit work, oldest first."""
    query = select(Acceptance).where(Acceptance.unit_work.in_(list(unit_works)))
    found: dict[str, list[Acceptance]] = {}
    for row in db.session.scalars(query.order_by(Acceptance.held_on, Acceptance.inspection_id)):
        found.setdefault(row.unit_work, []).append(row)
    return found


def _attempts() -> Select[Acceptance, str]:
    return (
        select(Acceptance, Premises.name)
        .join(Inspection, Inspection.id == Acceptance.inspection_id)
        .outerjoin(Premises, Premises.id == Acceptance.unit_work)
    )


def _attempt(row: Row[Acceptance, str]) -> Attempt:
    return Attempt(row.Acceptance, row.name or row.Acceptance.unit_work)
