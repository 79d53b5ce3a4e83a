"""Stores display copies, which can be rendered again, by photo and size."""

import os
import re
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from inspect_app.storage.private_files import adopt, make_folder

_SHA256 = re.compile(r"[0-9a-f]{64}")
_SIZE = re.compile(r"[a-z]{1,16}")


class Copies(Protocol):
    """The display copies of a store; all its servers share them."""

    def put(self, sha256: str, size: str, data: bytes) -> None:
        """Store a display copy without promise: a lost one is rendered again."""

    def get(self, sha256: str, size: str) -> bytes | None:
        """Return a display copy; None if it is absent."""

    def remove(self, sha256: str, size: str) -> None:
        """Delete a display copy, if it is there."""


def copy_name(sha256: str, size: str) -> str:
    """Return the path of a display copy; raise FileNotFoundError for any strange name."""
    if not _SHA256.fullmatch(sha256) or not _SIZE.fullmatch(size):
        raise FileNotFoundError(sha256)
    return f"{sha256[:2]}/{sha256}-{size}.jpg"


class FolderCopies:
    """Display copies as files, which no reader sees half written."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def put(self, sha256: str, size: str, data: bytes) -> None:
        """Write a display copy without fsync: losing it costs one more rendering."""
        path = self.root / copy_name(sha256, size)
        make_folder(path.parent)
        handle, name = tempfile.mkstemp(dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            adopt(Path(name))
            os.replace(name, path)
        except OSError:
            with suppress(FileNotFoundError):
                os.unlink(name)
            raise

    def get(self, sha256: str, size: str) -> bytes | None:
        """Return a display copy; None if it is absent or unreadable."""
        path = self.root / copy_name(sha256, size)
        try:
            return path.read_bytes()
        except OSError:  # one that cannot be read is rendered again, too
            return None

    def remove(self, sha256: str, size: str) -> None:
        """Delete a display copy, if it is there."""
        (self.root / copy_name(sha256, size)).unlink(missing_ok=True)
