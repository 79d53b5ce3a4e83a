"""What a store that several servers share does for uploads that are under way."""

from typing import Protocol


class Pieces(Protocol):
    """Bytes of unfinished uploads, by upload and by a name that is used once."""

    def put(self, upload: str, name: str, data: bytes) -> None:
        """Durable when this returns."""

    def get(self, upload: str, name: str) -> bytes:
        """Raises FileNotFoundError."""

    def remove(self, upload: str) -> None:
        """All of one upload."""

    def ages(self) -> dict[str, float]:
        """The time of the newest piece of each upload, in seconds since 1970."""
