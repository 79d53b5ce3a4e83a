"""Reads the corrections of published inspections, for everybody."""

from collections.abc import Sequence

from sqlalchemy import select

from inspect_app.extensions import db
from inspect_app.models.corrections import CorrectionRow


def list_of_inspections(ids: Sequence[str]) -> dict[str, list[CorrectionRow]]:
    """List the corrections of these inspections, the first deadline first."""
    found: dict[str, list[CorrectionRow]] = {id: [] for id in ids}
    query = select(CorrectionRow).where(CorrectionRow.inspection_id.in_(found))
    for row in db.session.scalars(
        query.order_by(CorrectionRow.due_on.nulls_last(), CorrectionRow.id)
    ):
        found[row.inspection_id].append(row)
    return found
