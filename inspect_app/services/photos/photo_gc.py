"""Garbage collection: removes photo bytes that no record names, after a crash or a dropped draft.

Bytes are written before their row, so checking and removing at once would race with an upload.
Hence a mark: it stands for an hour before anything is removed, and whoever needs the bytes deletes
the mark first. Then the rows go, under the mark's lock, and an hour later the bytes, so that a
crash between them leaves unnamed bytes again and never a row without bytes.
No lock lasts as long as a store may take for a removal: PostgreSQL ends an idle transaction, and a
bucket may carry out a removal late. So a removal is committed before it begins, as a mark with a
time in the future, and until then whoever needs the bytes gets a WriteConflict.
"""

import logging
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from sqlalchemy import bindparam, delete, exists, select

from inspect_app.database.own_connection import read_alone
from inspect_app.extensions import db
from inspect_app.models.corrections import CorrectionPhoto
from inspect_app.models.inspections import InspectionPhoto, Photo
from inspect_app.models.reported import ReportedFigure
from inspect_app.models.sync import GcMark, SyncBlobOwner, SyncMeta, SyncRecordBlob
from inspect_app.photos.copies import SIZES
from inspect_app.queries.batches import in_batches
from inspect_app.queries.photo_terms import PURGED, list_purgeable
from inspect_app.services.photos.faults import heal
from inspect_app.services.photos.gc_pause import is_gc_paused
from inspect_app.services.photos.ownership import OTHERS, claim_store
from inspect_app.services.writing.transaction import Writing, writing
from inspect_app.services.writing.upsert import insert_if_absent
from inspect_app.storage.open import BlobStore
from sync.ports import WriteConflict
from sync.retry import retry_on_conflict

log = logging.getLogger(__name__)
OLD = timedelta(days=7)
GRACE = timedelta(hours=1)  # longer than any upload between its bytes and its commit
UNTIL_DONE = timedelta(minutes=15)  # longer than a bucket may take for a removal
MOST_S = 300  # a sweep that was delayed for longer leaves the removal to the next one
AFTER_RESTORE = timedelta(days=30)  # phones push again: survivors are linked again
LOOK_EVERY_S = 6 * 3600
AT_ONCE = 200
_looked_at = -LOOK_EVERY_S * 1.0
# Run for every photo: built once.
_IS_MARKED = select(exists().where(GcMark.sha256 == bindparam("sha256")))
_NAMED = GcMark.sha256.in_(bindparam("hashes", expanding=True))
_CLAIM = delete(GcMark).where(_NAMED).returning(GcMark.at)


def collect_garbage(storage: BlobStore, at: datetime) -> None:
    """Remove marked photos, and every six hours mark unnamed ones in the whole store."""
    global _looked_at
    # Also while this instance's collection is paused: another instance must not remove.
    ours = claim_store(storage)
    db.session.rollback()
    if _is_paused(at):
        return
    look = time.monotonic() - _looked_at > LOOK_EVERY_S
    if look:
        _looked_at = time.monotonic()
    if ours:
        remove_marked(storage, at)
        if look:
            mark_unnamed(storage, at)
    elif look:
        log.error(OTHERS)


def mark_unnamed(storage: BlobStore, at: datetime) -> int:
    """Mark photos that are old, named by no record and not uploaded lately; return how many."""
    before, marked = at - OLD, 0
    old = (name for name, written in storage.ages() if written < before.timestamp())
    for names in in_batches(old, AT_ONCE):
        orphans = _orphans(names, before)
        if orphans:
            with writing(at) as w:
                for sha256 in orphans:
                    insert_if_absent(w.session, GcMark, sha256=sha256, at=at)
            marked += len(orphans)
    return marked


def remove_marked(storage: BlobStore, at: datetime) -> int:
    """Remove photos marked over an hour ago; return how many."""
    query = select(GcMark.sha256).where(GcMark.at < at - GRACE).limit(AT_ONCE)
    due = list(db.session.scalars(query.order_by(GcMark.at)))
    db.session.rollback()
    return sum(_remove(storage, sha256, at) for sha256 in due)


