"""Kept figures as a transaction needs them. The app plugs the real ones in, as with the feed."""

from collections.abc import Callable
from typing import Protocol

from sqlalchemy.orm import Session


class Figures(Protocol):
    """What a transaction moved, counted again and written at its end."""

    def move_premises(self, premises_id: str) -> None:
        """Remember a premises of which a fact changed that figures are counted from."""

    def move_title(self, target: str, key: str) -> None:
        """Remember a title that was confirmed or revoked."""

    def write(self) -> None:
        """Lock what moved in ascending order, count it again and store it."""


_plugged: list[Callable[[Session], Figures]] = []


def plug_figures(make: Callable[[Session], Figures]) -> None:
    """Set the figures that every later transaction moves."""
    _plugged[:] = [make]


def open_figures(session: Session) -> Figures:
    """Make the figures of one transaction."""
    (make,) = _plugged
    return make(session)
