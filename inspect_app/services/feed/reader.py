"""Reads the feed: what a user's phone may pull, from the stored feed rows."""

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import CompoundSelect, Select, bindparam, literal, null, select, union_all

from inspect_app.domain.kinds import ALONE
from inspect_app.domain.scopes import CATALOGUE, area_scope, scope_above, user_scope
from inspect_app.extensions import db
from inspect_app.models.premises import Premises
from inspect_app.models.sync import PartTombstone, SyncRow, SyncScope
from inspect_app.queries.rights import list_rights
from sync.feed import PAGE_ROWS, pull
from sync.ports import PartKey
from sync.records import Head, Row

MOST_ROWS = 5000
_HEADS = select(SyncScope.scope, SyncScope.head, SyncScope.floor, SyncScope.living).where(
    SyncScope.scope.in_(bindparam("scopes", expanding=True))
)
Columns = Select[*tuple[Any, ...]]
Page = Columns | CompoundSelect[*tuple[Any, ...]]


class SqlFeed:
    """Implements `sync.ports.FeedStore`."""

    def heads(self, scopes: Collection[str]) -> dict[str, Head]:
        """Return the head of each scope; zeros for one that has no rows yet."""
        known = db.session.connection().execute(_HEADS, {"scopes": list(scopes)})
        return dict.fromkeys(scopes, Head()) | {
            row.scope: Head(row.head, row.floor, row.living) for row in known
        }

    def list_parted(self, heads: Mapping[str, Head]) -> list[str]:
        """List stall and lift scopes, if the user may read over 5,000 rows and the parents too."""
        if sum(head.living for head in heads.values()) <= MOST_ROWS:
            return []
        return [scope for scope in heads if scope_above(scope) in heads]

    def known_parts(self, asked: Collection[PartKey]) -> list[PartKey]:
        """Return the parts whose parent lies in the scope's area, and the part without parent."""
        query = select(Premises.id, Premises.area, Premises.kind)
        found = db.session.execute(query.where(Premises.id.in_([part for _, part in asked])))
        lying = {(area_scope(row.area, row.kind), row.id) for row in found}
        return [key for key in asked if key[1] == ALONE or (scope_above(key[0]), key[1]) in lying]

    def rows(self, scope: str, part: str | None, after: int, upto: int, limit: int) -> list[Row]:
        """Return rows or tombstones with after < seq <= upto of a scope or part, ordered by seq."""
        whole = select(SyncRow.collection, SyncRow.id, SyncRow.seq, SyncRow.rev, SyncRow.data)
        query: Page = _between(whole, SyncRow, scope, after, upto)
        if part is not None:
            left = select(
                PartTombstone.collection, PartTombstone.id, PartTombstone.seq, literal(0), null()
            )
            query = union_all(
                _between(whole, SyncRow, scope, after, upto).where(SyncRow.part == part),
                _between(left, PartTombstone, scope, after, upto).where(PartTombstone.part == part),
            )
        return [Row(*row) for row in db.session.execute(query.order_by("seq").limit(limit))]


def _between(
    query: Columns, table: type[SyncRow | PartTombstone], scope: str, after: int, upto: int
) -> Columns:
    return query.where(table.scope == scope, table.seq > after, table.seq <= upto)


def list_scopes(user_id: str) -> list[str]:
    """List the scopes that the user may read now, by the rights in the database."""
    areas = {area_scope(area, kind) for area, kind in list_rights(user_id)}
    return sorted([*areas, CATALOGUE, user_scope(user_id)], key=str.encode)


def pull_pages(
    user_id: str, cursors: Mapping[str, int], *, epoch_known: bool, limit: int = PAGE_ROWS
) -> list[dict[str, Any]]:
    """Return the user's feed pages in wire form, one for each scope or part."""
    pages = pull(SqlFeed(), list_scopes(user_id), cursors, epoch_known=epoch_known, limit=limit)
    return [page.as_json() for page in pages]
