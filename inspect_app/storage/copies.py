"""Display copies beside the originals: pictures that can be made again, by photo and by size."""

import os
import re
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Protocol

_SHA256 = re.compile(r"[0-9a-f]{64}")
_SIZE = re.compile(r"[a-z]{1,16}")


class Copies(Protocol):
    """What every store does for them; all servers of a store share them."""

    def put(self, sha256: str, size: str, data: bytes) -> None:
        """Nothing is promised: one that is lost is rendered again."""

    def get(self, sha256: str, size: str) -> bytes | None:
        """None for one that is not there."""

    def remove(self, sha256: str, size: str) -> None:
        """Absent is fine."""


def copy_name(sha256: str, size: str) -> str:
    """The only way from a name to a place: no slash, no dot, no other sign gets through."""
    if not _SHA256.fullmatch(sha256) or not _SIZE.fullmatch(size):
        raise FileNotFoundError(sha256)
    return f"{sha256[:2]}/{sha256}-{size}.jpg"


class FolderCopies:
    """Files that no reader sees half written."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def put(self, sha256: str, size: str, data: bytes) -> None:
        """No fsync: a power cut costs a second rendering."""
        path = self.root / copy_name(sha256, size)
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            os.replace(name, path)
        except OSError:
            with suppress(FileNotFoundError):
                os.unlink(name)
            raise

    def get(self, sha256: str, size: str) -> bytes | None:
        """None for one that is not there."""
        path = self.root / copy_name(sha256, size)
        try:
            return path.read_bytes()
        except OSError:  # one that cannot be read is rendered again, too
            return None

    def remove(self, sha256: str, size: str) -> None:
        """Absent is fine."""
        (self.root / copy_name(sha256, size)).unlink(missing_ok=True)
