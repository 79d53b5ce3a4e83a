"""The feed as a transaction needs it. The app plugs the real one in: writing imports no feed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from sqlalchemy.orm import Session


@dataclass(frozen=True)
class FeedRow:
    """The newest version of one row that phones pull; `data` is None for a tombstone."""

    scope: str
    collection: str
    row_id: str
    rev: int
    data: str | None
    at: datetime
    part: str | None = None


class Feed(Protocol):
    """Rows queued while a transaction works, numbered and written at its end."""

    def queue(self, row: FeedRow) -> None:
        """Remember a row; a later one of the same name replaces it."""

    def write(self) -> None:
        """Lock each scope in byte order, number its rows and store them."""


_plugged: list[Callable[[Session], Feed]] = []


def plug_feed(make: Callable[[Session], Feed]) -> None:
    """Set the feed in which every later transaction queues its rows."""
    _plugged[:] = [make]


def open_feed(session: Session) -> Feed:
    """Make the feed of one transaction."""
    (make,) = _plugged
    return make(session)
