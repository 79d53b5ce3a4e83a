"""Exports the list of premises, or what lies under one of them, with the last approved visit."""

from collections.abc import Iterator

from sqlalchemy import func, select

from inspect_app.models.premises import Premises
from inspect_app.queries.exports.lists import (
    Column,
    ExportedList,
    Filters,
    Reach,
    Row,
    in_parts,
)
from inspect_app.queries.premises import Search, last_approved, narrow_to_search

COLUMNS = (
    *(Column("place"), Column("address"), Column("kind", "kind"), Column("area", "area")),
    *(Column("code"), Column("last"), Column("result", "result"), Column("status", "status")),
)


def list_rows(reach: Reach, filters: Filters) -> Iterator[Row]:
    """Yield the premises of the page's search; under a `parent`, name 10 comes after 9."""
    parent = filters.get("parent", "")
    within = reach.premises & (Premises.parent_id == parent) if parent else reach.premises
    search = Search(
        words=filters.get("q", ""),
        kind=filters.get("kind", ""),
        area=filters.get("area", ""),
        status=filters.get("status", ""),
    )
    columns = (Premises.id, Premises.name, Premises.address, Premises.kind, Premises.area)
    query = narrow_to_search(select(*columns, Premises.code, Premises.status), within, search)
    shorter_first = (func.length(Premises.name),) if parent else ()
    order = (Premises.area, *shorter_first, Premises.name, Premises.id)
    for part in in_parts(query.order_by(*order)):
        last = last_approved(row.id for row in part)
        for row in part:
            seen = last.get(row.id)
            yield (
                *(row.name, row.address, row.kind, row.area, row.code),
                seen.inspection.visited_on if seen else None,
                (seen.result if seen else None, row.kind),
                row.status,
            )


PREMISES = ExportedList("premises", COLUMNS, list_rows, ("q", "kind", "area", "status", "parent"))
