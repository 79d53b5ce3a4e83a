"""Reads stored photos again and compares them with their SHA-256; reports lost and altered ones.

`blobs/missing` names a lost one, and a phone that still has it (30 days) uploads it again. When
the bytes are back, by whatever way, the next reading clears the fault. No receipt changes.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, func, or_, select, update

from inspect_app.extensions import db
from inspect_app.models.inspections import Photo
from inspect_app.queries.blobs import GONE
from inspect_app.queries.photo_terms import PURGED
from inspect_app.services.photos.faults import ALTERED, LOST, find_fault, recheck_photo
from inspect_app.services.writing.transaction import writing
from inspect_app.storage.open import BlobStore

_AT_ONCE = 100
# A check of last night still counts when tonight's begins a little earlier.
A_NIGHT = timedelta(hours=20)


@dataclass
class Scrubbed:
    """The result of a scrub: how many were read, how many `left` in time, and the faulty hashes."""

    read: int = 0
    left: int = 0
    lost: list[str] = field(default_factory=list)
    altered: list[str] = field(default_factory=list)


def scrub(storage: BlobStore, since: datetime, seconds: float) -> Scrubbed:
    """Read every photo not read since then, longest ago first.

    Raises OSError while the store itself is away: that says nothing of a photo.
    """
    done, deadline = Scrubbed(), time.monotonic() + seconds
    while hashes := _list_due(since):
        if time.monotonic() >= deadline:
            done.left = db.session.scalar(select(func.count()).where(_is_due(since))) or 0
            break
        storage.check()
        faults = _note(storage, {sha256: find_fault(storage, sha256) for sha256 in hashes})
        done.read += len(hashes)
        done.lost += [sha256 for sha256, fault in faults.items() if fault == LOST]
        done.altered += [sha256 for sha256, fault in faults.items() if fault == ALTERED]
    return done


def _list_due(since: datetime) -> Sequence[str]:
    due = select(Photo.sha256).where(_is_due(since)).order_by(Photo.checked_at.nulls_first())
    found = db.session.scalars(due.limit(_AT_ONCE)).all()
    db.session.rollback()
    return found


def _is_due(since: datetime) -> ColumnElement[bool]:
    unread = or_(Photo.checked_at.is_(None), Photo.checked_at < since)
    return and_(unread, Photo.fault.is_distinct_from(PURGED))


def _note(storage: BlobStore, faults: dict[str, str | None]) -> dict[str, str | None]:
    """Record which photos were read, and read changed ones again under their rows' locks.

    Reading so many takes minutes. Each is locked alone: a writer waits for one reading only.
    """
    with writing() as w:
        gone = select(Photo.sha256, Photo.fault).where(
            Photo.sha256.in_(faults), Photo.fault.in_(GONE)
        )
        known = {row.sha256: row.fault for row in w.session.execute(gone)}
        news = [sha256 for sha256, fault in faults.items() if fault != known.get(sha256)]
        seen = update(Photo).where(Photo.sha256.in_(faults), Photo.sha256.not_in(news))
        w.session.execute(seen.values(checked_at=w.at))
    return faults | {sha256: recheck_photo(storage, sha256) for sha256 in news}
