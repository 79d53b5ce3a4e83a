"""Why a photo cannot be shown, or its bytes are not what they were; and the end of that."""

import hashlib
import logging
from typing import BinaryIO

from sqlalchemy import update

from inspect_app.models.inspections import Photo
from inspect_app.queries.blobs import GONE
from inspect_app.services.writing.transaction import Writing, writing
from inspect_app.storage.open import BlobStore

log = logging.getLogger(__name__)
_PIECE = 1024 * 1024
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


def find_fault(storage: BlobStore, sha256: str) -> str | None:
    """Reads the bytes; raises StorageAway while the store itself is away."""
    try:
        with storage.open(sha256) as file:
            return None if _digest(file) == sha256 else ALTERED
    except ConnectionError:
        raise
    except OSError:  # absent, or the disk does not give it: one bad file says nothing of the next
        return LOST


def look_again(storage: BlobStore, sha256: str) -> str | None:
    """Under the lock of its row the bytes are read once more, and the books say what is there.

    Whoever brings them meanwhile writes that down after this; who has done it was seen by this.
    """
    with writing() as w:
        ours = update(Photo).where(Photo.sha256 == sha256).values(checked_at=w.at)
        before = w.session.execute(ours.returning(Photo.fault)).one_or_none()
        if before is None:
            return None  # it was swept meanwhile
        fault = find_fault(storage, sha256)
        if fault is None:
            heal(w, sha256)
        elif fault != before.fault:
            note_fault(w, sha256, fault)
        return fault


def _digest(file: BinaryIO) -> str:
    digest = hashlib.sha256()
    while piece := file.read(_PIECE):
        digest.update(piece)
    return digest.hexdigest()
