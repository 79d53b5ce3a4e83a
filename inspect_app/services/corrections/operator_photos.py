"""Photos that an operator sends with a code: checked, durable, owned by their correction alone."""

import hashlib
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from sqlalchemy import select

from inspect_app.domain.corrections.codes import ANSWERS
from inspect_app.domain.corrections.correction import Move
from inspect_app.domain.corrections.guards import why_not
from inspect_app.domain.corrections.table import OPERATOR
from inspect_app.errors import problem
from inspect_app.models.corrections import CorrectionPhoto, CorrectionRow, OperatorCode
from inspect_app.photos.headers import (
    FORMATS,
    MAX_BYTES,
    MAX_PIXELS,
    MAX_SIDE,
    Header,
    UnreadablePhoto,
)
from inspect_app.queries.corrections.operator import list_answered, situation_of, what_opens
from inspect_app.services.corrections.moves import lock_correction, today_of
from inspect_app.services.photos.photo_gc import keep_from_gc, unmark
from inspect_app.services.photos.photo_rows import add_photo as add_photo_row
from inspect_app.services.writing.transaction import Writing, writing
from inspect_app.storage.open import BlobStore
from inspect_app.storage.private_files import make_folder
from sync.retry import retry_on_conflict

MOST_PHOTOS = 20
MOST_BYTES = 60 * 1024 * 1024
MOST_EVER = 600  # with one code, those taken back among them: nobody fills the disk


@dataclass(frozen=True)
class Answering:
    """Who answers: the code that opened the session, and the correction that is answered."""

    code_id: str
    correction_id: str


@dataclass(frozen=True)
class KeptPhoto:
    """A photo whose bytes are durable and that no row names yet."""

    sha256: str
    header: Header


def check_photo(data: bytes) -> Header:
    """Return a photo's header; raise `photo_large` or `photo_kind`. Nothing is decoded."""
    if len(data) > MAX_BYTES:
        raise problem("photo_large")
    for type, size_of in FORMATS.items():
        with suppress(UnreadablePhoto):
            width, height = size_of(data)
            if not 0 < width * height <= MAX_PIXELS or max(width, height) > MAX_SIDE:
                raise problem("photo_large")
            return Header(type, len(data), width, height)
    raise problem("photo_kind")


def keep_photo(storage: BlobStore, who: Answering, data: bytes, at: datetime) -> KeptPhoto:
    """Make a photo's bytes durable; raise `photo_large`, `photo_kind`, or as `reserve` does."""
    header = check_photo(data)
    sha256 = hashlib.sha256(data).hexdigest()
    reserve(who, sha256, header.size, at)
    unmark(sha256)
    make_folder(storage.parts)
    part = storage.parts / f"{uuid4()}.part"
    try:
        part.write_bytes(data)
        storage.keep(part, sha256)
    finally:
        part.unlink(missing_ok=True)
    return KeptPhoto(sha256, header)


@retry_on_conflict
def reserve(who: Answering, sha256: str, size: int, at: datetime) -> None:
    """Count a photo of the code before its bytes are kept, which stay a week if it is refused.

    Raises what `may_bring` raises; one that is there already is counted once.
    """
    with writing(at) as w:
        row, code = lock_answered(w, who)
        if w.session.get(CorrectionPhoto, (row.id, sha256)) is None:
            may_bring(w, row, code, size)
            code.photos += 1


@retry_on_conflict
def add_photo(who: Answering, photo: KeptPhoto, at: datetime) -> None:
    """Add a photo to what the next report will bring; the same one twice is one."""
    with writing(at) as w:
        add_kept(w, who, photo)


def add_kept(w: Writing, who: Answering, photo: KeptPhoto) -> None:
    """Add a durable photo inside a write; raise `photo_count`, or as `lock_answered` does."""
    row, _ = lock_answered(w, who)
    if w.session.get(CorrectionPhoto, (row.id, photo.sha256)) is not None:
        return
    _require_place(w, row, photo.header.size)
    keep_from_gc(w, [photo.sha256])
    add_photo_row(w, photo.sha256, photo.header)
    w.session.add(
        CorrectionPhoto(
            correction_id=row.id,
            sha256=photo.sha256,
            position=_last_position(w, row) + 1,
            step_id=None,
            source=OPERATOR,
            size=photo.header.size,
            added_at=w.at,
        )
    )
    w.audit("correction.photo", f"correction:{row.id}", sha256=photo.sha256)


@retry_on_conflict
def take_back(who: Answering, sha256: str, at: datetime) -> None:
    """Take back a photo that no report named yet; one that is not there is gone already."""
    with writing(at) as w:
        row, _ = lock_answered(w, who)
        found = w.session.get(CorrectionPhoto, (row.id, sha256))
        if found is None or found.source != OPERATOR or found.step_id is not None:
            return
        w.session.delete(found)
        w.audit("correction.photo_back", f"correction:{row.id}", sha256=sha256)


def may_bring(w: Writing, row: CorrectionRow, code: OperatorCode, size: int) -> None:
    """Raise `answer_closed` where no report is possible now, and `photo_count` where all came."""
    _require_place(w, row, size)
    if code.photos >= MOST_EVER:
        raise problem("photo_count")


def _require_place(w: Writing, row: CorrectionRow, size: int) -> None:
    report = Move("report", OPERATOR, today_of(w), photos=1)
    if why_not(situation_of(row), report):
        raise problem("answer_closed")
    here = list_answered(row.id)
    if len(here) >= MOST_PHOTOS:
        raise problem("photo_count")
    if sum(one.size for one in here) + size > MOST_BYTES:
        raise problem("photo_count")


def lock_answered(w: Writing, who: Answering) -> tuple[CorrectionRow, OperatorCode]:
    """Lock a correction that this code opens, and the code; read under the lock what it opens.

    Raises `not_found` for a correction of anything else, `operator_over` for a code that ended.
    """
    row = lock_correction(w, who.correction_id)
    query = select(OperatorCode).filter_by(id=who.code_id).with_for_update()
    code = w.session.scalars(query.execution_options(populate_existing=True)).one_or_none()
    if row is None or code is None or row.inspection_id != code.inspection_id:
        raise problem("not_found")
    if what_opens(code, today_of(w)) != ANSWERS:
        raise problem("operator_over")
    return row, code


def _last_position(w: Writing, row: CorrectionRow) -> int:
    query = select(CorrectionPhoto.position).filter_by(correction_id=row.id)
    return max(w.session.scalars(query), default=0)
