"""What a person's phone may pull, read from the rows that every writer keeps up to date."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from inspect_app.extensions import db
from inspect_app.models.people import Membership
from inspect_app.models.sync import SyncRow, SyncScope
from sync.feed import PAGE_ROWS, pull
from sync.records import Head, Row


class SqlFeed:
    """Implements `sync.ports.FeedStore`."""

    def head(self, scope: str) -> Head:
        """A scope without rows has no counter yet."""
        row = db.session.execute(
            select(SyncScope.head, SyncScope.floor).where(SyncScope.scope == scope)
        ).one_or_none()
        return Head(row.head, row.floor) if row else Head()

    def rows(self, scope: str, after: int, upto: int, limit: int) -> list[Row]:
        """Columns, not objects: a page is read once and kept nowhere."""
        query = select(SyncRow.collection, SyncRow.id, SyncRow.seq, SyncRow.rev, SyncRow.data)
        page = query.where(SyncRow.scope == scope, SyncRow.seq > after, SyncRow.seq <= upto)
        return [Row(*row) for row in db.session.execute(page.order_by(SyncRow.seq).limit(limit))]


def list_scopes(user_id: str) -> list[str]:
    """As the database knows the person now."""
    query = select(Membership.area, Membership.kind).where(Membership.user_id == user_id)
    areas = [f"area:{area}:{kind}" for area, kind in db.session.execute(query)]
    return sorted([*areas, "catalogue", f"user:{user_id}"], key=str.encode)


def pull_pages(
    user_id: str, cursors: Mapping[str, int], *, epoch_known: bool, limit: int = PAGE_ROWS
) -> list[dict[str, Any]]:
    """One answer per scope."""
    pages = pull(SqlFeed(), list_scopes(user_id), cursors, epoch_known=epoch_known, limit=limit)
    return [page.as_json() for page in pages]
