"""Which store a setting means, and what every store can do."""

from pathlib import Path
from typing import BinaryIO, Protocol

from inspect_app.storage.folder import FolderStore


class StorageSettingError(ValueError):
    """The setting names a store that this version does not have."""


class BlobStore(Protocol):
    """Bytes that never change, by their digest."""

    @property
    def parts(self) -> Path:
        """Where unfinished uploads lie, on the same disk."""

    def keep(self, part: Path, sha256: str) -> None:
        """Moves a finished file in; durable when this returns."""

    def has(self, sha256: str) -> bool:
        """Whether the bytes are here."""

    def open(self, sha256: str) -> BinaryIO:
        """For reading; raises FileNotFoundError."""


def open_storage(setting: str) -> BlobStore:
    """The store of INSPECT_STORAGE."""
    if "://" in setting:
        raise StorageSettingError(
            f"INSPECT_STORAGE={setting}: this version keeps photos in a folder; give its path"
        )
    return FolderStore(Path(setting))
