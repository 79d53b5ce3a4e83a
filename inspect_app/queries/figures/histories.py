"""Loads the history that figures are counted from: inspections, decisions, titles."""

from collections.abc import Collection
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, select

from inspect_app.domain.figures.history import (
    Decision,
    DesignationRecord,
    History,
    InspectionRecord,
    RevisionRecord,
)
from inspect_app.extensions import db
from inspect_app.models.acceptances import Acceptance
from inspect_app.models.designations import Designation
from inspect_app.models.imported import ImportedInspection
from inspect_app.models.inspections import Inspection, Revision
from inspect_app.models.reviews import Review
from inspect_app.queries.figures.baselines import load_baselines
from inspect_app.queries.figures.register import load_premises

Rows = Select[*tuple[Any, ...]]


def _statement(*of_premises: ColumnElement[bool]) -> Rows:
    """Return one row for each decision, or for each revision without any, in order."""
    same = (Review.inspection_id == Revision.inspection_id) & (Review.rev == Revision.rev)
    return (
        select(
            Inspection.id,
            Inspection.premises_id,
            Inspection.visited_on,
            Inspection.checklist,
            Acceptance.unit_work,
            Acceptance.reopened_at,
            Revision.rev,
            Revision.received_at,
            Revision.complete,
            Revision.covered,
            Revision.passed,
            Revision.result,
            Review.decided_at,
            Review.action,
        )
        .join(Revision, Revision.inspection_id == Inspection.id)
        .outerjoin(Review, same)
        .outerjoin(Acceptance, Acceptance.inspection_id == Inspection.id)
        .where(*of_premises)
        .order_by(Inspection.id, Revision.rev, Review.decided_at, Review.id)
    )


# Put together once, since every decision asks them.
_BY_INSPECTION, _BY_REVISION = attrgetter("id"), attrgetter("rev")
_OF_ALL = _statement()
_OF_ONE = _statement(Inspection.premises_id == bindparam("premises"))
_IMPORTED = select(
    ImportedInspection.id,
    ImportedInspection.premises_id,
    ImportedInspection.visited_on,
    ImportedInspection.revisions,
    ImportedInspection.checklist,
    ImportedInspection.unit_work,
    ImportedInspection.reopened_at,
)
_OF_SOME = _statement(Inspection.premises_id.in_(bindparam("premises", expanding=True)))


def load_history() -> History:
    """Load the whole history."""
    return History(
        premises=tuple(load_premises()),
        inspections=(*load_inspections(), *load_imported()),
        designations=tuple(load_designations()),
        baselines=tuple(load_baselines()),
    )


def load_inspections(of: Collection[str] | None = None) -> list[InspectionRecord]:
    """Load the inspections made here with their revisions, of some premises or of all."""
    ask, given = _asked(of)
    rows = db.session.connection().execute(ask, given)
    return [_inspection(list(some)) for _, some in groupby(rows, _BY_INSPECTION)]


def _asked(of: Collection[str] | None) -> tuple[Rows, dict[str, Any]]:
    if of is None:
        return _OF_ALL, {}
    ids = list(of)
    return (_OF_ONE, {"premises": ids[0]}) if len(ids) == 1 else (_OF_SOME, {"premises": ids})


def _inspection(rows: list[Any]) -> InspectionRecord:
    id, premises, on, checklist, unit_work, reopened_at, *_ = rows[0]
    revisions = tuple(_revision(list(some)) for _, some in groupby(rows, _BY_REVISION))
    return InspectionRecord(id, premises, on, revisions, checklist, unit_work, reopened_at)


def _revision(rows: list[Any]) -> RevisionRecord:
    *_, rev, received_at, complete, covered, passed, outcome, _at, _action = rows[0]
    reviews = tuple(Decision(at, action) for *_, at, action in rows if action)
    return RevisionRecord(rev, received_at, complete, covered, passed, reviews, outcome)


def load_imported(of: Collection[str] | None = None) -> list[InspectionRecord]:
    """Load the inspections of an imported history, of some premises or of all."""
    query = _IMPORTED
    if of is not None:
        query = query.where(ImportedInspection.premises_id.in_(of))
    return [
        InspectionRecord(
            id=row.id,
            premises=row.premises_id,
            on=row.visited_on,
            revisions=tuple(past_revision(one) for one in row.revisions),
            checklist=row.checklist,
            unit_work=row.unit_work,
            reopened_at=row.reopened_at,
        )
        for row in db.session.connection().execute(query)
    ]


def past_revision(row: dict[str, Any]) -> RevisionRecord:
    return RevisionRecord(
        rev=row["rev"],
        received_at=datetime.fromisoformat(row["received_at"]),
        complete=row["complete"],
        covered=row["covered"],
        passed=row["passed"],
        reviews=tuple(
            Decision(datetime.fromisoformat(one["at"]), one["action"]) for one in row["reviews"]
        ),
        outcome=row["outcome"],
    )


def load_designations(
    target: str | None = None, keys: Collection[str] | None = None
) -> list[DesignationRecord]:
    """Load confirmed designations; one without a second person's consent counts nowhere."""
    query = select(Designation).order_by(Designation.named_on, Designation.id)
    if target is not None:
        query = query.filter_by(target=target)
    if keys is not None:
        query = query.where(Designation.key.in_(keys))
    return [
        DesignationRecord(
            target=row.target,
            key=row.key,
            area=row.area,
            named_on=row.named_on,
            recorded_at=row.recorded_at,
            premises=row.premises_id,
            revoked_on=row.revoked_on,
            revocation_recorded_at=row.revocation_recorded_at,
        )
        for row in db.session.scalars(query)
        if row.recorded_at is not None
    ]
