"""What a transaction lets phones pull: queued while it works, numbered and written at its end."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from inspect_app.models.sync import SyncRow, SyncScope
from inspect_app.services.upsert import insert_if_absent, insert_or_replace


@dataclass(frozen=True)
class OutgoingRow:
    """`data` is None for a row that is gone."""

    scope: str
    collection: str
    row_id: str
    rev: int
    data: str | None
    at: datetime


@dataclass
class Outgoing:
    """The newest version of each row that the transaction touched."""

    session: Session
    _rows: dict[tuple[str, str, str], OutgoingRow] = field(default_factory=dict)

    def queue(self, row: OutgoingRow) -> None:
        self._rows[(row.scope, row.collection, row.row_id)] = row

    def write(self) -> None:
        """Scopes are locked in byte order; within one the rows keep their order."""
        by_scope: dict[str, list[OutgoingRow]] = {}
        for row in self._rows.values():
            by_scope.setdefault(row.scope, []).append(row)
        for scope in sorted(by_scope, key=str.encode):
            rows = by_scope[scope]
            first = _take_numbers(self.session, scope, len(rows))
            stored = [_columns(row, seq) for seq, row in enumerate(rows, first)]
            insert_or_replace(self.session, SyncRow, stored)
        self._rows.clear()


def _columns(row: OutgoingRow, seq: int) -> dict[str, object]:
    return {
        "scope": row.scope,
        "collection": row.collection,
        "id": row.row_id,
        "seq": seq,
        "rev": row.rev,
        "gone": row.data is None,
        "data": row.data,
        "at": row.at,
    }


def _take_numbers(session: Session, scope: str, many: int) -> int:
    """The first of `many` numbers in a row."""
    # A counter row, not a sequence: numbers become visible in commit order, so no reader skips one.
    bump = update(SyncScope).where(SyncScope.scope == scope).values(head=SyncScope.head + many)
    last = session.scalar(bump.returning(SyncScope.head))
    if last is None:
        insert_if_absent(session, SyncScope, scope=scope, head=0, floor=0)
        last = session.scalars(bump.returning(SyncScope.head)).one()
    return last - many + 1
