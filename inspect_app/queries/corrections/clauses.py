"""What a correction's item is called, and by which clauses it is ordered."""

from collections.abc import Mapping
from typing import Any

from inspect_app.domain.corrections.measures import clauses_of
from inspect_app.extensions import db
from inspect_app.models.corrections import CorrectionRow
from inspect_app.models.inspections import Revision
from inspect_app.queries.checklist_rules import items_of


def plain_item(item: str) -> str:
    """Return the checklist's id of an item on a sheet: `B17.load` of `B17[1#].load`."""
    table, bracket, rest = item.partition("[")
    return table + rest.rpartition("]")[2] if bracket else item


def find_item(row: CorrectionRow) -> Mapping[str, Any] | None:
    """Return a correction's item as it was published; None if its inspection is gone."""
    revision = db.session.get(Revision, (row.inspection_id, row.rev))
    return items_of(revision.checklist).get(plain_item(row.item)) if revision else None


def list_clauses(row: CorrectionRow) -> list[str]:
    """Return the clauses that were read in the original; empty where one must be entered."""
    item = find_item(row)
    return clauses_of(item) if item else []


def is_servable(row: CorrectionRow) -> bool:
    """Whether a notice of it is no draft: a clause was read, or entered and confirmed."""
    return row.clause_confirmed_by is not None or bool(list_clauses(row))
