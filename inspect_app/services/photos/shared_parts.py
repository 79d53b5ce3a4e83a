"""Unfinished uploads that any server can continue: pieces in the bucket, listed in the row.

A request writes into a file of this machine, which then has only its own bytes behind a hole.
Which server's piece counts is decided by the row: its offset moves once, for the first writer.
"""

import os
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import FileIO
from pathlib import Path

from inspect_app.storage.pieces import Pieces
from inspect_app.storage.private_files import make_folder
from sync.records import Piece, Upload

MOST_PIECES = 32


class SharedParts:
    """Implements `sync.ports.PartialStore`."""

    def __init__(self, pieces: Pieces, spool: Path) -> None:
        self.pieces, self.spool = pieces, spool

    @contextmanager
    def writer(self, id: str) -> Iterator[FileIO]:
        """Open a temporary file of this request alone; other requests are not locked out."""
        make_folder(self.spool)
        handle, name = tempfile.mkstemp(".part", dir=self.spool)
        os.close(handle)
        try:
            with FileIO(name, "r+") as file:
                yield file
        finally:
            with suppress(FileNotFoundError):  # a finished one was moved into the store
                os.unlink(name)

    def present_bytes(self, upload: Upload) -> int:
        """Return the row's offset: a piece is durable before it is counted."""
        return upload.offset

    def secure(self, upload: Upload, start: int, file: FileIO) -> None:
        """Store the new bytes as a piece; 32 pieces are merged to keep their list short."""
        if upload.offset == start:
            return
        if len(upload.pieces) >= MOST_PIECES:
            self.gather(upload, file)
            start = 0
        name = f"{start}-{secrets.token_hex(8)}"
        self.pieces.put(upload.id, name, _read(file, start, upload.offset))
        before = [one for one in upload.pieces if one.start < start]
        upload.pieces = [*before, Piece(start, upload.offset - start, name)]

    def gather(self, upload: Upload, file: FileIO) -> None:
        """Fill the file from the pieces; raise FileNotFoundError if one is absent or wrong."""
        for one in upload.pieces:
            data = self.pieces.get(upload.id, one.name)
            if len(data) != one.size:
                raise FileNotFoundError(one.name)
            file.seek(one.start)
            rest = memoryview(data)
            while rest:
                rest = rest[file.write(rest) :]

    def remove(self, id: str) -> None:
        """Do nothing: the sweep deletes the pieces, since no request should wait for it."""


def _read(file: FileIO, start: int, end: int) -> bytes:
    file.seek(start)
    data = file.read(end - start)
    assert data is not None and len(data) == end - start
    return data
