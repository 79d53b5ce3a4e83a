"""A folder as photo store: `aa/<sha256>`, made durable before any row speaks of it."""

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from itertools import chain
from pathlib import Path
from typing import BinaryIO
from uuid import uuid4

from inspect_app.storage.bucket import StoreEmpty
from inspect_app.storage.copies import Copies, FolderCopies

_SHA256 = re.compile(r"[0-9a-f]{64}")
_MARK = "photos-are-kept-here"
_HERE, _DEEPER = "[0-9a-f][0-9a-f]/*", "[0-9a-f][0-9a-f]/[0-9a-f][0-9a-f]/*"
synced: set[Path] = set()
"""Folders whose names this process made durable itself."""


class FolderStore:
    """Content-addressed files: the same name always means the same bytes.

    An empty folder may be a volume that was not mounted. So a store bears a mark, and without it
    neither takes photos nor says that one is lost. `marked`: false for the photos of a backup,
    where `backup.json` beside them shows that they are here.
    """

    pieces = None  # an unfinished upload is a file of this folder

    def __init__(self, root: Path, marked: bool = True) -> None:
        self.root, self.marked = root, marked
        self.parts = root / "parts"
        self.copies: Copies = FolderCopies(root / "copies")

    def begin(self, holding: bool) -> None:
        """Sets the mark, unless photos should be here and none is."""
        mark = self.root / _MARK
        if mark.exists():
            return
        if holding and next(self.ages(), None) is None:
            raise self._away()
        self.root.mkdir(parents=True, exist_ok=True)
        mark.touch()
        _sync(mark)
        _sync(self.root)

    def owner(self) -> str | None:
        """The mark bears it; raises StorageAway."""
        self.check()
        return (self.root / _MARK).read_text().strip() or None

    def own(self, name: str) -> None:
        """Never without a mark in between; several may do it at once."""
        self.check()
        new = self.root / f"{_MARK}.{uuid4().hex}"
        try:
            new.write_text(name)
            with suppress(PermissionError):  # a share whose files belong to nobody here
                new.chmod(0o644)  # root may say whose it is, and the server's user must read that
            _sync(new)
            os.replace(new, self.root / _MARK)
        except OSError:
            new.unlink(missing_ok=True)
            raise
        _sync(self.root)

    def keep(self, part: Path, sha256: str) -> None:
        """fsync the bytes, rename, fsync the folder: a crash leaves an orphan, never a hole."""
        self.check()
        target = self._path(sha256)
        _sync(part)
        self._make_folder(target.parent)
        os.replace(part, target)
        _sync(target.parent)

    def has(self, sha256: str) -> bool:
        """Whether the bytes are here."""
        try:
            return self._found(sha256).exists()
        except FileNotFoundError:
            return False

    def open(self, sha256: str) -> BinaryIO:
        """For reading; raises FileNotFoundError."""
        return self._found(sha256).open("rb")

    def ages(self) -> Iterator[tuple[str, float]]:
        """Folder by folder; what goes meanwhile is left out."""
        for path in chain.from_iterable(map(self.root.glob, (_HERE, _DEEPER))):
            at = self.written_at(path.name)
            if at is not None:
                yield path.name, at

    def written_at(self, sha256: str) -> float | None:
        """A file that is kept again is a new file."""
        try:
            return self._found(sha256).stat().st_mtime
        except FileNotFoundError:
            return None

    def remove(self, sha256: str) -> None:
        """Absent is fine."""
        for path in (self._path(sha256), self._deeper(sha256)):
            path.unlink(missing_ok=True)

    def check(self) -> None:
        """Raises StorageAway."""
        if self.marked and not (self.root / _MARK).exists():
            raise self._away()

    def _away(self) -> StoreEmpty:
        return StoreEmpty(
            f"{self.root} holds no photos: is its volume mounted? If they are lost for good, make"
            f" an empty file {_MARK} there, and phones fill it again"
        )

    def _path(self, sha256: str) -> Path:
        # The only way from a name to a path: no slash, no dot, no other sign gets through.
        if not _SHA256.fullmatch(sha256):
            raise FileNotFoundError(sha256)
        return self.root / sha256[:2] / sha256

    def _found(self, sha256: str) -> Path:
        for path in (self._path(sha256), self._deeper(sha256)):
            if path.exists():
                return path
        self.check()
        return self._path(sha256)

    def _deeper(self, sha256: str) -> Path:
        # Where the first release kept it; what lies there stays there.
        path = self._path(sha256)
        return path.parent / sha256[2:4] / sha256

    def _make_folder(self, folder: Path) -> None:
        if folder in synced and folder.is_dir():
            return
        folder.mkdir(parents=True, exist_ok=True)
        # Also where it stood already: its maker may have died before its name was durable.
        _sync(folder.parent)
        synced.add(folder)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
