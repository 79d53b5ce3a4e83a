"""Why a photo cannot be shown, or its bytes are not what they were; and the end of that."""

import logging

from sqlalchemy import update

from inspect_app.models.inspections import Photo
from inspect_app.queries.blobs import GONE
from inspect_app.services.transaction import Writing

log = logging.getLogger(__name__)
UNDECODABLE, INFECTED, LOST, ALTERED = "undecodable", "infected", "lost", "altered"


def note_fault(w: Writing, sha256: str, fault: str) -> None:
    """From now on bytes that are gone count as missing, so that a phone may send them again."""
    log.error("photo %s is %s", sha256, fault)
    ours = update(Photo).where(Photo.sha256 == sha256)
    noted = {"readable": False, "fault": fault, "decoded_at": w.at, "decode_until": None}
    w.session.execute(ours.values(noted))
    w.audit(f"photo.{fault}", f"photo:{sha256}")


def heal(w: Writing, sha256: str) -> None:
    """The right bytes are there again: what was lost or altered is neither any more."""
    gone = update(Photo).where(Photo.sha256 == sha256, Photo.fault.in_(GONE))
    sound = {"readable": True, "fault": None, "decoded_at": None, "decode_tries": 0}
    w.session.execute(gone.values(sound))
