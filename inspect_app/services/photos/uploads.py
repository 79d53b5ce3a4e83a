"""Stores uploads in our tables; a finished one becomes a durable photo that its user owns."""

import logging
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import bindparam, delete, select, update

from inspect_app.domain.vocabulary import who_may
from inspect_app.extensions import db
from inspect_app.models.corrections import OperatorUpload
from inspect_app.models.people import Session, User
from inspect_app.models.sync import SyncUnreadable, SyncUpload
from inspect_app.photos.headers import UnreadablePhoto, read_header
from inspect_app.services.photos.ownership import claim_store
from inspect_app.services.photos.photo_gc import unmark
from inspect_app.services.photos.photo_rows import add_owner, add_photo
from inspect_app.services.photos.shared_parts import SharedParts
from inspect_app.services.photos.upload_rows import columns_of, lists_of, upload_of
from inspect_app.services.writing.transaction import Writing, writing
from inspect_app.services.writing.upsert import insert_if_absent
from inspect_app.storage.open import BlobStore
from inspect_app.storage.pieces import Pieces
from sync.failpoints import failpoint
from sync.partial_uploads import PartialFolder
from sync.ports import OffsetConflict, PartialStore, Unreadable, UploadGone
from sync.records import Upload

log = logging.getLogger(__name__)
MOST_OPEN_PARTS = 200
_ACTIVE = select(User.id).where(
    User.id == bindparam("user"), User.role.in_(who_may("inspect")), User.disabled_at.is_(None)
)


class SqlUploads:
    """Implements `sync.ports.UploadStore`; `arrived` is called after each durable blob.

    `drain` is the id of a drain session, if a disabled user or a revoked client hands in.
    """

    def __init__(
        self, storage: BlobStore, arrived: Callable[[str, str], None], drain: str | None = None
    ) -> None:
        self.storage, self.arrived, self.drain = storage, arrived, drain

    def find(self, user: str, id: str) -> Upload | None:
        """Find this user's upload, and return the connection to the pool at once."""
        row = db.session.get(SyncUpload, id, populate_existing=True)
        found = row and row.user_id == user and row.expires_at > datetime.now(UTC)
        upload = upload_of(row, row.user_id) if row and found else None
        db.session.rollback()
        return upload

    def add(self, upload: Upload) -> list[str]:
        """Insert an upload; return the ids of expired ones and of those beyond the user's 200."""
        with writing() as w:
            _may_upload(w, upload.user, self.drain)
            gone = _drop_expired(w) + _drop_oldest(w, upload.user)
            w.session.add(SyncUpload(user_id=upload.user, **columns_of(upload, w.at)))
        return gone

    def advance(self, upload: Upload) -> None:
        """Store the new offset if the row still has the counted one.

        Raises UploadGone or OffsetConflict.
        """
        with writing() as w:
            _may_upload(w, upload.user, self.drain)
            # Servers that share an upload have no common lock: the first to move the offset wins.
            mine = (SyncUpload.id == upload.id, SyncUpload.offset == upload.counted)
            moved = update(SyncUpload).where(*mine, SyncUpload.complete.is_(False))
            new = {"offset": upload.offset, "pieces": lists_of(upload.pieces)}
            if w.session.scalar(moved.values(new).returning(SyncUpload.id)) is None:
                raise _gone_or_moved(w, upload)

    def remove(self, upload: Upload) -> None:
        """Delete an upload's row, if there is one."""
        with writing() as w:
            w.session.execute(delete(SyncUpload).where(SyncUpload.id == upload.id))

    def finish(self, upload: Upload, part: Path) -> None:
        """Make a blob durable and complete what waited for it.

        Raises Unreadable, UploadGone or OffsetConflict.
        """
        try:
            header = read_header(part, upload.type)
        except UnreadablePhoto as error:
            _remember_unreadable(upload)
            raise Unreadable from error
        unmark(upload.sha256)
        self.storage.keep(part, upload.sha256)
        failpoint("blob.stored")
        with writing() as w:
            _may_upload(w, upload.user, self.drain)
            add_photo(w, upload.sha256, header)
            add_owner(w, upload.user, upload.sha256)
            _mark_complete(w, upload)
        failpoint("blob.committed")
        try:
            self.arrived(upload.user, upload.sha256)
        except Exception:
            # The bytes are durable; the sweep completes what waits for them.
            log.exception("records waiting for a blob were not counted")


