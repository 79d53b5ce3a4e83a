"""Declares what a shared store does for unfinished uploads."""

from typing import Protocol


class Pieces(Protocol):
    """Bytes of unfinished uploads, by upload id and by a name that is used once."""

    def put(self, upload: str, name: str, data: bytes) -> None:
        """Store a piece; durable when this returns."""

    def get(self, upload: str, name: str) -> bytes:
        """Return a piece's bytes; raise FileNotFoundError."""

    def remove(self, upload: str) -> None:
        """Delete all pieces of one upload."""

    def ages(self) -> dict[str, float]:
        """Return the time of each upload's newest piece, in seconds since 1970."""
