"""The audit chain: entries are added in the transaction of the change that they describe."""

import hashlib
import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Row, insert, select, update
from sqlalchemy.orm import Session

from inspect_app.models.audit import AuditEntry, AuditHead
from inspect_app.services.writing.upsert import insert_rows

GENESIS = "0" * 64
AT_ONCE = 1000
_LOCK_END = select(AuditHead.seq, AuditHead.hash).where(AuditHead.id == 1).with_for_update()
_MOVE_END = update(AuditHead).where(AuditHead.id == 1)
COLUMNS = ("seq", "at", "actor", "action", "subject", "detail", "prev", "hash")


@dataclass(frozen=True)
class Link:
    """An entry's number and hash in the audit chain."""

    seq: int
    hash: str

    def __str__(self) -> str:
        return f"{self.seq}:{self.hash}"


@dataclass(frozen=True)
class Found:
    """The result of a verification: the last good entry, and the first bad number or None."""

    end: Link
    bad: int | None


@dataclass
class Chain:
    """The end of the audit chain during one transaction, locked from its first entry on."""

    session: Session
    _end: tuple[int, str] | None = None
    _links: list[AuditEntry] = field(default_factory=list)
    written: list[AuditEntry] = field(default_factory=list)

    @property
    def is_locked(self) -> bool:
        return self._end is not None

    def add(
        self, at: datetime, actor: str | None, action: str, subject: str, detail: dict[str, Any]
    ) -> AuditEntry:
        """Add the next entry; it is written with all others at the end of the transaction."""
        seq, prev = self._end or _locked_end(self.session)
        entry = AuditEntry(
            seq=seq + 1, at=at, actor=actor, action=action, subject=subject, detail=detail
        )
        entry.prev = prev
        entry.hash = hash_of(entry)
        self._end = entry.seq, entry.hash
        self._links.append(entry)
        return entry

    def write(self) -> None:
        if not self._links:
            return
        rows = [{name: getattr(entry, name) for name in COLUMNS} for entry in self._links]
        insert_rows(self.session, AuditEntry, rows)
        last = self._links[-1]
        self.session.connection().execute(_MOVE_END, {"seq": last.seq, "hash": last.hash})
        self.written += self._links
        self._links.clear()


def hash_of(entry: AuditEntry | Row[Any]) -> str:
    """Return the SHA-256 of the previous hash and the entry in canonical JSON."""
    content = [
        entry.seq,
        entry.at.astimezone(UTC).isoformat(),  # as it is read back, whatever zone it came in
        entry.actor,
        entry.action,
        entry.subject,
        entry.detail,
    ]
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256((entry.prev + text).encode()).hexdigest()


def verify_chain(session: Session, noted: Link | None = None) -> Found:
    """Verify every entry's hash and order; return where the chain first breaks.

    `noted` is an earlier head that was recorded outside this database: it reveals a cut chain.
    """
    end = Link(0, GENESIS)
    query = select(AuditEntry).order_by(AuditEntry.seq).execution_options(yield_per=AT_ONCE)
    with session.scalars(query) as entries:
        for entry in entries:
            if entry.seq != end.seq + 1 or entry.prev != end.hash or entry.hash != hash_of(entry):
                return Found(end, end.seq + 1)
            end = Link(entry.seq, entry.hash)
            if noted and noted.seq == end.seq and noted.hash != end.hash:
                return Found(end, end.seq)
    head = session.get(AuditHead, 1, populate_existing=True)
    head_link = Link(head.seq, head.hash) if head else Link(0, GENESIS)
    is_cut = head_link != end or (noted is not None and noted.seq > end.seq)
    return Found(end, end.seq + 1 if is_cut else None)


def _locked_end(session: Session) -> tuple[int, str]:
    row = session.connection().execute(_LOCK_END).one_or_none()
    if row is not None:
        return row.seq, row.hash
    session.execute(insert(AuditHead), [{"id": 1, "seq": 0, "hash": GENESIS}])
    return 0, GENESIS