def open_parts(storage: BlobStore) -> PartialStore:
    """Build the store of unfinished uploads: this machine's folder, or the shared bucket."""
    if storage.pieces is None:
        return PartialFolder(storage.parts)
    return SharedParts(storage.pieces, storage.parts)


def sweep_uploads(storage: BlobStore) -> None:
    """Delete expired uploads with their bytes, and bytes without an upload's row."""
    with writing() as w:
        expired = _drop_expired(w)
        known = _unfinished(w)
    parts = open_parts(storage)
    for id in expired:
        parts.remove(id)
    if storage.pieces is not None:
        ours = claim_store(storage)
        db.session.rollback()
        if ours:
            _drop_pieces(storage.pieces, known)
    for part in storage.parts.glob("*.part"):
        if part.stem not in known and _is_old(part):
            part.unlink(missing_ok=True)


def _is_old(part: Path) -> bool:
    # The row comes after the first chunk: a file of the last hours may be such a chunk.
    try:
        return datetime.now(UTC).timestamp() - part.stat().st_mtime > 6 * 3600
    except FileNotFoundError:
        return False


def _drop_pieces(pieces: Pieces, known: set[str]) -> None:
    # A piece is stored a moment before the row that names it.
    settled = datetime.now(UTC).timestamp() - 3600
    for upload, at in pieces.ages().items():
        if upload not in known and at < settled:
            pieces.remove(upload)


def _may_upload(w: Writing, user_id: str, drain: str | None) -> None:
    # Checked again at every commit: the body may have taken minutes since the request began.
    if drain is not None:
        session = w.session.get(Session, drain, populate_existing=True)
        if session is None or session.ended_at is not None or session.expires_at <= w.at:
            raise UploadGone
    elif w.session.connection().execute(_ACTIVE, {"user": user_id}).first() is None:
        raise UploadGone


def _drop_expired(w: Writing) -> list[str]:
    """Delete expired uploads, those of operators too, and return their ids."""
    tables = (SyncUpload, OperatorUpload)
    late = [delete(one).where(one.expires_at <= w.at).returning(one.id) for one in tables]
    return [id for statement in late for id in w.session.scalars(statement)]


def _unfinished(w: Writing) -> set[str]:
    tables = (SyncUpload, OperatorUpload)
    open_ones = [select(one.id).filter_by(complete=False) for one in tables]
    return {id for query in open_ones for id in w.session.scalars(query)}


def _drop_oldest(w: Writing, user: str) -> list[str]:
    mine = select(SyncUpload).filter_by(user_id=user, complete=False)
    newest_first = mine.order_by(SyncUpload.created_at.desc(), SyncUpload.id)
    too_many = list(w.session.scalars(newest_first.offset(MOST_OPEN_PARTS - 1)))
    for row in too_many:
        w.session.delete(row)
    return [row.id for row in too_many]


def _mark_complete(w: Writing, upload: Upload) -> None:
    """Insert or update the row of a complete upload; most arrive in one request."""
    if insert_if_absent(w.session, SyncUpload, user_id=upload.user, **columns_of(upload, w.at)):
        return
    mine = (SyncUpload.id == upload.id, SyncUpload.complete.is_(False))
    whole = update(SyncUpload).where(*mine).values(offset=upload.length, complete=True, pieces=[])
    if w.session.execute(whole.returning(SyncUpload.id)).first() is None:
        raise OffsetConflict(upload.length)


def _gone_or_moved(w: Writing, upload: Upload) -> Exception:
    row = w.session.get(SyncUpload, upload.id, populate_existing=True)
    return OffsetConflict(row.offset) if row else UploadGone()


def _remember_unreadable(upload: Upload) -> None:
    with writing() as w:
        insert_if_absent(
            w.session, SyncUnreadable, user_id=upload.user, sha256=upload.sha256, at=w.at
        )
