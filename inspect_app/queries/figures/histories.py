"""Loads the history that figures are counted from: register, inspections, decisions, titles."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime
from itertools import groupby
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, bindparam, select

from inspect_app.domain.figures.attributes import counted_attrs
from inspect_app.domain.figures.history import (
    AreaChange,
    AttrsChange,
    Decision,
    DesignationRecord,
    History,
    InspectionRecord,
    PremisesRecord,
    RevisionRecord,
    StatusChange,
)
from inspect_app.extensions import db
from inspect_app.models.acceptances import Acceptance
from inspect_app.models.designations import Designation
from inspect_app.models.imported import ImportedInspection
from inspect_app.models.inspections import Inspection, Revision
from inspect_app.models.premises import Premises, PremisesArea, PremisesAttrs, PremisesStatus
from inspect_app.models.reviews import Review
from inspect_app.queries.figures.baselines import load_baselines

Rows = Select[*tuple[Any, ...]]
Change = TypeVar("Change", AttrsChange, AreaChange)


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
_OF_ALL = _statement()
_OF_ONE = _statement(Inspection.premises_id == bindparam("premises"))
_OF_SOME = _statement(Inspection.premises_id.in_(bindparam("premises", expanding=True)))


def load_history() -> History:
    """Load the whole history."""
    return History(
        premises=tuple(load_premises()),
        inspections=(*load_inspections(), *load_imported()),
        designations=tuple(load_designations()),
        baselines=tuple(load_baselines()),
    )


def load_premises(ids: Collection[str] | None = None) -> list[PremisesRecord]:
    """Load some premises or all; dated facts only where more than the first are known."""
    statuses, attrs, areas = load_statuses(ids), load_attrs(ids), load_areas(ids)
    query = select(
        Premises.id,
        Premises.kind,
        Premises.area,
        Premises.attrs,
        Premises.registered_on,
        Premises.recorded_at,
    )
    query = _among(query, Premises.id, ids)
    return [
        PremisesRecord(
            id=row.id,
            kind=row.kind,
            area=row.area,
            registered_on=row.registered_on,
            recorded_at=row.recorded_at,
            attrs=row.attrs,
            statuses=tuple(statuses[row.id]),
            attrs_from=_beyond_first(row, attrs[row.id], counted_attrs(row.attrs)),
            area_from=_beyond_first(row, areas[row.id], row.area),
        )
        for row in db.session.execute(query)
    ]


def _among(query: Rows, column: Any, ids: Collection[str] | None) -> Rows:
    return query if ids is None else query.where(column.in_(ids))


def _beyond_first(row: Any, changes: list[Change], first: object) -> tuple[Change, ...]:
    """Return the changes, or nothing if all they say is what the register itself does."""
    as_registered = [(row.registered_on, first, row.recorded_at)]
    return () if [_parts(change) for change in changes] == as_registered else tuple(changes)


def _parts(change: AttrsChange | AreaChange) -> tuple[object, ...]:
    value = change.attrs if isinstance(change, AttrsChange) else change.area
    return change.from_on, value, change.recorded_at


def load_attrs(ids: Collection[str] | None = None) -> dict[str, list[AttrsChange]]:
    query = select(
        PremisesAttrs.premises_id,
        PremisesAttrs.from_on,
        PremisesAttrs.attrs,
        PremisesAttrs.recorded_at,
    ).order_by(PremisesAttrs.id)
    query = _among(query.where(PremisesAttrs.from_on.is_not(None)), PremisesAttrs.premises_id, ids)
    found = defaultdict(list)
    for row in db.session.execute(query):
        found[row.premises_id].append(AttrsChange(row.from_on, row.attrs, row.recorded_at))
    return found


def load_areas(ids: Collection[str] | None = None) -> dict[str, list[AreaChange]]:
    query = select(
        PremisesArea.premises_id,
        PremisesArea.from_on,
        PremisesArea.area,
        PremisesArea.recorded_at,
    ).order_by(PremisesArea.id)
    query = _among(query, PremisesArea.premises_id, ids)
    found = defaultdict(list)
    for row in db.session.execute(query):
        found[row.premises_id].append(AreaChange(row.from_on, row.area, row.recorded_at))
    return found


def load_statuses(ids: Collection[str] | None = None) -> dict[str, list[StatusChange]]:
    query = select(
        PremisesStatus.premises_id,
        PremisesStatus.from_on,
        PremisesStatus.status,
        PremisesStatus.recorded_at,
        PremisesStatus.reason,
    ).order_by(PremisesStatus.id)
    query = _among(query, PremisesStatus.premises_id, ids)
    statuses = defaultdict(list)
    for row in db.session.execute(query):
        statuses[row.premises_id].append(
            StatusChange(row.from_on, row.status, row.recorded_at, row.reason)
        )
    return statuses


def load_inspections(of: Collection[str] | None = None) -> list[InspectionRecord]:
    """Load the inspections made here with their revisions, of some premises or of all."""
    ask, given = _asked(of)
    rows = db.session.connection().execute(ask, given)
    return [_inspection(list(some)) for _, some in groupby(rows, lambda row: row.id)]


def _asked(of: Collection[str] | None) -> tuple[Rows, dict[str, Any]]:
    if of is None:
        return _OF_ALL, {}
    ids = list(of)
    return (_OF_ONE, {"premises": ids[0]}) if len(ids) == 1 else (_OF_SOME, {"premises": ids})


def _inspection(rows: list[Any]) -> InspectionRecord:
    first = rows[0]
    return InspectionRecord(
        id=first.id,
        premises=first.premises_id,
        on=first.visited_on,
        revisions=tuple(_revision(list(some)) for _, some in groupby(rows, lambda row: row.rev)),
        checklist=first.checklist,
        unit_work=first.unit_work,
        reopened_at=first.reopened_at,
    )


def _revision(rows: list[Any]) -> RevisionRecord:
    first = rows[0]
    return RevisionRecord(
        rev=first.rev,
        received_at=first.received_at,
        complete=first.complete,
        covered=first.covered,
        passed=first.passed,
        reviews=tuple(Decision(row.decided_at, row.action) for row in rows if row.action),
        outcome=first.result,
    )


def load_imported(of: Collection[str] | None = None) -> list[InspectionRecord]:
    """Load the inspections of an imported history, of some premises or of all."""
    query = select(ImportedInspection)
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
        for row in db.session.scalars(query)
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
