"""Uploads of the model server: the real machine of `sync/`, its rows in memory."""

import hashlib
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from sync.blob_wait import blob_arrived
from sync.failpoints import failpoint
from sync.ports import Unreadable
from sync.records import Upload, UploadLimits
from tests.simulation.model.host import AT, ModelHost, PlainSigner

LIMITS = UploadLimits(8 * 1024 * 1024, ("image/jpeg", "image/png"), timedelta(days=7))


class ModelUploads:
    """Implements `sync.ports.UploadStore`."""

    def __init__(self, host: ModelHost) -> None:
        self.host = host

    def find(self, user: str, id: str) -> Upload | None:
        found = self.host.books.uploads.get(id)
        mine = found and found.user == user and found.expires_at > AT
        return replace(found) if mine else None

    def add(self, upload: Upload) -> list[str]:
        with self.host.books.transaction():
            self.host.books.put(self.host.books.uploads, upload.id, replace(upload))
        return []

    def advance(self, upload: Upload) -> None:
        self.add(upload)

    def remove(self, upload: Upload) -> None:
        with self.host.books.transaction():
            self.host.books.drop(self.host.books.uploads, upload.id)

    def finish(self, upload: Upload, part: Path) -> None:
        data, books = part.read_bytes(), self.host.books
        if not data.startswith((b"\xff\xd8", b"\x89PNG")):
            with books.transaction():
                books.put(books.refused, (upload.user, upload.sha256), True)
            raise Unreadable
        self.host.files[hashlib.sha256(data).hexdigest()] = data
        part.unlink()
        failpoint("blob.stored")
        with books.transaction():
            books.put(books.owned, (upload.user, upload.sha256), True)
            books.drop(books.refused, (upload.user, upload.sha256))
            books.put(books.uploads, upload.id, replace(upload, offset=upload.length))
        failpoint("blob.committed")
        blob_arrived(self.host, PlainSigner(), books.epoch, upload.user, upload.sha256)
