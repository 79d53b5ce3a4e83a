"""Looks at the model; what did not change since the last look is the same object."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from sync.records import Record, Stored
from tests.simulation.model.books import Books
from tests.simulation.model.corrections import Held
from tests.simulation.model.server import ModelServer
from tests.simulation.model.things import Kept, Partition
from tests.simulation.seen import (
    BoxSeen,
    CorrectionSeen,
    Key,
    PhoneSeen,
    PhotoSeen,
    RecordSeen,
    RevisionSeen,
    Said,
    Seen,
    ServerSeen,
)

if TYPE_CHECKING:
    from tests.simulation.model.world import ModelPhone


class Eyes:
    """Of one schedule."""

    def __init__(self) -> None:
        self.phones: dict[tuple[str, str], tuple[Partition, int, PhoneSeen]] = {}
        self.server: tuple[Books, int, int, ServerSeen] | None = None
        self.records: dict[int, tuple[Stored, RecordSeen]] = {}
        self.seen: Seen | None = None

    def look(self, phones: Mapping[str, "ModelPhone"], server: ModelServer) -> Seen:
        many = {
            (device, user): self._phone((device, user), store, phone.disk.changes)
            for device, phone in phones.items()
            for user, store in phone.partitions.items()
        }
        return Seen(many, self._server(server))

    def _phone(self, who: tuple[str, str], store: Partition, changes: int) -> PhoneSeen:
        known = self.phones.get(who)
        if known and known[0] is store and known[1] == changes:
            return known[2]
        seen = _phone_seen(store)
        self.phones[who] = (store, changes, seen)
        return seen

    def _server(self, server: ModelServer) -> ServerSeen:
        books, files, known = server.books, server.host.files, self.server
        if known and known[0] is books and known[1:3] == (books.changes, len(files)):
            return known[3]
        seen = self._server_seen(books, files)
        self.server = (books, books.changes, len(files), seen)
        return seen

    def _server_seen(self, books: Books, files: Iterable[str]) -> ServerSeen:
        return ServerSeen(
            books.epoch,
            {
                (user, collection, id, digest): self._record(one)
                for (collection, id), many in books.records.items()
                for (user, digest), one in many.items()
            },
            dict(books.streams),
            set(books.owned),
            set(files),
            {
                (id, rev): RevisionSeen(
                    *(one["digest"], one["state"], one["user"], tuple(one["hashes"])),
                    one["signed"],
                )
                for id, many in books.revisions.items()
                for rev, one in many.items()
            },
            {
                scope: {key: (seq, data is None) for key, (seq, _, data) in rows.items()}
                for scope, rows in books.rows.items()
            },
            dict(books.heads),
            {id for id, one in books.uploads.items() if one.complete},
            list(books.audited.values()),
            set(books.grants),
            dict(books.proposals),
            dict(books.register),
            {id: _correction_seen(books, id, one) for id, one in books.corrections.items()},
        )

    def _record(self, stored: Stored) -> RecordSeen:
        """What lies in the books is never changed, only put anew."""
        known = self.records.get(id(stored))
        if known:
            return known[1]
        seen = _record_seen(stored)
        self.records[id(stored)] = (stored, seen)
        return seen


def _record_seen(stored: Stored) -> RecordSeen:
    return RecordSeen(
        stored.record.rev,
        stored.record.base,
        stored.verdict,
        stored.code,
        stored.off_lineage,
        stored.receipt is not None,
        tuple(stored.record.hashes),
        stored.for_rev,
        _said(stored.record),
        _asked(stored.record),
    )


def _asked(record: Record) -> tuple[str, str, int] | None:
    if record.collection != "correction_step":
        return None
    body = json.loads(record.body)
    return body["correction"], body["move"], body["seen_rev"]


def _correction_seen(books: Books, id: str, held: Held) -> CorrectionSeen:
    return CorrectionSeen(
        held.now.state,
        len(held.moves),
        held.now.stops,
        held.moves,
        held.photos,
        held.seeing,
        dict(_shown(books, id)),
        tuple(told for (of, _), told in books.moved.items() if of == id),
    )


def _shown(books: Books, id: str) -> Iterator[tuple[str, Any]]:
    for scope, rows in books.rows.items():
        _, _, text = rows.get(("correction", id), (0, 0, None))
        if text is not None:
            data = json.loads(text)
            told = data["state"], data["steps"], data["said"]["move"], frozenset(data["after"])
            yield scope.partition(":")[2], told


def _said(record: Record) -> Said | None:
    """Read from the body without the rules that the server judges it by."""
    body = json.loads(record.body) if record.collection == "inspection" else {}
    if "signature" not in body:
        return None
    said, listed = body["signature"], [tuple(one.values()) for one in body["round"]]
    shown = {
        "inspection": record.id,
        "premises": body["premises"],
        "photos": body["photos"],
        "answers": {"note": body["note"], "wrong": body["wrong"]},
    }
    given = (said["sha256"], said["rev"], said["content_digest"])
    return Said(*given, tuple(listed), _digest(body["round"]), _digest(shown))


def _digest(value: Any) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()


def _phone_seen(store: Partition) -> PhoneSeen:
    return PhoneSeen(
        _box_seen(store.outbox),
        _box_seen(store.sent),
        {one.id: (one.rev, one.edits, tuple(one.hashes)) for one in store.drafts.values()},
        {
            sha256: PhotoSeen(
                *(one.here, one.uploaded, one.receipted, one.unreadable, one.spoiled),
                sha256 in store.bytes,
            )
            for sha256, one in store.photos.items()
        },
        {key: (row[0], row[1]) for key, row in store.rows.items()},
        dict(store.cursors),
        store.meta.get("cursor_epoch"),
        {id: row[3]["state"] for (kind, id), row in store.rows.items() if kind == "inspection"},
    )


def _box_seen(box: dict[Any, Kept]) -> dict[Key, BoxSeen]:
    return {
        key: BoxSeen(one.state, one.code, tuple(one.hashes), one.receipt is not None)
        for key, one in box.items()
    }
