"""Which store a setting means, and what every store can do."""

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Protocol

from inspect_app.storage.bucket import Bucket
from inspect_app.storage.copies import Copies
from inspect_app.storage.folder import FolderStore
from inspect_app.storage.pieces import Pieces


class BlobStore(Protocol):
    """Bytes that never change, by their digest."""

    @property
    def parts(self) -> Path:
        """Where bytes on their way lie on this machine."""

    @property
    def pieces(self) -> Pieces | None:
        """Unfinished uploads that any server can continue; None where only this one can."""

    @property
    def copies(self) -> Copies:
        """What is shown of the photos."""

    def begin(self, holding: bool) -> None:
        """Makes it ready. Raises StoreEmpty where it should be holding photos and is empty."""

    def owner(self) -> str | None:
        """Whose sweeps may remove here; None before anybody's."""

    def own(self, name: str) -> None:
        """Durable when this returns."""

    def keep(self, part: Path, sha256: str) -> None:
        """Moves a finished file in; durable when this returns."""

    def has(self, sha256: str) -> bool:
        """Whether the bytes are here; raises StorageAway rather than saying no for nothing."""

    def open(self, sha256: str) -> BinaryIO:
        """For reading; raises FileNotFoundError, and StorageAway rather than that for nothing."""

    def ages(self) -> Iterator[tuple[str, float]]:
        """Every digest with when its bytes were written, in seconds since 1970. It may be long."""

    def written_at(self, sha256: str) -> float | None:
        """The same of one; None for what is not here, as `has` says it."""

    def remove(self, sha256: str) -> None:
        """Absent is fine. Only the sweep of orphans calls it."""

    def check(self) -> None:
        """Raises StorageAway when nothing can be kept here."""


def open_storage(setting: str | Bucket) -> BlobStore:
    """The store of INSPECT_STORAGE."""
    if isinstance(setting, Bucket):
        # Loaded for those who have one: its library is large and begins threads of its own.
        from inspect_app.storage.s3 import BucketStore

        return BucketStore(setting)
    return FolderStore(Path(setting))
