"""The audit chain: links are made inside the transaction of the change they tell of."""

import hashlib
import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from inspect_app.models.audit import AuditEntry, AuditHead

GENESIS = "0" * 64
COLUMNS = ("seq", "at", "actor", "action", "subject", "detail", "prev", "hash")


@dataclass
class Chain:
    """The end of the chain during one transaction; its head stays locked from the first link on."""

    session: Session
    _head: AuditHead | None = None
    _links: list[AuditEntry] = field(default_factory=list)

    @property
    def is_locked(self) -> bool:
        return self._head is not None

    def add(
        self, at: datetime, actor: str | None, action: str, subject: str, detail: dict[str, Any]
    ) -> AuditEntry:
        """The next link; it is written with all the others of the transaction."""
        if self._head is None:
            self._head = _locked_head(self.session)
        entry = AuditEntry(
            seq=self._head.seq + 1, at=at, actor=actor, action=action, subject=subject
        )
        entry.detail, entry.prev = detail, self._head.hash
        entry.hash = hash_of(entry)
        self._head.seq, self._head.hash = entry.seq, entry.hash
        self._links.append(entry)
        return entry

    def write(self) -> None:
        rows = [{name: getattr(entry, name) for name in COLUMNS} for entry in self._links]
        if rows:
            self.session.execute(insert(AuditEntry), rows)
        self._links.clear()


def hash_of(entry: AuditEntry) -> str:
    """SHA-256 of the previous hash and the entry in canonical JSON."""
    content = [
        entry.seq,
        entry.at.isoformat(),
        entry.actor,
        entry.action,
        entry.subject,
        entry.detail,
    ]
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256((entry.prev + text).encode()).hexdigest()


def verify_chain(session: Session) -> int | None:
    """The first bad sequence number, or None when the whole chain holds."""
    prev, expected = GENESIS, 1
    for entry in session.scalars(select(AuditEntry).order_by(AuditEntry.seq)):
        if entry.seq != expected or entry.prev != prev or entry.hash != hash_of(entry):
            return expected
        prev, expected = entry.hash, expected + 1
    head = session.get(AuditHead, 1)
    if head is not None and (head.seq, head.hash) != (expected - 1, prev):
        return expected
    return None


def _locked_head(session: Session) -> AuditHead:
    query = select(AuditHead).where(AuditHead.id == 1).with_for_update()
    head = session.scalars(query.execution_options(populate_existing=True)).one_or_none()
    if head is None:
        head = AuditHead(id=1, seq=0, hash=GENESIS)
        session.add(head)
        session.flush()
    return head