def keep_from_gc(w: Writing, hashes: Sequence[str]) -> None:
    """Delete the removal marks of these photos; raise WriteConflict during a removal."""
    if hashes:
        marks = w.session.connection().execute(_CLAIM, {"hashes": hashes}).scalars()
        if any(at > datetime.now(UTC) for at in marks):
            raise WriteConflict("a photo is being removed")


@retry_on_conflict
def unmark(sha256: str) -> None:
    """Delete a photo's mark before its bytes are stored; retry while a removal is running."""
    ((marked,),) = read_alone(_IS_MARKED, sha256=sha256)
    if marked:
        with writing() as w:
            keep_from_gc(w, [sha256])


def _is_paused(at: datetime) -> bool:
    """Whether a backup is running, or the install or restore is under 30 days old."""
    made_at = db.session.scalar(select(SyncMeta.made_at))
    copying = is_gc_paused(db.session(), at)
    db.session.rollback()
    return copying or made_at is None or at - made_at < AFTER_RESTORE


def _remove(storage: BlobStore, sha256: str, at: datetime) -> bool:
    """Remove one marked photo, asking the store without a lock; what was cut is repeated."""
    began = time.monotonic()
    written = storage.written_at(sha256)
    until = _begin_removal(sha256, written is None or written < (at - OLD).timestamp(), at)
    if until is None:
        return False
    for size in SIZES:
        storage.copies.remove(sha256, size)
    if time.monotonic() - began > MOST_S or not _is_still(sha256, until):
        return False
    storage.remove(sha256)
    with writing(at) as w:
        w.session.execute(delete(GcMark).filter_by(sha256=sha256, at=until))
    return True


def _begin_removal(sha256: str, is_old: bool, at: datetime) -> datetime | None:
    """Return until when a removal may run and nobody may count the bytes, or None."""
    with writing(at) as w:
        due = select(GcMark).where(GcMark.sha256 == sha256, GcMark.at < at - GRACE)
        mark = w.session.scalars(due.with_for_update()).one_or_none()
        if mark is None:
            return None
        purged = db.session.scalar(select(Photo.fault).filter_by(sha256=sha256)) == PURGED
        if not is_old or not _orphans([sha256], at - OLD):
            if purged:
                heal(w, sha256)  # a record that came meanwhile needs the bytes, and they are here
            w.session.delete(mark)
            return None
        if not purged and _drop_rows(w, sha256):
            mark.at = at
            return None
        mark.at = until = datetime.now(UTC) + UNTIL_DONE
        return until


def _is_still(sha256: str, until: datetime) -> bool:
    """Whether the mark of this removal still exists; a server of another release may delete it."""
    query = select(exists().where(GcMark.sha256 == sha256, GcMark.at == until))
    still = bool(db.session.scalar(query))
    db.session.rollback()
    return still


def _drop_rows(w: Writing, sha256: str) -> bool:
    """Delete a photo's rows; return whether there were any."""
    gone = [
        *w.session.scalars(
            delete(SyncBlobOwner).filter_by(sha256=sha256).returning(SyncBlobOwner.sha256)
        ),
        *w.session.scalars(delete(Photo).filter_by(sha256=sha256).returning(Photo.sha256)),
    ]
    if gone:
        w.audit("blob.sweep", f"blob:{sha256[:16]}", sha256=sha256)
    return bool(gone)


def _orphans(names: Sequence[str], before: datetime) -> list[str]:
    """Return those that nothing names and nobody uploaded since, or purged ones."""
    taken: set[str] = set()
    for query in (
        select(SyncRecordBlob.sha256).where(SyncRecordBlob.sha256.in_(names)),
        select(InspectionPhoto.sha256).where(InspectionPhoto.sha256.in_(names)),
        select(CorrectionPhoto.sha256).where(CorrectionPhoto.sha256.in_(names)),
        select(ReportedFigure.file_sha256).where(ReportedFigure.file_sha256.in_(names)),
        select(SyncBlobOwner.sha256).where(
            SyncBlobOwner.sha256.in_(names), SyncBlobOwner.at >= before
        ),
    ):
        taken |= set(filter(None, db.session.scalars(query)))
    taken -= list_purgeable(names)
    return [one for one in names if one not in taken]
