"""Stores files that belong to no inspection among the photos: kept and backed up alike.

Nothing of them is ever rendered: they leave as they came, as attachments.
"""

import hashlib
from contextlib import suppress
from dataclasses import dataclass
from uuid import uuid4

from inspect_app.domain.file_names import clean_name
from inspect_app.errors import problem
from inspect_app.models.inspections import Photo
from inspect_app.photos.documents import ENDINGS, MAX_BYTES, find_type
from inspect_app.photos.headers import UnreadablePhoto, find_header
from inspect_app.services.photos.faults import heal
from inspect_app.services.photos.photo_gc import keep_from_gc, unmark
from inspect_app.services.writing.transaction import Writing
from inspect_app.services.writing.upsert import insert_if_absent
from inspect_app.storage.open import BlobStore
from inspect_app.storage.private_files import make_folder


@dataclass(frozen=True)
class Attachment:
    """A file whose bytes are durable and that no row names yet."""

    sha256: str
    name: str
    type: str
    size: int
    sides: tuple[int, int]


def keep_attachment(storage: BlobStore, data: bytes, name: str) -> Attachment:
    """Make a file durable; raise `too_large`, or `attachment` for what is no PDF, JPEG or PNG."""
    if len(data) > MAX_BYTES:
        raise problem("too_large")
    type = find_type(data)
    if type is None:
        raise problem("attachment")
    sha256 = hashlib.sha256(data).hexdigest()
    unmark(sha256)
    make_folder(storage.parts)
    part = storage.parts / f"{uuid4()}.part"
    try:
        part.write_bytes(data)
        storage.keep(part, sha256)
    finally:
        part.unlink(missing_ok=True)
    return Attachment(sha256, clean_name(name, ENDINGS[type]), type, len(data), _sides_of(data))


def add_attachment(w: Writing, file: Attachment) -> None:
    """Insert the row that scrub and backup go by; a row of the same bytes stays as it is."""
    keep_from_gc(w, [file.sha256])
    width, height = file.sides
    row = {"sha256": file.sha256, "size": file.size, "type": file.type, "received_at": w.at}
    sides = {"width": width, "height": height}
    if not insert_if_absent(w.session, Photo, **row, **sides, readable=True, decoded_at=w.at):
        heal(w, file.sha256)


def _sides_of(data: bytes) -> tuple[int, int]:
    # The same bytes may come once more, as a photo of an inspection, and its row must be true.
    with suppress(UnreadablePhoto):
        header = find_header(data)
        return header.width, header.height
    return 0, 0
