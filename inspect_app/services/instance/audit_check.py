"""Checks the newest part of the audit chain, from the end that was noted last to its head.

The whole chain is checked once a day (`audit_roots.py`) and by `inspect-app audit verify`; this
reads a bounded part of it, for a page.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import select

from inspect_app.extensions import db
from inspect_app.models.audit import AuditEntry, AuditHead
from inspect_app.queries.epochs import read_epoch
from inspect_app.queries.snapshot import take_snapshot
from inspect_app.services.instance.audit_roots import last_root
from inspect_app.services.writing.audit import COLUMNS, GENESIS, Link, hash_of

MOST = 20_000


@dataclass(frozen=True)
class Root:
    """An end of the chain that was noted outside the database, on a day."""

    day: date
    end: Link


@dataclass(frozen=True)
class Checked:
    """What was read: entries `first` to `last`; `bad` is the first that does not hold.

    `root` is the noted end; `from_root` says that the part read begins there. `head` is the end
    as the database has it, to be compared with one that was written down elsewhere.
    """

    head: Link
    first: int
    bad: int | None
    root: Root | None
    from_root: bool

    @property
    def last(self) -> int:
        return self.head.seq

    @property
    def count(self) -> int:
        return self.last - self.first + 1

    @property
    def is_whole(self) -> bool:
        return self.first <= 1


def check_newest(roots: Path, most: int = MOST) -> Checked:
    """Check hashes and order from the last noted end on, at most the `most` newest entries."""
    take_snapshot()
    head, root = _head(), _root(roots)
    start = max(root.end.seq if root else 0, head.seq - most)
    if start > head.seq:  # the noted end is beyond the chain's: its tail was cut off
        return Checked(head, head.seq + 1, head.seq + 1, root, from_root=True)
    from_root = root is not None and root.end.seq == start
    if root is not None and from_root:
        begin = _entry_at(start)
        if begin is None or begin.hash != root.end.hash or hash_of(begin) != begin.hash:
            return Checked(head, start, start, root, from_root)
    bad = _first_bad(Link(start, _hash_at(start)), head)
    return Checked(head, start + 1, bad, root, from_root)


def _first_bad(end: Link, head: Link) -> int | None:
    columns = [getattr(AuditEntry, name) for name in COLUMNS]
    query = select(*columns).where(AuditEntry.seq > end.seq).order_by(AuditEntry.seq)
    with db.session.execute(query.execution_options(yield_per=1000)) as entries:
        for entry in entries:
            if entry.seq != end.seq + 1 or entry.prev != end.hash or hash_of(entry) != entry.hash:
                return end.seq + 1
            end = Link(entry.seq, entry.hash)
    return None if end == head else end.seq + 1


def _head() -> Link:
    head = db.session.get(AuditHead, 1, populate_existing=True)
    return Link(head.seq, head.hash) if head else Link(0, GENESIS)


def _root(path: Path) -> Root | None:
    noted = last_root(path)
    if noted is None or noted["epoch"] != read_epoch():
        return None
    return Root(date.fromisoformat(noted["day"]), Link(noted["entries"], noted["head"]))


def _entry_at(seq: int) -> Any:
    columns = [getattr(AuditEntry, name) for name in COLUMNS]
    return db.session.execute(select(*columns).where(AuditEntry.seq == seq)).one_or_none()


def _hash_at(seq: int) -> str:
    found = db.session.scalar(select(AuditEntry.hash).where(AuditEntry.seq == seq))
    return found or GENESIS
