"""Exports corrections: what is to be put right, how it stands, and by when."""

from collections.abc import Iterator

from sqlalchemy import select

from inspect_app.domain.corrections.table import OPEN
from inspect_app.domain.reports.visits import plain_item
from inspect_app.extensions import db
from inspect_app.models.checklists import ChecklistVersion
from inspect_app.models.corrections import CorrectionRow
from inspect_app.models.inspections import Inspection, Revision
from inspect_app.models.premises import Premises
from inspect_app.plans.departments import kinds_of
from inspect_app.plans.workdays import current_workdays
from inspect_app.queries.checklist_rules import items_of
from inspect_app.queries.corrections.search import ANY, STAGES, Days, Rows, Search, narrowed
from inspect_app.queries.exports.lists import (
    Column,
    ExportedList,
    Filters,
    Reach,
    Row,
    UnknownFilter,
    in_parts,
)

FILTERS = ("stage", "area", "department", "kind", "weight", "premises", "inspection")


def list_rows(reach: Reach, filters: Filters) -> Iterator[Row]:
    """Yield corrections, those that are due first at the top, and what has no deadline last.

    Without a stage they are those of every state; a page's `all` is what is open.
    """
    query = (
        select(CorrectionRow, Premises, Inspection.visited_on, Revision.checklist_id)
        .join(Premises, Premises.id == CorrectionRow.premises_id)
        .outerjoin(Inspection, Inspection.id == CorrectionRow.inspection_id)
        .outerjoin(
            Revision,
            (Revision.inspection_id == CorrectionRow.inspection_id)
            & (Revision.rev == CorrectionRow.rev),
        )
    )
    query = _narrow(query, reach, filters)
    order = (CorrectionRow.due_on.is_(None), CorrectionRow.due_on, CorrectionRow.id)
    for part in in_parts(query.order_by(*order)):
        for row, place, visited_on, checklist_id in part:
            overdue = row.state in OPEN and row.due_on is not None and row.due_on < reach.as_of.day
            yield (
                *(place.name, place.kind, place.area, visited_on),
                *(_item(row, checklist_id), row.measure, row.state),
                *(row.days, row.served_on, row.due_on, row.closed_on, overdue),
            )


def _narrow(query: Rows, reach: Reach, filters: Filters) -> Rows:
    given = {name: filters.get(name, "") for name in FILTERS}
    stage, kinds = given.pop("stage"), kinds_of(given.pop("kind"), given.pop("department"))
    if stage not in ("", *STAGES):
        raise UnknownFilter(stage)
    search = Search(stage=stage or ANY, kinds=kinds, **given)
    days = Days.of(reach.as_of.day, current_workdays())
    return narrowed(query, reach.premises, search, days)


def _item(row: CorrectionRow, checklist_id: int | None) -> dict[str, str]:
    """Return the item's words in both languages; its id where its checklist is unknown."""
    version = db.session.get(ChecklistVersion, checklist_id) if checklist_id else None
    item = items_of(version).get(plain_item(row.item)) if version else None
    if item is None:
        return {"zh": row.item, "en": row.item}
    _, bracket, rest = row.item.partition("[")
    label = f" {rest.rpartition(']')[0]}" if bracket else ""
    return {"zh": item["zh"] + label, "en": item["en"] + label}


CORRECTIONS = ExportedList(
    "corrections",
    (
        *(Column("place"), Column("kind", "kind"), Column("area", "area"), Column("visited")),
        *(Column("item", "named"), Column("measure", "measure")),
        *(Column("state", "correction_state"), Column("days"), Column("served_on")),
        *(Column("due_on"), Column("closed_on"), Column("overdue", "yes_no")),
    ),
    list_rows,
    FILTERS,
)
