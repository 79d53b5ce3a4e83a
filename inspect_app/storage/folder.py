"""A folder as photo store: `aa/<sha256>`, made durable before any row names it."""

import os
import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import BinaryIO
from uuid import uuid4

from inspect_app.storage.bucket import StoreEmpty
from inspect_app.storage.copies import Copies, FolderCopies
from inspect_app.storage.private_files import adopt, make_folder, refuse_wide

_SHA256 = re.compile(r"[0-9a-f]{64}")
_MARK = "photos-are-kept-here"
_HERE, _DEEPER = "[0-9a-f][0-9a-f]/*", "[0-9a-f][0-9a-f]/[0-9a-f][0-9a-f]/*"
synced: set[Path] = set()
"""Folders whose directory entries this process has made durable itself."""


class FolderStore:
    """Content-addressed files: the same name always means the same bytes.

    An empty folder may be a volume that was not mounted. So a store has a mark file, and without it
    neither takes photos nor reports one as lost. `marked` is false for the photos of a backup,
    where `backup.json` next to them proves that they are here. `durable` is false while the demo is
    loaded, whose photos can be drawn again.
    """

    durable = True
    pieces = None  # an unfinished upload is a file of this folder

    def __init__(self, root: Path, marked: bool = True) -> None:
        self.root, self.marked = root, marked
        self.parts = root / "parts"
        self.copies: Copies = FolderCopies(root / "copies")

    def begin(self, holding: bool) -> None:
        """Create the mark file, unless photos should be here and none is."""
        mark = self.root / _MARK
        if mark.exists():
            return
        if holding and next(self.ages(), None) is None:
            raise self._away()
        refuse_wide(self.root)
        make_folder(self.root)
        mark.touch(mode=0o600)
        adopt(mark)
        _sync(mark)
        _sync(self.root)

    def owner(self) -> str | None:
        """Return the owner from the mark file, None without one; raise StorageAway."""
        self.check()
        return (self.root / _MARK).read_text().strip() or None

    def own(self, name: str) -> None:
        """Write the owner by replacing the mark file, which is never absent meanwhile."""
        self.check()
        new = self.root / f"{_MARK}.{uuid4().hex}"
        try:
            new.write_text(name)
            try:
                adopt(new)  # root may run the command; the server's user must read it
            except PermissionError:  # a network share where root owns nothing
                new.chmod(0o644)
            _sync(new)
            os.replace(new, self.root / _MARK)
        except OSError:
            new.unlink(missing_ok=True)
            raise
        _sync(self.root)

    def keep(self, part: Path, sha256: str) -> None:
        """Move a file in durably: fsync it, rename, fsync the folder.

        A crash leaves bytes without a row, never a row without bytes.
        """
        self.check()
        target = self._path(sha256)
        adopt(part)
        if self.durable:
            _sync(part)
        self._make_folder(target.parent)
        os.replace(part, target)
        if self.durable:
            _sync(target.parent)

    def has(self, sha256: str) -> bool:
        """Whether the bytes are here; raises StorageAway without the mark file."""
        try:
            return self._found(sha256).exists()
        except FileNotFoundError:
            return False

    def open(self, sha256: str) -> BinaryIO:
        """Open a photo for reading; raise FileNotFoundError, or StorageAway without the mark."""
        return self._found(sha256).open("rb")

    def ages(self) -> Iterator[tuple[str, float]]:
        """Yield each hash with the time of its file, folder by folder."""
        for path in chain.from_iterable(map(self.root.glob, (_HERE, _DEEPER))):
            at = self.written_at(path.name)
            if at is not None:
                yield path.name, at

    def written_at(self, sha256: str) -> float | None:
        """Return when a photo was last stored, in seconds since 1970, or None."""
        try:
            return self._found(sha256).stat().st_mtime
        except FileNotFoundError:
            return None

    def remove(self, sha256: str) -> None:
        """Delete a photo, if it is there."""
        for path in (self._path(sha256), self._deeper(sha256)):
            path.unlink(missing_ok=True)

    def check(self) -> None:
        """Raise StoreEmpty if the mark file is absent."""
        if self.marked and not (self.root / _MARK).exists():
            raise self._away()

    def _away(self) -> StoreEmpty:
        return StoreEmpty(
            f"{self.root} holds no photos: is its volume mounted? If they are lost for good, make"
            f" an empty file {_MARK} there, and phones fill it again"
        )

    def _path(self, sha256: str) -> Path:
        # The only way from a hash to a path: no slash, no dot, no other character gets through.
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
        # The first release's path; files there are never moved.
        path = self._path(sha256)
        return path.parent / sha256[2:4] / sha256

    def _make_folder(self, folder: Path) -> None:
        if folder in synced and folder.is_dir():
            return
        make_folder(folder)
        # Also for an existing folder: its maker may have crashed before its entry was durable.
        _sync(folder.parent)
        synced.add(folder)


def mounted_folder(storage: object, instance: Path) -> tuple[Path, ...]:
    """Return the folder of a store outside of the instance, unless its volume is not mounted."""
    if not isinstance(storage, str) or Path(storage).is_relative_to(instance):
        return ()
    return (Path(storage),) if (Path(storage) / _MARK).exists() else ()


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
