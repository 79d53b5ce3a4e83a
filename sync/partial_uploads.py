"""Part files: one per upload, one writer at a time, in whatever process or thread he is."""

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
    """Another writer is at this part."""


class TooLong(Exception):
    """More bytes came than the upload may hold."""


class Mismatch(Exception):
    """The chunk is not what its checksum says."""


class Readable(Protocol):
    """A request's body as it comes."""

    def read(self, size: int, /) -> bytes:
        """Fewer bytes than asked for, or none, is the end; a broken connection raises OSError."""


@dataclass(frozen=True)
class IncomingBytes:
    """A body and its announced length; None when it comes in pieces of unknown number."""

    stream: Readable
    length: int | None


@dataclass(frozen=True)
class Checksum:
    """What a chunk must hash to."""

    algorithm: str
    digest: bytes


class PartialFolder:
    """Where the parts are. Ids are our own tokens, never a client's text."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, id: str) -> Path:
        """The file of one upload."""
        return self.folder / f"{id}.part"

    def size(self, id: str) -> int:
        """What is really there; 0 without a file."""
        try:
            return self.path(id).stat().st_size
        except FileNotFoundError:
            return 0

    def remove(self, id: str) -> None:
        """Forgets the bytes."""
        self.path(id).unlink(missing_ok=True)

    def present_bytes(self, upload: Upload) -> int:
        """After a crash the file may be shorter than what was counted."""
        return min(upload.offset, self.size(upload.id))

    def secure(self, upload: Upload, start: int, file: FileIO) -> None:
        """The file stays where it is."""

    def gather(self, upload: Upload, file: FileIO) -> None:
        """It was whole all the time."""

    @contextmanager
    def writer(self, id: str) -> Iterator[FileIO]:
        """The only writer; raises Locked at once instead of waiting."""
        # Unbuffered: a full disk must be told by the write, not by the closing of the file.
        with FileIO(str(self.path(id)), "r+", opener=_open_or_make) as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise Locked from error
            if not _still_there(self.path(id), file):
                raise Locked  # it was finished or thrown away between our opening and our lock
            yield file


def append(
    file: FileIO, offset: int, body: IncomingBytes, room: int, check: Checksum | None
) -> int:
    """Writes what arrives behind `offset` and says how much of it counts.

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
    """SHA-256 of the whole part."""
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
    """The piece, and whether the connection broke; a silent socket times out, which is the same."""
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
