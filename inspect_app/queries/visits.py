"""Reads the inspections of one premises by pages, each with its newest revision alone."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import contains_eager

from inspect_app.extensions import db
from inspect_app.models.acceptances import Acceptance
from inspect_app.models.inspections import Inspection, Revision
from inspect_app.models.premises import Premises

Rows = Select[*tuple[Any, ...]]


def list_newest_revisions(place: Premises, *, limit: int, offset: int) -> Sequence[Revision]:
    """List the newest revision of each visit (of a unit work: acceptance), the latest first."""
    order = (Inspection.visited_on.desc(), Inspection.received_at.desc(), Inspection.id)
    query = select(Revision).join(Inspection).where(Revision.rev == Inspection.head_rev)
    loaded = _of_place(query, place).options(contains_eager(Revision.inspection))
    return db.session.scalars(loaded.order_by(*order).limit(limit).offset(offset)).all()


def count_visits(place: Premises) -> int:
    """Count what `list_newest_revisions` lists."""
    query = select(func.count()).select_from(Revision).join(Inspection)
    query = query.where(Revision.rev == Inspection.head_rev)
    return db.session.scalar(_of_place(query, place)) or 0


def _of_place(query: Rows, place: Premises) -> Rows:
    if place.kind == "unit_work":
        held = Acceptance.inspection_id == Inspection.id
        return query.join(Acceptance, held).where(Acceptance.unit_work == place.id)
    return query.where(Inspection.premises_id == place.id)
