"""Notices as a move needs them. The app plugs the real ones in, as with the feed."""

from collections.abc import Callable

from inspect_app.models.corrections import CorrectionRow, CorrectionStep
from inspect_app.services.writing.transaction import Writing

Notify = Callable[[Writing, CorrectionRow, CorrectionStep], None]
_plugged: list[Notify] = []


def plug_notices(notify: Notify) -> None:
    """Set what every later move tells of itself."""
    _plugged[:] = [notify]


def notify(w: Writing, row: CorrectionRow, step: CorrectionStep) -> None:
    """Write, in the move's own transaction, who is to hear of it."""
    for tell in _plugged:
        tell(w, row, step)
