"""A bucket as photo store: `photos/<sha256>`, written and then verified by asking for its size.

Nothing relies on conditional puts, which half of the S3 servers ignore: a name is the digest of its
bytes, so whoever writes it a second time writes the same.
"""

import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, cast

import obstore
from obstore.store import S3Store

from inspect_app.storage.bucket import Bucket, StorageAway, StoreEmpty
from inspect_app.storage.copies import Copies, copy_name
from inspect_app.storage.pieces import Pieces
from inspect_app.storage.private_files import make_folder
from inspect_app.storage.s3_client import client, put, reached

_SHA256 = re.compile(r"[0-9a-f]{64}")
_PIECE = 1024 * 1024
_OWNER = "owner"
marked: set[Bucket] = set()
"""Buckets whose mark this process has seen, so that later photos need not ask for it."""


class BucketStore:
    """Content-addressed objects: the same name always means the same bytes.

    A 404 also comes from a bucket that was deleted, or from a gateway that lost it. So the object
    `owner` is the store's mark: without it no photo is stored and none is reported as absent.
    """

    def __init__(self, bucket: Bucket) -> None:
        self.bucket, self.parts = bucket, bucket.spool
        self._objects = client(bucket, os.getpid())
        self.pieces: Pieces | None = BucketPieces(self._objects)
        self.copies: Copies = BucketCopies(self._objects)

    def keep(self, part: Path, sha256: str) -> None:
        """Write a photo whole and compare the size that the bucket reports; then it is durable."""
        if self.bucket not in marked:
            self.check()
        name, size = _name(sha256), part.stat().st_size
        put(self._objects, name, part.read_bytes())
        with reached(name, missing_is_trouble=True):
            stored = obstore.head(self._objects, name)["size"]
        if stored != size:
            raise StorageAway(f"{name}: {size} bytes were written, {stored} are there")
        part.unlink(missing_ok=True)

    def has(self, sha256: str) -> bool:
        """Whether the bytes are here; raises StorageAway if that is uncertain."""
        try:
            with self._asked(sha256) as name:
                obstore.head(self._objects, name)
        except FileNotFoundError:
            return False
        return True

    def open(self, sha256: str) -> BinaryIO:
        """Fetch a photo whole into a temporary file and open it for reading.

        Raises FileNotFoundError or StorageAway. Some servers answer ranges wrongly: none is used.
        """
        with _spooled():
            make_folder(self.parts)
            file = tempfile.TemporaryFile(dir=self.parts)
        try:
            with self._asked(sha256) as name:
                for piece in obstore.get(self._objects, name).stream(_PIECE):
                    with _spooled():
                        file.write(piece)
            with _spooled():
                file.seek(0)
        except BaseException:
            with suppress(OSError):  # closing flushes, which may fail again
                file.close()
            raise
        return cast(BinaryIO, file)

    def ages(self) -> Iterator[tuple[str, float]]:
        """Yield each hash with when it was written, page by page; raise StorageAway."""
        with reached("photos", missing_is_trouble=True):
            for page in obstore.list(self._objects, "photos", chunk_size=1000):
                for one in page:
                    name = one["path"].removeprefix("photos/")
                    if _SHA256.fullmatch(name):
                        yield name, one["last_modified"].timestamp()

    def written_at(self, sha256: str) -> float | None:
        """Return when a photo was last written, or None; raise StorageAway."""
        try:
            with self._asked(sha256) as name:
                return obstore.head(self._objects, name)["last_modified"].timestamp()
        except FileNotFoundError:
            return None

    def remove(self, sha256: str) -> None:
        """Delete a photo, if it is there; raise StorageAway."""
        with reached(sha256, missing_is_trouble=True):
            obstore.delete(self._objects, [_name(sha256)])

    def begin(self, holding: bool) -> None:
        """Create the mark object, unless photos should be here and none is."""
        if self._mark() is not None:
            return
        if holding and next(self.ages(), None) is None:
            raise self._empty()
        self.own("")

    def owner(self) -> str | None:
        """Return the owner from the mark object, None without one; raise StorageAway."""
        return self._mark() or None

    def own(self, name: str) -> None:
        """Write the owner into the mark object; raise StorageAway."""
        put(self._objects, _OWNER, name.encode())
        marked.add(self.bucket)

    def check(self) -> None:
        """Raise StorageAway with the bucket's own message, or StoreEmpty without the mark."""
        if self._mark() is not None:
            return
        with reached("bucket", missing_is_trouble=True):
            for _ in obstore.list(self._objects, "parts", chunk_size=1):
                break
        raise self._empty()

    def _mark(self) -> str | None:
        try:
            with reached(_OWNER):
                mark = bytes(obstore.get(self._objects, _OWNER).bytes()).decode()
        except FileNotFoundError:
            return None
        marked.add(self.bucket)
        return mark

    def _empty(self) -> StoreEmpty:
        place = f"s3://{self.bucket.name}/{self.bucket.prefix}"
        return StoreEmpty(
            f"no photos are kept in {place}: is INSPECT_STORAGE right? If they are lost for good,"
            " run `inspect-app photos own`, and phones fill it again"
        )

    @contextmanager
    def _asked(self, sha256: str) -> Iterator[str]:
        """Yield the object's name; it is called absent only where the mark object is there."""
        name = _name(sha256)
        try:
            with reached(name):
                yield name
        except FileNotFoundError:
            self.check()
            raise


