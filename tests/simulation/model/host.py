"""The product's rules in a few lines, over the model's books: what `services/` does for `sync/`."""

import copy
import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from typing import Any

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
from tests.simulation.model.author_rows import CLOSED, queue_inspection, queue_newest
from tests.simulation.model.books import Books, Key
from tests.simulation.model.corrections import take_step
from tests.simulation.model.signed import is_signed
from tests.simulation.steps import PLACES

AT = datetime(2026, 6, 1, tzinfo=UTC)
COLLECTIONS = frozenset({"inspection", "scan", "proposal", "correction_step", DRAFT})
LIMITS = Limits(collections=COLLECTIONS)


class PlainSigner:
    """A receipt is its payload: forging is not what this model is about."""

    def sign(self, payload: Mapping[str, Any]) -> str:
        return json.dumps(payload)

    def verify(self, token: str) -> dict[str, Any] | None:
        payload: dict[str, Any] = json.loads(token)
        return payload


class ModelTransaction:
    """Implements `sync.ports.Transaction`; what it hands out is a copy, as rows are."""

    at = AT

    def __init__(self, host: "ModelHost") -> None:
        self.host, self.books = host, host.books

    def lock_stream(self, collection: str, id: str, user: str) -> Stream:
        if (collection, id) not in self.books.streams:
            self.books.put(self.books.streams, (collection, id), (user, None))
        return self._read((collection, id))

    def lock_existing(self, collection: str, id: str) -> Stream | None:
        return self._read((collection, id)) if (collection, id) in self.books.streams else None

    def yield_stream(self, stream: Stream, user: str) -> bool:
        if not all(one.is_unvouched for one in self._of(stream).values()):
            return False
        self.books.put(self.books.streams, (stream.collection, stream.id), (user, None))
        return True

    def find(self, stream: Stream, user: str, digest: str) -> Stored | None:
        found = self._of(stream).get((user, digest))
        return copy.copy(found) if found else None

    def list_waiting(self, stream: Stream) -> list[Stored]:
        return [copy.copy(one) for one in self._of(stream).values() if one.waits]

    def find_draft(self, stream: Stream) -> Stored | None:
        mine = (one for one in self._of(stream).values() if one.user == stream.user)
        found = next((one for one in mine if not one.off_lineage), None)
        return copy.copy(found) if found else None

    def last_sealed(self, stream: Stream) -> int:
        sealed = self.books.records.get(("inspection", stream.id), {}).values()
        mine = [one for one in sealed if one.user == stream.user and not one.is_unvouched]
        return max((one.record.rev for one in mine), default=0)

    def drop_draft(self, stored: Stored) -> None:
        if stored.record.collection != "inspection" or stored.code == "wrong_stream":
            return
        stream = self.lock_stream(DRAFT, stored.record.id, stored.user)
        draft = self.find_draft(stream) if stream.user == stored.user else None
        if draft and (draft.for_rev or 0) <= stored.record.rev:
            self._remove(draft)
            self.books.publish(f"user:{draft.user}", DRAFT, draft.record.id, 0, None)

    def add(self, stored: Stored) -> None:
        key = (stored.record.collection, stored.record.id)
        self.books.records.setdefault(key, {})
        self.change(stored)
        if not stored.off_lineage:
            user, _ = self.books.streams[key]
            self.books.put(self.books.streams, key, (user, stored.record.digest))

    def remove_unvouched(self, stored: Stored) -> None:
        self._remove(stored)

    def change(self, stored: Stored) -> None:
        key = (stored.record.collection, stored.record.id)
        self.books.put(
            self.books.records[key], (stored.user, stored.record.digest), copy.copy(stored)
        )

    def replace_draft(self, old: Stored | None, new: Stored) -> None:
        if old:
            self._remove(old)
        self.add(new)
        record = new.record
        blobs = [(blob.sha256, blob.size) for blob in record.blobs]
        data = {"rev": record.rev, "digest": record.digest, "body": record.body, "blobs": blobs}
        self.books.publish(f"user:{new.user}", DRAFT, record.id, record.rev, json.dumps(data))

    def missing(self, user: str, hashes: Iterable[str]) -> list[str]:
        return [one for one in hashes if (user, one) not in self.books.owned]

    def unreadable(self, user: str, hashes: Iterable[str]) -> list[str]:
        return [one for one in hashes if (user, one) in self.books.refused]

    def relink(self, user: str, hashes: Iterable[str]) -> None:
        for sha256 in self.missing(user, hashes):
            if sha256 in self.host.files:
                self.books.put(self.books.owned, (user, sha256), True)

    def audit(self, action: str, stored: Stored) -> str:
        record, number = stored.record, len(self.books.audited) + 1
        link = (action, record.collection, record.id, record.rev, record.digest)
        self.books.put(self.books.audited, number, link)
        return f"link-{number}"

    def apply_revision(
        self, stored: Stored, body: Mapping[str, Any], durable: bool
    ) -> IntakeResult:
        record = stored.record
        if record.collection == "correction_step":
            return take_step(self.books, stored, body)
        place = body.get("premises")
        if record.collection == DRAFT or place is None:
            return IntakeResult()
        if (stored.user, PLACES[place]) not in self.books.grants:
            return IntakeResult(QUARANTINED, "out_of_scope")
        if record.collection == "proposal":
            self._propose(stored, place)
        if record.collection != "inspection":
            return IntakeResult()
        known = self.books.revisions.setdefault(record.id, {})
        if known and known[max(known)]["state"] in CLOSED:
            return IntakeResult(QUARANTINED, "final")
        if body["wrong"]:
            return IntakeResult(FIX, "validation", "wrong", {"fields": {"wrong": "it is"}})
        state = "received" if durable else "waiting"
        state = "withdrawn" if "withdrawn" in body else state
        revision = {"digest": record.digest, "state": state, "user": stored.user}
        revision |= {"hashes": record.hashes, "place": place}
        sent = partial(self._sent, stored)
        revision["signed"] = is_signed(record.id, record.rev, body, sent)
        self.books.put(known, record.rev, revision)
        self._publish(stored, state)
        return IntakeResult()

    def _sent(self, stored: Stored, rev: int) -> dict[str, Any] | None:
        """What its author had sent as that revision, whatever the server said of it."""
        key = ("inspection", stored.record.id)
        many = (one for one in self.books.records.get(key, {}).values() if one.user == stored.user)
        found = (one for one in many if one.record.rev == rev and not one.off_lineage)
        return next((json.loads(one.record.body) for one in found), None)

    def _propose(self, stored: Stored, place: str) -> None:
        """It changes nothing but the list of what is to be decided."""
        if stored.record.id not in self.books.proposals:
            told = (stored.user, place, "open")
            self.books.put(self.books.proposals, stored.record.id, told)
            self.books.publish(f"user:{stored.user}", "proposal", stored.record.id, 1, "{}")

    def show_uncounted(self, stored: Stored, body: Mapping[str, Any]) -> None:
        if stored.record.collection == "inspection":
            self._publish(stored, stored.verdict)

    def completed(self, stored: Stored) -> None:
        if stored.record.collection != "inspection":
            return
        known = self.books.revisions[stored.record.id]
        for rev, revision in list(known.items()):
            if rev <= stored.record.rev and revision["state"] == "waiting":
                self.books.put(known, rev, revision | {"state": "received"})
        queue_newest(self.books, stored.record.id)

    def outcome(self, stored: Stored) -> None:
        record = stored.record
        named = {"collection": record.collection, "id": record.id, "rev": record.rev}
        data = named | {
            "digest": record.digest,
            "verdict": stored.verdict,
            "code": stored.code,
            "detail": stored.detail,
            "receipt": stored.receipt,
        }
        id = f"{record.collection}:{record.id}:{record.rev}:{record.digest}"
        self.books.publish(f"user:{stored.user}", "outcome", id, record.rev, json.dumps(data))

    def _publish(self, stored: Stored, state: str) -> None:
        queue_inspection(self.books, stored, state)

    def _of(self, stream: Stream) -> dict[tuple[str, str], Stored]:
        return self.books.records.get((stream.collection, stream.id), {})

    def _read(self, key: Key) -> Stream:
        user, head = self.books.streams[key]
        stream = Stream(*key, user)
        stream.head = self.find(stream, user, head) if head else None
        return stream

    def _remove(self, stored: Stored) -> None:
        key = (stored.record.collection, stored.record.id)
        self.books.drop(self.books.records[key], (stored.user, stored.record.digest))


class ModelHost:
    """Implements `sync.ports.Host`. `files` lie on the disk: no transaction undoes them."""

    def __init__(self) -> None:
        self.books, self.files = Books(), dict[str, bytes]()

    @contextmanager
    def transaction(self) -> Iterator[ModelTransaction]:
        with self.books.transaction():
            yield ModelTransaction(self)

    def facts(self, record: Record, body: Mapping[str, Any]) -> BodyFacts:
        named = frozenset(sha256 for sha256, _ in body.get("photos", ()))
        named |= {body["signature"]["sha256"]} if "signature" in body else frozenset()
        return BodyFacts(body.get("author"), named, body.get("for_rev"))

    def waiting_for(self, user: str, sha256: str) -> list[Key]:
        return [
            key
            for key, many in self.books.records.items()
            if any(
                one.waits and one.user == user and sha256 in one.record.hashes
                for one in many.values()
            )
        ]

    def all_waiting(self) -> list[Key]:
        records = self.books.records.items()
        return [key for key, many in records if any(one.waits for one in many.values())]

    def count_error(self, user: str, record: Record, error: Exception) -> tuple[str, int]:
        raise error
