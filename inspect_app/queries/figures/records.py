"""Reads records as rows of the neutral history format, for the second count alone.

It takes the unit work of an acceptance from the sealed body: a mistake in loading cannot hide in
both counts.
"""

import json
from collections import defaultdict
from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from sqlalchemy import case, select

from inspect_app.domain.figures.history import ACCEPTANCE
from inspect_app.domain.figures.targets import Target
from inspect_app.extensions import db
from inspect_app.models.acceptances import Acceptance
from inspect_app.models.designations import Designation
from inspect_app.models.imported import BaselineChange, ImportedInspection
from inspect_app.models.inspections import Inspection, Revision
from inspect_app.models.premises import Premises, PremisesArea, PremisesAttrs, PremisesStatus
from inspect_app.models.reviews import Review

Row = dict[str, Any]
Ids = Collection[str]


def read_records(target: Target, keys: Ids) -> Row:
    """Read everything that some counted things of a target depend on."""
    titles: list[Row] = []
    if target.is_designated:
        titles = read_designations(target, keys)
        places = {row["premises"] for row in titles if row["premises"]}
    elif target.counts_lifts:
        query = select(PremisesAttrs.premises_id).where(PremisesAttrs.device_key.in_(keys))
        places = set(db.session.scalars(query))
    elif target.metric == "first_pass":
        query = select(Premises.id).filter_by(kind=target.kind)
        places = set(db.session.scalars(query))
    else:
        places = set(keys)
    return {
        "premises": read_premises(places),
        "inspections": [*read_own(places), *read_past(places)],
        "designations": titles,
    }


def iso(moment: datetime | date | None) -> str | None:
    return moment.isoformat() if moment else None


def read_premises(ids: Ids) -> list[Row]:
    statuses = defaultdict(list)
    changes = select(PremisesStatus).where(PremisesStatus.premises_id.in_(ids))
    for change in db.session.scalars(changes.order_by(PremisesStatus.id)):
        statuses[change.premises_id].append(
            {
                "from": iso(change.from_on),
                "status": change.status,
                "recorded_at": iso(change.recorded_at),
            }
        )
    attrs = read_dated(PremisesAttrs, "attrs", ids)
    areas = read_dated(PremisesArea, "area", ids)
    columns = (Premises.id, Premises.kind, Premises.area, Premises.attrs)
    query = select(*columns, Premises.registered_on, Premises.recorded_at)
    return [
        {
            "id": row.id,
            "kind": row.kind,
            "area": row.area,
            "attrs": row.attrs,
            "registered_on": iso(row.registered_on),
            "recorded_at": iso(row.recorded_at),
            "status": statuses[row.id],
            "attrs_from": attrs[row.id],
            "area_from": areas[row.id],
        }
        for row in db.session.execute(query.where(Premises.id.in_(ids)))
    ]


def read_dated(table: Any, name: str, ids: Ids) -> dict[str, list[Row]]:
    """Read a table of dated facts by premises, in the order in which they were recorded."""
    found = defaultdict(list)
    query = select(table).where(table.premises_id.in_(ids), table.from_on.is_not(None))
    query = query.order_by(table.id)
    for row in db.session.scalars(query):
        found[row.premises_id].append(
            {
                "from": iso(row.from_on),
                name: getattr(row, name),
                "recorded_at": iso(row.recorded_at),
            }
        )
    return found


def read_baselines() -> list[Row]:
    return [
        {
            "target": row.target,
            "from": iso(row.from_on),
            "n": row.count,
            "recorded_at": iso(row.recorded_at),
        }
        for row in db.session.scalars(select(BaselineChange).order_by(BaselineChange.id))
    ]


def read_own(ids: Ids) -> list[Row]:
    """Read this instance's inspections, folded from one pass over revisions and reviews."""
    rows: dict[str, Row] = {}
    for one in db.session.execute(revisions_with_reviews(ids)):
        row = rows.get(one.id) or rows.setdefault(one.id, own_row(one))
        if not row["revisions"] or row["revisions"][-1]["rev"] != one.rev:
            row["revisions"].append(own_revision(one))
        if one.checklist == ACCEPTANCE:
            row["unit_work"] = unit_work_of(one.acceptance_body)
        if one.action is not None:
            step = {"at": iso(one.decided_at), "action": one.action}
            row["revisions"][-1]["reviews"].append(step)
    return list(rows.values())


def revisions_with_reviews(ids: Ids) -> Any:
    same = (Review.inspection_id == Revision.inspection_id) & (Review.rev == Revision.rev)
    head = (Inspection.id, Inspection.premises_id, Inspection.checklist, Inspection.visited_on)
    judged = (Revision.complete, Revision.covered, Revision.passed, Revision.result)
    # Bodies are large, and only those of acceptances are looked into.
    body = case((Inspection.checklist == ACCEPTANCE, Revision.body)).label("acceptance_body")
    return (
        select(
            *head,
            *(Revision.rev, Revision.received_at, *judged, body),
            *(Review.decided_at, Review.action, Acceptance.reopened_at),
        )
        .join(Revision, Revision.inspection_id == Inspection.id)
        .outerjoin(Review, same)
        .outerjoin(Acceptance, Acceptance.inspection_id == Inspection.id)
        .where(Inspection.premises_id.in_(ids))
        .order_by(Inspection.id, Revision.rev, Review.decided_at, Review.id)
    )


def own_row(one: Any) -> Row:
    return {
        "own": True,
        "id": one.id,
        "premises": one.premises_id,
        "checklist": one.checklist,
        "on": iso(one.visited_on),
        "reopened_at": iso(one.reopened_at),
        "revisions": [],
    }


def own_revision(one: Any) -> Row:
    return {
        "rev": one.rev,
        "received_at": iso(one.received_at),
        "complete": one.complete,
        "covered": one.covered,
        "passed": one.passed,
        "outcome": one.result,
        "reviews": [],
    }


def unit_work_of(body: str) -> str | None:
    acceptance = json.loads(body).get("acceptance") or {}
    found: str | None = acceptance.get("unit_work")
    return found


def read_past(ids: Ids) -> list[Row]:
    query = select(ImportedInspection).where(ImportedInspection.premises_id.in_(ids))
    return [
        {
            "own": False,
            "id": row.id,
            "premises": row.premises_id,
            "checklist": row.checklist,
            "on": iso(row.visited_on),
            "unit_work": row.unit_work,
            "reopened_at": iso(row.reopened_at),
            "revisions": row.revisions,
        }
        for row in db.session.scalars(query)
    ]


def read_designations(target: Target, keys: Ids) -> list[Row]:
    confirmed = select(Designation).where(
        Designation.target == target.id,
        Designation.key.in_(keys),
        Designation.recorded_at.is_not(None),
    )
    return [
        {
            "target": row.target,
            "key": row.key,
            "area": row.area,
            "premises": row.premises_id,
            "named_on": iso(row.named_on),
            "recorded_at": iso(row.recorded_at),
            "revoked_on": iso(row.revoked_on),
            "revocation_recorded_at": iso(row.revocation_recorded_at),
        }
        for row in db.session.scalars(confirmed)
    ]
