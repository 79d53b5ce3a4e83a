"""Why a photo cannot be shown, or its bytes are not what they were; and the end of that."""

from sqlalchemy import update

from inspect_app.models.inspections import Photo
from inspect_app.services.transaction import Writing

UNDECODABLE, INFECTED, LOST, ALTERED = "undecodable", "infected", "lost", "altered"


def heal(w: Writing, sha256: str) -> None:
    """The right bytes are there again: what was lost or altered is neither any more."""
    gone = update(Photo).where(Photo.sha256 == sha256, Photo.fault.in_((LOST, ALTERED)))
    sound = {"readable": True, "fault": None, "decoded_at": None, "decode_tries": 0}
    w.session.execute(gone.values(sound))
