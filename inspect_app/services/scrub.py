"""Reads stored photos again and compares them with their names; what is lost is told and asked for.

`blobs/missing` names it again, and a phone that still holds it (30 days) sends it once more. When
the bytes are back, by whatever way, the next reading ends the alarm. No receipt changes.
"""

import hashlib
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import BinaryIO

from sqlalchemy import ColumnElement, func, or_, select, update

from inspect_app.extensions import db
from inspect_app.models.inspections import Photo
from inspect_app.services.photo_faults import ALTERED, LOST, heal, note_fault
from inspect_app.services.transaction import writing
from inspect_app.storage.open import BlobStore

_AT_ONCE = 100
_PIECE = 1024 * 1024
# A check of last night still counts when tonight's begins a little earlier.
A_NIGHT = timedelta(hours=20)


@dataclass
class Scrubbed:
    """How many were read, and which are not what they were; `left` were not reached in time."""

    read: int = 0
    left: int = 0
    lost: list[str] = field(default_factory=list)
    altered: list[str] = field(default_factory=list)


def scrub(storage: BlobStore, since: datetime, seconds: float) -> Scrubbed:
    """Everything that was not read since then, longest ago first.

    Raises OSError while the store itself is away: that says nothing of a photo.
    """
    done, deadline = Scrubbed(), time.monotonic() + seconds
    while hashes := _list_due(since):
        if time.monotonic() >= deadline:
            done.left = db.session.scalar(select(func.count()).where(_is_due(since))) or 0
            break
        storage.check()
        faults = {sha256: _fault_of(storage, sha256) for sha256 in hashes}
        _note(faults)
        done.read += len(hashes)
        done.lost += [sha256 for sha256, fault in faults.items() if fault == LOST]
        done.altered += [sha256 for sha256, fault in faults.items() if fault == ALTERED]
    return done


def _fault_of(storage: BlobStore, sha256: str) -> str | None:
    try:
        with storage.open(sha256) as file:
            return None if _digest(file) == sha256 else ALTERED
    except ConnectionError:
        raise
    except OSError:  # absent, or the disk does not give it: one bad file says nothing of the next
        return LOST


def _digest(file: BinaryIO) -> str:
    digest = hashlib.sha256()
    while piece := file.read(_PIECE):
        digest.update(piece)
    return digest.hexdigest()


def _list_due(since: datetime) -> Sequence[str]:
    due = select(Photo.sha256).where(_is_due(since)).order_by(Photo.checked_at.nulls_first())
    found = db.session.scalars(due.limit(_AT_ONCE)).all()
    db.session.rollback()
    return found


def _is_due(since: datetime) -> ColumnElement[bool]:
    return or_(Photo.checked_at.is_(None), Photo.checked_at < since)


def _note(faults: dict[str, str | None]) -> None:
    with writing() as w:
        of = select(Photo.sha256, Photo.fault).where(Photo.sha256.in_(faults))
        before = {row.sha256: row.fault for row in w.session.execute(of)}
        seen = update(Photo).where(Photo.sha256.in_(faults))
        w.session.execute(seen.values(checked_at=w.at))
        for sha256, fault in faults.items():
            if fault is None:
                heal(w, sha256)
            elif sha256 in before and fault != before[sha256]:  # else it was swept meanwhile
                note_fault(w, sha256, fault)
