"""The photos that a correction is compared by, and whose phones know of it."""

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from inspect_app.extensions import db
from inspect_app.models.corrections import CorrectionPhoto, CorrectionRow
from inspect_app.models.inspections import InspectionPhoto, Revision


def who_sees(row: CorrectionRow, body: Mapping[str, Any]) -> set[str]:
    """Return whose phones have the row: who inspected, and whoever is sent to look again."""
    return ({one["user"] for one in body["inspectors"]} | {row.assigned_to or ""}) - {""}


def readers_of(row: CorrectionRow) -> set[str]:
    """Return the same, by the revision that asked for the correction last."""
    revision = db.session.get(Revision, (row.inspection_id, row.rev))
    return who_sees(row, json.loads(revision.body)) if revision else set()


def photos_before(row: CorrectionRow) -> list[str]:
    """List what showed that the item failed, in its order."""
    query = select(InspectionPhoto.sha256).filter_by(
        inspection_id=row.inspection_id, rev=row.rev, item=row.item
    )
    seen = query.where(InspectionPhoto.role.in_(("evidence", "before")))
    return list(db.session.scalars(seen.order_by(InspectionPhoto.position)))


def photos_after(row: CorrectionRow) -> list[str]:
    """List what shows how it was put right, in its order."""
    query = select(CorrectionPhoto.sha256).filter_by(correction_id=row.id)
    return list(db.session.scalars(query.order_by(CorrectionPhoto.position)))


def photos_of(row: CorrectionRow) -> set[str]:
    return {*photos_before(row), *photos_after(row)}
