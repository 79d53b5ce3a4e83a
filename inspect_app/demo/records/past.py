"""Hands inspections in and decides on them at a past moment, the way every record goes."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from inspect_app.demo.records.bodies import Sealed, digest, media_type
from inspect_app.extensions import db
from inspect_app.models.premises import Premises
from inspect_app.photos.headers import Header, read_header
from inspect_app.queries.epochs import read_epoch
from inspect_app.queries.signatures import list_cosignatures
from inspect_app.services.intake.inbox import LIMITS, SqlHost
from inspect_app.services.intake.receipt_keys import read_key_ring
from inspect_app.services.intake.store import SqlTransaction
from inspect_app.services.photos.photo_rows import add_owner, add_photo
from inspect_app.services.review.cosignatures import take_answer
from inspect_app.services.review.reviews import Items, approve, return_items
from inspect_app.services.writing.transaction import writing
from inspect_app.storage.open import BlobStore
from inspect_app.storage.private_files import make_folder
from sync.receive import Receiver
from sync.records import BlobRef, Record


class Album:
    """Pictures in the photo store, each written once, whoever shows it."""

    def __init__(self, storage: BlobStore) -> None:
        self.storage = storage
        self.headers: dict[str, Header] = {}

    def keep(self, sealed: Sealed, without: Collection[str]) -> dict[str, Header]:
        """What the body names, but for those that never came."""
        names = [name for name in sealed.names() if name not in without]
        return {name: self.header_of(name, sealed.named_bytes[name]) for name in names}

    def header_of(self, name: str, data: bytes) -> Header:
        """Keep one picture, and tell what its bytes are."""
        if name not in self.headers:
            make_folder(self.storage.parts)
            part = self.storage.parts / f"{name}.demo"
            part.write_bytes(data)
            self.headers[name] = read_header(part, media_type(data))
            self.storage.keep(part, name)
        return self.headers[name]


class PastHost(SqlHost):
    """Every transaction happens at `at`."""

    def __init__(self, storage: BlobStore, at: datetime) -> None:
        super().__init__(storage)
        self.at = at

    @contextmanager
    def transaction(self) -> Iterator[SqlTransaction]:
        with writing(self.at) as w:
            yield SqlTransaction(w, self.storage)


class Postman:
    """Brings what phones sent and desks decided, each at its own instant."""

    def __init__(self, album: Album, instance: Path) -> None:
        self.album = album
        self.keys, self.epoch = read_key_ring(instance), read_epoch()
        self.brought: dict[str, set[str]] = {}

    def attrs_of(self, premises_id: str) -> Mapping[str, Any]:
        """As a phone would see them at this moment."""
        return db.session.get_one(Premises, premises_id).known_attrs

    def hand_in(
        self, sealed: Sealed, record: Record, at: datetime, verdict: str, without: Collection[str]
    ) -> None:
        """Raises when the server thinks otherwise of it: the demo would tell a lie."""
        self.upload(sealed, at, without)
        host = PastHost(self.album.storage, at)
        receiver = Receiver(host, self.keys, self.epoch, LIMITS)
        result = receiver.receive(sealed.author, [as_entry(record)])[0]
        if result.verdict != verdict:
            raise ValueError(f"{verdict} was expected: {result.as_json()}")

    def upload(self, sealed: Sealed, at: datetime, without: Collection[str]) -> None:
        """What its author has not brought before, as a phone does."""
        user, headers = sealed.author, self.album.keep(sealed, without)
        with writing(at) as w:
            for name, header in headers.items():
                users = self.brought.setdefault(name, set())
                if not users:
                    add_photo(w, name, header)
                if user not in users:
                    add_owner(w, user, name)
                users.add(user)

    def approve(self, reviewer: str, inspection: str, rev: int, at: datetime) -> None:
        """The colleague says that he signed, and the reviewer agrees."""
        with writing(at) as w:
            for one in list_cosignatures(inspection):
                said = {"inspection": inspection, "sha256": one.sha256, "answer": "confirm"}
                take_answer(w, one.user_id, said)
        approve(reviewer, inspection, rev, at=at)

    def return_items(
        self, reviewer: str, inspection: str, rev: int, items: Items, at: datetime
    ) -> None:
        """The reviewer wants these again."""
        return_items(reviewer, inspection, rev, items, at=at)


def record_of(id: str, rev: int, base: str | None, sealed: Sealed) -> Record:
    """What a push says of a sealed body."""
    blobs = tuple(BlobRef(**blob) for blob in sealed.blobs())
    text = sealed.text
    return Record("inspection", id, rev, base, digest(text.encode()), text, blobs)


def as_entry(record: Record) -> dict[str, Any]:
    """As it stands in a push."""
    return {
        "collection": record.collection,
        "id": record.id,
        "rev": record.rev,
        "base": record.base,
        "digest": record.digest,
        "body": record.body,
        "blobs": [vars(blob) for blob in record.blobs],
    }
