"""Hands things in at a past moment: the real receiver, uploads and reviews, another clock."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from inspect_app.demo.bodies import Sealed, media_type
from inspect_app.photos.headers import Header, read_header
from inspect_app.services.inbox import LIMITS, SqlHost
from inspect_app.services.sync_keys import read_epoch, read_key_ring
from inspect_app.services.sync_store import SqlDesk
from inspect_app.services.transaction import writing
from inspect_app.services.uploads import add_photo, own_blob
from inspect_app.storage.open import BlobStore
from sync.receive import Receiver


class PastHost(SqlHost):
    """Every transaction happens at `at`."""

    def __init__(self, storage: BlobStore, at: datetime) -> None:
        super().__init__(storage)
        self.at = at

    @contextmanager
    def transaction(self) -> Iterator[SqlDesk]:
        with writing(self.at) as w:
            yield SqlDesk(w, self.storage)


class Postman:
    """Remembers who uploaded what, so that nothing is stored twice."""

    def __init__(self, storage: BlobStore, instance: Path) -> None:
        self.storage = storage
        self.keys, self.epoch = read_key_ring(instance), read_epoch()
        self.owned: set[tuple[str, str]] = set()
        self.headers: dict[str, Header] = {}

    def upload(self, user: str, sealed: Sealed, at: datetime, without: Collection[str]) -> None:
        names = [name for name in sealed.names() if name not in without]
        missing = [name for name in names if (user, name) not in self.owned]
        if not missing:
            return
        with writing(at) as w:
            for name in missing:
                if name not in self.headers:
                    self.headers[name] = self._keep(name, sealed.named_bytes[name])
                add_photo(w, name, self.headers[name])
                own_blob(w, user, name)
        self.owned.update((user, name) for name in missing)

    def push(self, user: str, record: dict[str, Any], at: datetime, verdict: str) -> None:
        """Raises when the server thinks otherwise of it: the demo would tell a lie."""
        receiver = Receiver(PastHost(self.storage, at), self.keys, self.epoch, LIMITS)
        result = receiver.receive(user, [record])[0]
        if result.verdict != verdict:
            raise ValueError(f"{verdict} was expected: {result.as_json()}")

    def _keep(self, name: str, data: bytes) -> Header:
        self.storage.parts.mkdir(parents=True, exist_ok=True)
        part = self.storage.parts / f"{name}.demo"
        part.write_bytes(data)
        header = read_header(part, media_type(data))
        self.storage.keep(part, name)
        return header


def record_of(id: str, rev: int, base: str | None, sealed: Sealed) -> dict[str, Any]:
    return {
        "collection": "inspection",
        "id": id,
        "rev": rev,
        "base": base,
        "digest": sealed.digest,
        "body": sealed.text,
        "blobs": sealed.blobs(),
    }
