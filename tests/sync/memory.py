"""A host in memory: notes instead of inspections. A failed transaction leaves no trace."""

import copy
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from sync.receipts import KeyRing, jwk_of, new_key
from sync.receive import Receiver
from sync.records import (
    DRAFT,
    FIX,
    QUARANTINED,
    BodyFacts,
    IntakeResult,
    Limits,
    Record,
    Stored,
    Stream,
)
from tests.sync.notes import LIN

LIMITS = Limits(collections=frozenset({"note", DRAFT}), record_bytes=1000, blobs=3)
NOON = datetime(2022, 9, 14, 4, tzinfo=UTC)
Key = tuple[str, str]


@dataclass
class State:
    """Everything that a transaction may change."""

    streams: dict[Key, Stream] = field(default_factory=dict)
    records: dict[Key, list[Stored]] = field(default_factory=dict)
    owned: set[tuple[str, str]] = field(default_factory=set)
    refused: set[tuple[str, str]] = field(default_factory=set)
    counted: list[str] = field(default_factory=list)
    audited: list[str] = field(default_factory=list)
    outcomes: list[str] = field(default_factory=list)
    pulled_drafts: dict[str, int] = field(default_factory=dict)


class MemoryTransaction:
    """Implements `sync.ports.Transaction`."""

    def __init__(self, host: "MemoryHost", at: datetime) -> None:
        self.host, self.state, self._at = host, host.state, at

    @property
    def at(self) -> datetime:
        return self._at

    def lock_stream(self, collection: str, id: str, user: str) -> Stream:
        return self.state.streams.setdefault((collection, id), Stream(collection, id, user))

    def yield_stream(self, stream: Stream, user: str) -> bool:
        return False

    def lock_existing(self, collection: str, id: str) -> Stream | None:
        return self.state.streams.get((collection, id))

    def find(self, stream: Stream, user: str, digest: str) -> Stored | None:
        mine = (one for one in self._of(stream) if one.user == user)
        return next((one for one in mine if one.record.digest == digest), None)

    def list_waiting(self, stream: Stream) -> list[Stored]:
        return [one for one in self._of(stream) if one.waits]

    def find_draft(self, stream: Stream) -> Stored | None:
        return next((one for one in self._of(stream) if not one.off_lineage), None)

    def last_sealed(self, stream: Stream) -> int:
        sealed = self.state.records.get(("note", stream.id), [])
        return max((one.record.rev for one in sealed if one.user == stream.user), default=0)

    def drop_draft(self, stored: Stored) -> None:
        drafts = self.state.records.get((DRAFT, stored.record.id), [])
        drafts[:] = [one for one in drafts if (one.for_rev or 0) > stored.record.rev]

    def add(self, stored: Stored) -> None:
        key = (stored.record.collection, stored.record.id)
        self.state.records.setdefault(key, []).append(stored)
        if not stored.off_lineage:
            self.state.streams[key].head = stored

    def change(self, stored: Stored) -> None:
        """Objects are shared within a transaction: nothing is left to do."""

    def replace_draft(self, old: Stored | None, new: Stored) -> None:
        if old:
            self.state.records[(DRAFT, old.record.id)].remove(old)
        self.add(new)
        self.state.pulled_drafts[new.record.id] = new.record.rev

    def missing(self, user: str, hashes: Iterable[str]) -> list[str]:
        return [one for one in hashes if (user, one) not in self.state.owned]

    def unreadable(self, user: str, hashes: Iterable[str]) -> list[str]:
        return [one for one in hashes if (user, one) in self.state.refused]

    def relink(self, user: str, hashes: Iterable[str]) -> None:
        self.state.owned |= {(user, one) for one in hashes if one in self.host.disk}

    def audit(self, action: str, stored: Stored) -> str:
        self.state.audited.append(f"{action} {stored.record.rev}")
        return f"link-{len(self.state.audited)}"

    def apply_revision(
        self, stored: Stored, body: Mapping[str, Any], durable: bool
    ) -> IntakeResult:
        if self.host.failures:
            raise self.host.failures.pop()
        if body.get("wrong"):
            return IntakeResult(FIX, "validation", "wrong", {"fields": {"wrong": "it is"}})
        if body.get("aside"):
            return IntakeResult(QUARANTINED, str(body["aside"]))
        if durable and stored.record.collection == "note":
            self.state.counted.append(stored.record.digest)
        return IntakeResult()

    def show_uncounted(self, stored: Stored, body: Mapping[str, Any]) -> None:
        """Nobody looks at it here."""

    def completed(self, stored: Stored) -> None:
        self.state.counted.append(stored.record.digest)

    def outcome(self, stored: Stored) -> None:
        self.state.outcomes.append(f"{stored.record.rev} {stored.verdict}")

    def _of(self, stream: Stream) -> list[Stored]:
        return self.state.records.get((stream.collection, stream.id), [])


class MemoryHost:
    """Implements `sync.ports.Host`. `failures` are raised one after another by the rules."""

    def __init__(self) -> None:
        self.state, self.disk, self.now = State(), set[str](), NOON
        self.failures: list[Exception] = []
        self.errors: dict[str, int] = {}
        self.after_commit: list[Any] = []
        self.keys = KeyRing(key := new_key(), lambda: [jwk_of(key)])

    @contextmanager
    def transaction(self) -> Iterator[MemoryTransaction]:
        before = copy.deepcopy(self.state)
        self.now += timedelta(seconds=1)
        try:
            yield MemoryTransaction(self, self.now)
        except BaseException:
            self.state = before
            raise
        while self.after_commit:
            self.after_commit.pop()()

    def facts(self, record: Record, body: Mapping[str, Any]) -> BodyFacts:
        named = body.get("blobs", [])
        hashes = frozenset(named) if isinstance(named, list) else None
        return BodyFacts(body.get("author"), hashes, body.get("for_rev"))

    def waiting_for(self, user: str, sha256: str) -> list[Key]:
        return [
            key
            for key, stored in self.state.records.items()
            if any(one.waits and sha256 in one.record.hashes for one in stored)
        ]

    def all_waiting(self) -> list[Key]:
        return [key for key, stored in self.state.records.items() if any(s.waits for s in stored)]

    def count_error(self, user: str, record: Record, error: Exception) -> tuple[str, int]:
        self.errors[record.digest] = self.errors.get(record.digest, 0) + 1
        return "e1", self.errors[record.digest]

    def own(self, user: str, *hashes: str) -> None:
        """These bytes became durable and their rows are committed."""
        self.state.owned |= {(user, one) for one in hashes}
        self.disk |= set(hashes)

    def receiver(self) -> Receiver:
        return Receiver(self, self.keys, "epoch-1", LIMITS)


def push(host: MemoryHost, *entries, user: str = LIN) -> list[dict]:
    return [one.as_json() for one in host.receiver().receive(user, entries)]


def verdict(host: MemoryHost, entry, user: str = LIN) -> tuple:
    (result,) = push(host, entry, user=user)
    return result["verdict"], result.get("code")
