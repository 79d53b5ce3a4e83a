"""The rows of a blob: its photo's header data, and which users uploaded it."""

import hashlib
from datetime import datetime
from typing import Any

from sqlalchemy import select

from inspect_app.models.inspections import Photo
from inspect_app.models.sync import SyncBlobOwner
from inspect_app.photos.headers import MAX_BYTES, SOUNDS, Header, UnreadablePhoto, find_header
from inspect_app.queries.blobs import GONE
from inspect_app.queries.photo_terms import PURGED
from inspect_app.services.photos.faults import heal
from inspect_app.services.writing.transaction import Writing
from inspect_app.services.writing.upsert import insert_if_absent
from inspect_app.storage.open import BlobStore


def add_owner(w: Writing, user: str, sha256: str) -> None:
    """Record that this user uploaded the blob, so that his records may count it."""
    insert_if_absent(w.session, SyncBlobOwner, user_id=user, sha256=sha256, at=w.at)


def add_photo(w: Writing, sha256: str, header: Header) -> None:
    """Insert a photo's row, or heal the existing one if its bytes were lost."""
    # The insert waits for who holds the row: what is called lost just now is healed after that.
    if not insert_if_absent(w.session, Photo, **_photo_row(sha256, header, w.at)):
        heal(w, sha256)


def relink_photo(w: Writing, storage: BlobStore, sha256: str) -> bool:
    """Whether the store has these bytes; a restored database gets their row again."""
    known = w.session.execute(select(Photo.fault).where(Photo.sha256 == sha256)).one_or_none()
    if known is not None:
        if known.fault == PURGED and storage.has(sha256):
            heal(w, sha256)  # named again within the hour before its bytes would go
            return True
        return known.fault not in GONE and storage.has(sha256)
    try:
        with storage.open(sha256) as file:
            data = file.read(MAX_BYTES + 1)
        header = find_header(data)
    except ConnectionError:
        raise
    except (OSError, UnreadablePhoto):
        return False  # it counts as missing, so a phone uploads it again
    if hashlib.sha256(data).hexdigest() != sha256:
        return False
    add_photo(w, sha256, header)
    return True


def _photo_row(sha256: str, header: Header, at: datetime) -> dict[str, Any]:
    """Return the columns of a readable photo whose bytes are durable."""
    return {
        "sha256": sha256,
        "size": header.size,
        "type": header.type,
        "width": header.width,
        "height": header.height,
        "readable": True,
        "received_at": at,
        "decoded_at": at if header.type in SOUNDS else None,  # nothing of a sound is rendered
    }
