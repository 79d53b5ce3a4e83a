"""Faults of photos: undecodable, infected, lost or altered; and how lost bytes heal."""

import hashlib
import logging
from typing import BinaryIO

from sqlalchemy import case, update

from inspect_app.models.inspections import Photo
from inspect_app.queries.blobs import GONE
from inspect_app.services.writing.transaction import Writing, writing
from inspect_app.storage.open import BlobStore

log = logging.getLogger(__name__)
_PIECE = 1024 * 1024
UNDECODABLE, INFECTED, LOST, ALTERED = "undecodable", "infected", "lost", "altered"


def note_fault(w: Writing, sha256: str, fault: str) -> None:
    """Record a photo's fault; lost or altered bytes then count as missing, so phones resend."""
    log.error("photo %s is %s", sha256, fault)
    ours = update(Photo).where(Photo.sha256 == sha256)
    noted = {"readable": False, "fault": fault, "decoded_at": w.at, "decode_until": None}
    w.session.execute(ours.values(noted))
    w.audit(f"photo.{fault}", f"photo:{sha256}")


def heal(w: Writing, sha256: str) -> None:
    """Clear the fault of a photo whose right bytes are in the store again."""
    gone = update(Photo).where(Photo.sha256 == sha256, Photo.fault.in_(GONE))
    # Pixels are decoded anew; a voice note has none.
    decoded = case((Photo.type.like("audio/%"), Photo.received_at), else_=None)
    whole = {"readable": True, "fault": None, "decoded_at": decoded, "decode_tries": 0}
    w.session.execute(gone.values(whole))


def find_fault(storage: BlobStore, sha256: str) -> str | None:
    """Read a photo and return LOST, ALTERED or None; raise StorageAway if the store is away."""
    try:
        with storage.open(sha256) as file:
            return None if _digest(file) == sha256 else ALTERED
    except ConnectionError:
        raise
    except OSError:  # absent or unreadable: one bad file says nothing of the next
        return LOST


def recheck_photo(storage: BlobStore, sha256: str) -> str | None:
    """Read a photo again under its row's lock, record the result and return the fault.

    An upload of the same bytes commits before this lock or after it, so no result is overwritten.
    """
    with writing() as w:
        ours = update(Photo).where(Photo.sha256 == sha256).values(checked_at=w.at)
        before = w.session.execute(ours.returning(Photo.fault)).one_or_none()
        if before is None:
            return None  # it was garbage-collected meanwhile
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
