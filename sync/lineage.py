"""Finds a record's position in its stream: in the lineage, off it, or before a gap."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sync.records import DISMISSED, NEVER, QUARANTINED, RETRY, Record, Stored, Stream

FindBase = Callable[[str], Stored | None]


@dataclass(frozen=True)
class Position:
    """A record's position in the lineage or off it; `code` is why it is quarantined, or None."""

    off_lineage: bool = False
    code: str | None = None


class Rejected(Exception):
    """The record is not stored: its transaction rolls back whole and claims no stream."""

    def __init__(self, verdict: str, code: str, message: str, **detail: Any) -> None:
        super().__init__(code)
        self.verdict, self.code, self.message, self.detail = verdict, code, message, detail


def check_base(stream: Stream, record: Record, find_base: FindBase) -> Position:
    """Return a record's position by its base; raise Rejected for a gap or a wrong number."""
    if record.base is None:
        _expect_rev(record, 1)
        return Position() if stream.head is None else Position(off_lineage=True, code="fork")
    base = find_base(record.base)
    if base is None:
        return _without_base(stream, record)
    _expect_rev(record, base.record.rev + 1)
    if stream.head is None or base.record.digest != stream.head.record.digest:
        return Position(off_lineage=True, code="fork")
    waits = stream.head.verdict == QUARANTINED and stream.head.code != DISMISSED
    return Position(code="base_quarantined" if waits else None)


def _without_base(stream: Stream, record: Record) -> Position:
    if record.rev == 1:
        _expect_rev(record, 2)
    if record.base_lost:
        # A lineage may start at this number; where it reaches this far already, this is a fork.
        forks = record.rev <= stream.last_rev
        return Position(off_lineage=True, code="fork") if forks else Position(code="base_lost")
    raise Rejected(RETRY, "gap", "the base of this revision is not here", last_rev=stream.last_rev)


def _expect_rev(record: Record, rev: int) -> None:
    if record.rev != rev:
        raise Rejected(NEVER, "malformed", "rev: not the number of its base + 1")
