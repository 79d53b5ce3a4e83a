"""Opens the photo store that a setting names, and declares what every store can do."""

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Protocol

from inspect_app.storage.bucket import Bucket
from inspect_app.storage.copies import Copies
from inspect_app.storage.folder import FolderStore
from inspect_app.storage.pieces import Pieces


class BlobStore(Protocol):
    """A store of bytes that never change, named by their SHA-256."""

    @property
    def parts(self) -> Path:
        """Return this machine's folder for temporary files."""

    @property
    def pieces(self) -> Pieces | None:
        """Return the shared store of unfinished uploads; None where they are local files."""

    @property
    def copies(self) -> Copies:
        """Return the store of display copies."""

    def begin(self, holding: bool) -> None:
        """Prepare the store; raise StoreEmpty if it should have photos and has none."""

    def owner(self) -> str | None:
        """Return the epoch of the instance that may remove photos here; None without one."""

    def own(self, name: str) -> None:
        """Write the store's owner; durable when this returns."""

    def keep(self, part: Path, sha256: str) -> None:
        """Move a finished file in; durable when this returns."""

    def has(self, sha256: str) -> bool:
        """Whether the bytes are here; raises StorageAway if that is uncertain."""

    def open(self, sha256: str) -> BinaryIO:
        """Open a photo for reading; raise FileNotFoundError, or StorageAway if uncertain."""

    def ages(self) -> Iterator[tuple[str, float]]:
        """Yield each hash with when it was written, in seconds since 1970; it may take long."""

    def written_at(self, sha256: str) -> float | None:
        """Return when a photo was written, in seconds since 1970; None if absent."""

    def remove(self, sha256: str) -> None:
        """Delete a photo, if it is there; only garbage collection calls this."""

    def check(self) -> None:
        """Raise StorageAway when nothing can be stored here."""


def open_storage(setting: str | Bucket) -> BlobStore:
    """Open the photo store that INSPECT_STORAGE names."""
    if isinstance(setting, Bucket):
        # Imported only where a bucket is set: its library is large and starts threads.
        from inspect_app.storage.s3 import BucketStore

        return BucketStore(setting)
    return FolderStore(Path(setting))
