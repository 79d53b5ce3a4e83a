"""Uploads of an operator that resume: a finished one is a photo of its correction, of no user."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import delete, select, update

from inspect_app.errors import ProblemError
from inspect_app.extensions import db
from inspect_app.models.corrections import OperatorUpload
from inspect_app.services.corrections.operator_photos import (
    Answering,
    KeptPhoto,
    add_kept,
    check_photo,
    lock_answered,
    may_bring,
    reserve,
)
from inspect_app.services.photos.photo_gc import unmark
from inspect_app.services.photos.upload_rows import columns_of, lists_of, upload_of
from inspect_app.services.writing.transaction import Writing, writing
from inspect_app.services.writing.upsert import insert_if_absent
from inspect_app.storage.open import BlobStore
from sync.ports import OffsetConflict, UploadGone
from sync.records import Upload

MOST_OPEN = 20


class OperatorUploads:
    """Implements `sync.ports.UploadStore` for one code and one correction.

    The protocol's `user` is the correction here. What the code opens is read again at every
    commit, since a body may take minutes: ProblemError `operator_over`, `photo_count` and others.
    """

    def __init__(self, storage: BlobStore, who: Answering) -> None:
        self.storage, self.who = storage, who

    def find(self, user: str, id: str) -> Upload | None:
        """Find an upload of this code and correction; return the connection at once."""
        row = db.session.get(OperatorUpload, id, populate_existing=True)
        upload = upload_of(row, row.correction_id) if row and self._is_ours(row) else None
        db.session.rollback()
        return upload

    def add(self, upload: Upload) -> list[str]:
        """Insert an upload; return the ids of those beyond the twenty that may be open."""
        with writing() as w:
            row, code = lock_answered(w, self.who)
            may_bring(w, row, code, upload.length)
            gone = self._drop_oldest(w)
            w.session.add(OperatorUpload(**self._columns(w, upload)))
        return gone

    def advance(self, upload: Upload) -> None:
        """Store the new offset if the row still has the counted one."""
        with writing() as w:
            lock_answered(w, self.who)
            mine = (OperatorUpload.id == upload.id, OperatorUpload.offset == upload.counted)
            moved = update(OperatorUpload).where(*mine, OperatorUpload.complete.is_(False))
            new = {"offset": upload.offset, "pieces": lists_of(upload.pieces)}
            if w.session.scalar(moved.values(new).returning(OperatorUpload.id)) is None:
                row = w.session.get(OperatorUpload, upload.id, populate_existing=True)
                raise OffsetConflict(row.offset) if row else UploadGone()

    def remove(self, upload: Upload) -> None:
        """Delete an upload's row, if there is one."""
        with writing() as w:
            w.session.execute(delete(OperatorUpload).where(OperatorUpload.id == upload.id))

    def finish(self, upload: Upload, part: Path) -> None:
        """Make a photo durable and add it to its correction.

        Raises `photo_large` or `photo_kind`, as the form does, OffsetConflict, and what `reserve`
        and `add_kept` raise. Bytes that have no place are not kept.
        """
        try:
            header = check_photo(part.read_bytes())
            reserve(self.who, upload.sha256, header.size, datetime.now(UTC))
        except ProblemError:
            self.remove(upload)
            part.unlink(missing_ok=True)
            raise
        unmark(upload.sha256)
        self.storage.keep(part, upload.sha256)
        with writing() as w:
            add_kept(w, self.who, KeptPhoto(upload.sha256, header))
            self._mark_complete(w, upload)

    def _mark_complete(self, w: Writing, upload: Upload) -> None:
        if insert_if_absent(w.session, OperatorUpload, **self._columns(w, upload)):
            return
        mine = (OperatorUpload.id == upload.id, OperatorUpload.complete.is_(False))
        whole = update(OperatorUpload).where(*mine)
        done = whole.values(offset=upload.length, complete=True, pieces=[])
        if w.session.execute(done.returning(OperatorUpload.id)).first() is None:
            raise OffsetConflict(upload.length)

    def _drop_oldest(self, w: Writing) -> list[str]:
        mine = select(OperatorUpload).filter_by(code_id=self.who.code_id, complete=False)
        newest_first = mine.order_by(OperatorUpload.created_at.desc(), OperatorUpload.id)
        too_many = list(w.session.scalars(newest_first.offset(MOST_OPEN - 1)))
        for row in too_many:
            w.session.delete(row)
        return [row.id for row in too_many]

    def _is_ours(self, row: OperatorUpload) -> bool:
        here = (row.code_id, row.correction_id) == (self.who.code_id, self.who.correction_id)
        return here and row.expires_at > datetime.now(UTC)

    def _columns(self, w: Writing, upload: Upload) -> dict[str, Any]:
        mine = {"code_id": self.who.code_id, "correction_id": self.who.correction_id}
        return mine | columns_of(upload, w.at)
