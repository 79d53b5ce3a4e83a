"""Notices as a move and a code need them. The app plugs the real ones in, as with the feed."""

from typing import Protocol

from inspect_app.models.corrections import CorrectionRow, CorrectionStep
from inspect_app.services.writing.transaction import Writing


class Notices(Protocol):
    """Who is to hear of what happens to a correction, and when there is nothing left to say."""

    def __call__(self, w: Writing, row: CorrectionRow, step: CorrectionStep) -> None:
        """Tell of a move."""

    def tell_code_ended(self, w: Writing, row: CorrectionRow, code_id: str) -> None:
        """Tell that too many wrong tries ended the code of a notice, by one of its corrections."""

    def end_code_notices(self, w: Writing, inspection_id: str) -> None:
        """End the notices about the code of an inspection: it has another one."""


_plugged: list[Notices] = []


def plug_notices(notices: Notices) -> None:
    """Set what every later move and code tells of itself."""
    _plugged[:] = [notices]


def notify(w: Writing, row: CorrectionRow, step: CorrectionStep) -> None:
    """Write, in the move's own transaction, who is to hear of it."""
    for notices in _plugged:
        notices(w, row, step)


def tell_code_ended(w: Writing, row: CorrectionRow, code_id: str) -> None:
    """Write, where a code was ended by wrong tries, who is to give another."""
    for notices in _plugged:
        notices.tell_code_ended(w, row, code_id)


def end_code_notices(w: Writing, inspection_id: str) -> None:
    """End, where another code comes into force, the notices about the one before."""
    for notices in _plugged:
        notices.end_code_notices(w, inspection_id)
