"""Uploads by tus 1.0.0 as a state machine; the host decides what a finished upload becomes.

No transaction is open while a body comes in: a slow phone occupies only its upload's file.
"""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC
from email.utils import format_datetime
from io import FileIO
from pathlib import Path

from sync.failpoints import failpoint
from sync.partial_uploads import (
    Checksum,
    IncomingBytes,
    Locked,
    Mismatch,
    TooLong,
    append,
    digest_of,
)
from sync.ports import Clock, OffsetConflict, PartialStore, Unreadable, UploadGone, UploadStore
from sync.records import Upload, UploadLimits
from sync.tus_headers import (
    ALGORITHMS,
    CHUNK_TYPE,
    EXTENSIONS,
    VERSION,
    BadHeader,
    Headers,
    read_checksum,
    read_metadata,
    read_number,
    write_metadata,
)


@dataclass(frozen=True)
class Answer:
    """A response of a status and headers, without a body."""

    status: int
    headers: dict[str, str] = field(default_factory=dict)


class Denied(Exception):
    """A refusal by its code in the host's list of errors, with headers for the client."""

    def __init__(self, code: str, **headers: str) -> None:
        super().__init__(code)
        self.code = code
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}


class Uploads:
    """Answers the tus requests of signed-in users."""

    def __init__(
        self,
        store: UploadStore,
        parts: PartialStore,
        limits: UploadLimits,
        clock: Clock,
    ) -> None:
        self.store, self.parts, self.limits, self.clock = store, parts, limits, clock

    def options(self) -> Answer:
        """Answer OPTIONS with the version, extensions, size limit and checksum algorithms."""
        return Answer(
            204,
            {
                "Tus-Version": VERSION,
                "Tus-Extension": EXTENSIONS,
                "Tus-Max-Size": str(self.limits.blob_bytes),
                "Tus-Checksum-Algorithm": ",".join(ALGORITHMS),
            },
        )

    def create(self, user: str, headers: Headers, body: IncomingBytes, folder_url: str) -> Answer:
        """Create an upload and answer 201 with its Location; a body is its first chunk."""
        with _as_denial():
            upload, check = self._new(user, headers), read_checksum(headers)
            location = {"Location": f"{folder_url}/{upload.id}"}
            if body.length == 0:
                self._add(upload)
                return Answer(201, self._expiry(upload) | location)
            _expect_chunk(headers)
            self._create_with(upload, body, check)
        return Answer(201, self._expiry(upload) | location | _offset(upload))

    def append(self, user: str, id: str, headers: Headers, body: IncomingBytes) -> Answer:
        """Append a chunk and answer 204 with the new offset."""
        with _as_denial():
            _expect_chunk(headers)
            offset, check = read_number(headers, "Upload-Offset"), read_checksum(headers)
            upload = self._get(user, id)
            if upload.complete:
                _expect_nothing(upload, offset, body)
                return Answer(204, self._expiry(upload) | _offset(upload))
            failpoint("part.asked")
            with self._only_writer(user, id) as (upload, file):
                if offset != upload.offset:
                    raise Denied("upload_offset", Upload_Offset=str(upload.offset))
                self._take(upload, file, body, check)
                if not upload.complete:
                    self.store.advance(upload)
                    failpoint("part.counted")
        return Answer(204, self._expiry(upload) | _offset(upload))

    def status(self, user: str, id: str) -> Answer:
        """Answer with an upload's offset; a finished upload answers until it expires."""
        upload = self._get(user, id)
        length = {
            "Upload-Length": str(upload.length),
            "Upload-Metadata": write_metadata(upload.sha256, upload.type),
            "Cache-Control": "no-store",
        }
        return Answer(200, self._expiry(upload) | _offset(upload) | length)

    def terminate(self, user: str, id: str) -> Answer:
        """Delete an unfinished upload; a blob that is durable already stays."""
        with _as_denial():
            self._get(user, id)
            with self.parts.writer(id):
                self._throw_away(self._get(user, id))
        return Answer(204)

    def _new(self, user: str, headers: Headers) -> Upload:
        length = read_number(headers, "Upload-Length")
        sha256, type = read_metadata(headers)
        if length == 0:
            raise BadHeader("Upload-Length")
        if length > self.limits.blob_bytes:
            raise TooLong
        if type not in self.limits.types:
            raise Denied("media_type")
        expires_at = self.clock() + self.limits.expiry
        return Upload(secrets.token_urlsafe(24), user, sha256, type, length, expires_at)

    def _add(self, upload: Upload) -> None:
        for id in self.store.add(upload):
            self.parts.remove(id)

    def _create_with(self, upload: Upload, body: IncomingBytes, check: Checksum | None) -> None:
        with self.parts.writer(upload.id) as file:
            try:
                self._take(upload, file, body, check)
                if not upload.complete:
                    self._add(upload)
                    failpoint("part.added")
            except BaseException:
                self.parts.remove(upload.id)
                raise

    def _get(self, user: str, id: str) -> Upload:
        upload = self.store.find(user, id)
        if upload is None:
            raise Denied("not_found")
        if not upload.complete:
            upload.offset = self.parts.present_bytes(upload)
        return upload

    @contextmanager
    def _only_writer(self, user: str, id: str) -> Iterator[tuple[Upload, FileIO]]:
        with self.parts.writer(id) as file:
            upload = self._get(user, id)  # read again: only under the lock is its offset certain
            if upload.complete:
                self.parts.remove(id)
                raise Locked
            yield upload, file

    def _take(
        self, upload: Upload, file: FileIO, body: IncomingBytes, check: Checksum | None
    ) -> None:
        start = upload.offset
        upload.offset += append(file, start, body, upload.length - start, check)
        failpoint("part.written")
        if upload.offset < upload.length:
            self.parts.secure(upload, start, file)
            return
        self.parts.gather(upload, file)
        if digest_of(file) != upload.sha256:
            self._throw_away(upload)
            raise Mismatch
        try:
            upload.complete = True
            self.store.finish(upload, Path(str(file.name)))
        except Unreadable as error:
            self._throw_away(upload)
            raise Denied("blob_unreadable") from error

    def _throw_away(self, upload: Upload) -> None:
        self.store.remove(upload)
        self.parts.remove(upload.id)

    def _expiry(self, upload: Upload) -> dict[str, str]:
        return {"Upload-Expires": format_datetime(upload.expires_at.astimezone(UTC), usegmt=True)}


def _offset(upload: Upload) -> dict[str, str]:
    return {"Upload-Offset": str(upload.offset)}


def _expect_chunk(headers: Headers) -> None:
    if (headers.get("Content-Type") or "").split(";")[0].strip() != CHUNK_TYPE:
        raise Denied("media_type")


def _expect_nothing(upload: Upload, offset: int, body: IncomingBytes) -> None:
    if offset != upload.length:
        raise Denied("upload_offset", Upload_Offset=str(upload.offset))
    if body.length:
        raise TooLong


@contextmanager
def _as_denial() -> Iterator[None]:
    try:
        yield
    except BadHeader as error:
        raise Denied("malformed") from error
    except TooLong as error:
        raise Denied("too_large") from error
    except Mismatch as error:
        raise Denied("checksum") from error
    except Locked as error:
        raise Denied("upload_busy") from error
    except OffsetConflict as error:
        raise Denied("upload_offset", Upload_Offset=str(error.offset)) from error
    except (UploadGone, FileNotFoundError) as error:
        raise Denied("not_found") from error
    except ConnectionError as error:
        raise Denied("storage_away") from error
    except OSError as error:
        raise Denied("storage_full") from error
