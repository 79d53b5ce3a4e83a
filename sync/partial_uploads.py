"""Files of unfinished uploads: one per upload, with one writer among all threads and processes."""

import fcntl
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import FileIO
from pathlib import Path
from typing import Protocol

from sync.records import Upload

PIECE = 64 * 1024


class Locked(Exception):
    """Another writer has this upload open."""


class TooLong(Exception):
    """More bytes came than the upload may have."""


class Mismatch(Exception):
    """The bytes do not match their checksum or promised digest."""


class Readable(Protocol):
    """A request body that can be read as it arrives."""

    def read(self, size: int, /) -> bytes:
        """Read up to `size` bytes; fewer mean the end, a broken connection raises OSError."""


@dataclass(frozen=True)
class IncomingBytes:
    """A request body and its announced length, None for a chunked body of unknown length."""

    stream: Readable
    length: int | None


@dataclass(frozen=True)
class Checksum:
    """The algorithm and digest that the client announced for a chunk."""

    algorithm: str
    digest: bytes


class PartialFolder:
    """The folder of unfinished uploads. Ids are tokens of the server, never a client's text."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, id: str) -> Path:
        """Return the path of one upload's file."""
        return self.folder / f"{id}.part"

    def size(self, id: str) -> int:
        """Return how many bytes of an upload the file has; 0 without a file."""
        try:
            return self.path(id).stat().st_size
        except FileNotFoundError:
            return 0

    def remove(self, id: str) -> None:
        """Delete an upload's file, if there is one."""
        self.path(id).unlink(missing_ok=True)

    def present_bytes(self, upload: Upload) -> int:
        """Return the usable offset: after a crash the file may be shorter than its row says."""
        return min(upload.offset, self.size(upload.id))

    def secure(self, upload: Upload, start: int, file: FileIO) -> None:
        """Do nothing: the file of one machine stays where it is."""

    def gather(self, upload: Upload, file: FileIO) -> None:
        """Do nothing: the file of one machine is whole already."""

    @contextmanager
    def writer(self, id: str) -> Iterator[FileIO]:
        """Open an upload's file for its only writer; raise Locked at once, never wait."""
        # Unbuffered: a full disk must raise at the write, not when the file is closed.
        with FileIO(str(self.path(id)), "r+", opener=_open_or_make) as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise Locked from error
            if not _still_there(self.path(id), file):
                raise Locked  # it was finished or deleted between our opening and our lock
            yield file


def append(
    file: FileIO, offset: int, body: IncomingBytes, room: int, check: Checksum | None
) -> int:
    """Write a body behind `offset` and return how many of its bytes count.

    A cut connection is no error: what came counts; under a checksum a chunk counts whole or not.
    """
    if body.length is not None and body.length > room:
        raise TooLong
    file.seek(offset)
    file.truncate(offset)
    try:
        count, whole, digest = _copy(file, body, room, check)
        if check and whole and digest != check.digest:
            raise Mismatch
    except (TooLong, Mismatch, OSError):
        file.truncate(offset)
        raise
    if check and not whole:
        file.truncate(offset)
        return 0
    return count


def digest_of(file: FileIO) -> str:
    """Return the SHA-256 of the whole file as hex."""
    file.seek(0)
    return hashlib.file_digest(file, "sha256").hexdigest()


def _copy(
    file: FileIO, body: IncomingBytes, room: int, check: Checksum | None
) -> tuple[int, bool, bytes]:
    hasher = hashlib.new(check.algorithm) if check else hashlib.sha256()
    count = 0
    while body.length is None or count < body.length:
        wanted = PIECE if body.length is None else min(PIECE, body.length - count)
        piece, cut = _read(body.stream, wanted)
        if cut or not piece:
            break
        count += len(piece)
        if count > room:
            raise TooLong
        if check:
            hasher.update(piece)
        _write(file, piece)
    whole = count == body.length if body.length is not None else not cut
    return count, whole, hasher.digest()


def _read(stream: Readable, wanted: int) -> tuple[bytes, bool]:
    """Read a piece; return it and whether the connection broke or timed out."""
    try:
        return stream.read(wanted), False
    except OSError:
        return b"", True


def _write(file: FileIO, piece: bytes) -> None:
    rest = memoryview(piece)
    while rest:
        rest = rest[file.write(rest) :]


def _open_or_make(path: str, flags: int) -> int:
    try:
        return os.open(path, flags | os.O_CREAT, 0o600)
    except FileNotFoundError:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        return os.open(path, flags | os.O_CREAT, 0o600)


def _still_there(path: Path, file: FileIO) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(file.fileno()))
    except FileNotFoundError:
        return False
