"""The feed rows of one transaction: queued while it works, numbered and written at its end."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import bindparam, update
from sqlalchemy.orm import Session

from inspect_app.models.sync import SyncRow, SyncScope
from inspect_app.services.feed.parts import (
    NOWHERE,
    Before,
    Key,
    count_living,
    leave_tombstones,
    read_before,
)
from inspect_app.services.writing.feed_port import FeedRow
from inspect_app.services.writing.upsert import insert_if_absent, insert_or_replace

_BUMP = (
    update(SyncScope)
    .where(SyncScope.scope == bindparam("of"))
    .values(head=SyncScope.head + bindparam("many"))
    .returning(SyncScope.head)
)


@dataclass
class FeedWriter:
    """Collects the newest version of each feed row that the transaction touched."""

    session: Session
    _rows: dict[tuple[str, str, str], FeedRow] = field(default_factory=dict)

    def queue(self, row: FeedRow) -> None:
        self._rows[(row.scope, row.collection, row.row_id)] = row

    def write(self) -> None:
        """Number and store the queued rows, scopes in byte order, to avoid deadlocks."""
        by_scope: dict[str, list[FeedRow]] = {}
        for row in self._rows.values():
            by_scope.setdefault(row.scope, []).append(row)
        for scope in sorted(by_scope, key=str.encode):
            rows = by_scope[scope]
            first = _take_numbers(self.session, scope, len(rows))
            before = read_before(self.session, scope, [row.row_id for row in rows])
            stored = [_columns(row, seq, before) for seq, row in enumerate(rows, first)]
            insert_or_replace(self.session, SyncRow, stored)
            leave_tombstones(self.session, stored, before)
            count_living(self.session, scope, stored, before)
        self._rows.clear()


def _columns(row: FeedRow, seq: int, before: Mapping[Key, Before]) -> dict[str, Any]:
    last = before.get((row.collection, row.row_id), NOWHERE)
    return {
        "scope": row.scope,
        "collection": row.collection,
        "id": row.row_id,
        "seq": seq,
        "rev": row.rev,
        "part": last.part if row.data is None else row.part,
        "gone": row.data is None,
        "data": row.data,
        "at": row.at,
    }


def _take_numbers(session: Session, scope: str, many: int) -> int:
    """Reserve `many` consecutive numbers and return the first."""
    # A counter row, not a sequence: numbers become visible in commit order, so no reader skips one.
    session.flush()
    counter, bump = session.connection(), {"of": scope, "many": many}
    last = counter.execute(_BUMP, bump).scalar_one_or_none()
    if last is None:
        insert_if_absent(session, SyncScope, scope=scope, head=0, floor=0, living=0)
        last = counter.execute(_BUMP, bump).scalar_one()
    return int(last) - many + 1
