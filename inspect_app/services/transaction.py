"""One write = one transaction: the change, its audit entry, and last what phones will pull.

Every writer locks in the same order (stream, domain rows, audit, scopes), so that none waits for
another in a circle.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import update
from sqlalchemy.orm import Session

from inspect_app.extensions import db
from inspect_app.models.audit import AuditEntry
from inspect_app.models.sync import SyncRow, SyncScope
from inspect_app.services.audit import add_entry
from inspect_app.services.upsert import insert_if_absent


@dataclass(frozen=True)
class _Outgoing:
    scope: str
    collection: str
    row_id: str
    rev: int
    data: str | None


@dataclass
class Writing:
    """What a service may do inside its transaction; `at` is the instant of the change."""

    session: Session
    at: datetime
    _outgoing: dict[tuple[str, str, str], _Outgoing] = field(default_factory=dict)

    def audit(
        self, action: str, subject: str, actor: str | None = None, **detail: Any
    ) -> AuditEntry:
        """One entry per change of state; ids and digests only."""
        self.session.flush()
        return add_entry(self.session, self.at, actor, action, subject, detail)

    def publish(
        self, scope: str, collection: str, row_id: str, rev: int, data: dict[str, Any]
    ) -> None:
        """Lets phones that hold the scope pull this row's newest version."""
        text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
        self._queue(_Outgoing(scope, collection, row_id, rev, text))

    def withdraw(self, scope: str, collection: str, row_id: str) -> None:
        """Leaves a tombstone where the row was."""
        self._queue(_Outgoing(scope, collection, row_id, 0, None))

    def stamp(self) -> None:
        """Takes one number per touched scope, in byte order, and writes the queued rows."""
        self.session.flush()
        by_scope: dict[str, list[_Outgoing]] = {}
        for row in self._outgoing.values():
            by_scope.setdefault(row.scope, []).append(row)
        for scope in sorted(by_scope, key=str.encode):
            for row in by_scope[scope]:
                self._write(row, _next_number(self.session, scope))
        self._outgoing.clear()

    def _queue(self, row: _Outgoing) -> None:
        self._outgoing[(row.scope, row.collection, row.row_id)] = row

    def _write(self, row: _Outgoing, seq: int) -> None:
        key = (row.scope, row.collection, row.row_id)
        stored = self.session.get(SyncRow, key)
        if stored is None:
            stored = SyncRow(scope=row.scope, collection=row.collection, id=row.row_id)
            self.session.add(stored)
        stored.seq, stored.rev = seq, row.rev
        stored.gone, stored.data, stored.at = row.data is None, row.data, self.at
        self.session.flush()


@contextmanager
def writing(at: datetime | None = None) -> Iterator[Writing]:
    """The only way to commit. What was read before is forgotten and read again under the lock."""
    session = db.session()
    if session.info.get("writing"):
        raise RuntimeError("a write inside a write would commit half of the outer one")
    if session.in_transaction():
        session.rollback()
    session.info["writing"] = True
    work = Writing(session, at or datetime.now(UTC))
    try:
        session.connection(execution_options={"writing": True})
        yield work
        work.stamp()
        session.commit()
    except BaseException:
        session.rollback()
        raise
    finally:
        session.info["writing"] = False


def _next_number(session: Session, scope: str) -> int:
    # A counter row, not a sequence: numbers become visible in commit order, so no reader skips one.
    bump = update(SyncScope).where(SyncScope.scope == scope).values(head=SyncScope.head + 1)
    number = session.scalar(bump.returning(SyncScope.head))
    if number is None:
        insert_if_absent(session, SyncScope, scope=scope, head=0, floor=0)
        number = session.scalars(bump.returning(SyncScope.head)).one()
    return number