class BucketPieces:
    """Unfinished uploads as `parts/<upload>/<piece>`, so that any server can continue."""

    def __init__(self, objects: S3Store) -> None:
        self._objects = objects

    def put(self, upload: str, name: str, data: bytes) -> None:
        """Store a piece; durable when this returns. A name is never used twice."""
        put(self._objects, f"parts/{upload}/{name}", data)

    def get(self, upload: str, name: str) -> bytes:
        """Return a piece's bytes; raise FileNotFoundError."""
        with reached(name):
            return bytes(obstore.get(self._objects, f"parts/{upload}/{name}").bytes())

    def remove(self, upload: str) -> None:
        """Delete all pieces of one upload."""
        with reached(upload):
            found = obstore.list(self._objects, f"parts/{upload}")
            if names := [one["path"] for page in found for one in page]:
                obstore.delete(self._objects, names)

    def ages(self) -> dict[str, float]:
        """Return the time of each upload's newest piece, in seconds since 1970."""
        newest: dict[str, float] = {}
        with reached("parts"):
            for page in obstore.list(self._objects, "parts", chunk_size=1000):
                for one in page:
                    upload = one["path"].split("/")[1]
                    at = one["last_modified"].timestamp()
                    newest[upload] = max(at, newest.get(upload, at))
        return newest


class BucketCopies:
    """Display copies as `copies/aa/<sha256>-<size>.jpg`, shared by all servers."""

    def __init__(self, objects: S3Store) -> None:
        self._objects = objects

    def put(self, sha256: str, size: str, data: bytes) -> None:
        """Store a display copy without promise: a lost one is rendered again."""
        put(self._objects, f"copies/{copy_name(sha256, size)}", data)

    def get(self, sha256: str, size: str) -> bytes | None:
        """Return a display copy; None if it is absent."""
        name = f"copies/{copy_name(sha256, size)}"
        try:
            with reached(name):
                return bytes(obstore.get(self._objects, name).bytes())
        except FileNotFoundError:
            return None

    def remove(self, sha256: str, size: str) -> None:
        """Delete a display copy, if it is there."""
        name = f"copies/{copy_name(sha256, size)}"
        try:
            with reached(name):
                obstore.delete(self._objects, name)
        except FileNotFoundError:
            return


def _name(sha256: str) -> str:
    # The only way from a hash to a key: no slash, no dot, no other character gets through.
    if not _SHA256.fullmatch(sha256):
        raise FileNotFoundError(sha256)
    return f"photos/{sha256}"


@contextmanager
def _spooled() -> Iterator[None]:
    """Raise StorageAway for a full local disk: it says nothing of the bucket's photos."""
    try:
        yield
    except OSError as error:
        raise StorageAway(f"no room to read a photo: {error}") from error
