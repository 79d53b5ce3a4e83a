"""Makes the display copies of a photo once, for a viewer or in the background sweep.

A receipt never waits for it. One process renders a photo at a time (a lease in its row); a try is
counted before it begins, so that a photo that crashes every server is given up after three.
"""

import logging
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import ColumnElement, or_, select, update

from inspect_app.config import Settings
from inspect_app.extensions import db
from inspect_app.models.inspections import Photo
from inspect_app.photos.copies import Bounds, NotRendered, Purged, Undecodable, render_copies
from inspect_app.photos.headers import SOUNDS
from inspect_app.photos.render_slots import slot
from inspect_app.photos.scanner import Infected, Scanner, ScannerAway
from inspect_app.queries.photo_terms import PURGED
from inspect_app.services.photos.faults import INFECTED, UNDECODABLE, note_fault, recheck_photo
from inspect_app.services.writing.transaction import writing
from inspect_app.storage.open import BlobStore, open_storage

log = logging.getLogger(__name__)
MOST_TRIES = 3
LEASE = timedelta(minutes=3)
PATIENCE_S = 20
# Nobody views a photo while its inspector is on site: receipts have priority until then.
SETTLED = timedelta(minutes=15)
_AT_ONCE = 100


@dataclass(frozen=True)
class DisplayCopies:
    """The photo store, this machine's render slots, the virus scanner, and limits of rendering."""

    storage: BlobStore
    slots: Path
    scanner: Scanner | None = None
    bounds: Bounds = Bounds()


def open_display_copies(settings: Settings) -> DisplayCopies:
    """Build the display-copy service from the settings."""
    scanner = Scanner(settings.clamd) if settings.clamd else None
    return DisplayCopies(open_storage(settings.storage), settings.instance / "rendering", scanner)


def show_copy(room: DisplayCopies, sha256: str, size: str) -> bytes:
    """Return a display copy, rendered now if it is absent; raise Undecodable or NotRendered.

    It releases its database connection while it waits: the renderer needs one to finish.
    """
    db.session.rollback()
    if kept := room.storage.copies.get(sha256, size):
        return kept
    known = select(Photo.readable, Photo.fault, Photo.type).where(Photo.sha256 == sha256)
    readable, fault, type = db.session.execute(known).one_or_none() or (False, None, None)
    if type in SOUNDS:
        raise Undecodable("a sound is no picture")
    if fault == PURGED:
        raise Purged("its time is over")
    if not readable:
        raise Undecodable("it was given up before")
    db.session.rollback()
    deadline = time.monotonic() + PATIENCE_S
    with slot(room.slots, PATIENCE_S):
        while not _claim(sha256):
            if kept := room.storage.copies.get(sha256, size):
                return kept
            if time.monotonic() >= deadline:
                raise NotRendered("somebody else renders it")
            time.sleep(0.1)
        return _render(room, sha256)[size]


def sweep_copies(room: DisplayCopies, seconds: float) -> int:
    """Render photos without display copies, oldest first; return how many were tried.

    One process of a machine sweeps at a time, so that a viewer always finds the other slot free.
    """
    try:
        with slot(room.slots / "sweep", 0, count=1):
            return _sweep(room, time.monotonic() + seconds)
    except NotRendered as error:
        log.info("no display copies are rendered now: %s", error)
        return 0


def _sweep(room: DisplayCopies, deadline: float) -> int:
    tried = 0
    for sha256 in _list_unrendered():
        if time.monotonic() >= deadline:
            break
        try:
            with slot(room.slots, 0):
                if _claim(sha256):
                    tried += 1
                    _render(room, sha256)
        except Undecodable:
            continue  # its fault is recorded by now
        except NotRendered as error:
            log.warning("no display copies are rendered now: %s", error)
            break
    return tried


def _list_unrendered() -> list[str]:
    now = datetime.now(UTC)
    waiting = (
        select(Photo.sha256)
        .where(
            Photo.decoded_at.is_(None),
            Photo.readable,
            Photo.received_at <= now - SETTLED,
            _free(now),
        )
        .where(Photo.type.not_in(SOUNDS))
    )
    found = list(db.session.scalars(waiting.order_by(Photo.received_at).limit(_AT_ONCE)))
    db.session.rollback()
    return found


def _render(room: DisplayCopies, sha256: str) -> Mapping[str, bytes]:
    """Render a photo whose lease this process has, and end the lease in every case."""
    try:
        copies = _rendered(room, sha256)
    except Infected as found:
        log.error("photo %s: the scanner found %s", sha256, found)
        raise _given_up(sha256, INFECTED) from found
    except FileNotFoundError as lost:
        raise _not_found(room, sha256) from lost
    except Undecodable as broken:
        raise _given_up(sha256, UNDECODABLE) from broken
    except (ScannerAway, OSError) as away:
        _settle(sha256, decode_tries=Photo.decode_tries - 1)
        raise NotRendered(str(away)) from away
    except NotRendered:
        _settle(sha256)
        raise
    _keep(room, sha256, copies)
    _settle(sha256, decoded_at=datetime.now(UTC), decode_tries=0)
    return copies


def _rendered(room: DisplayCopies, sha256: str) -> Mapping[str, bytes]:
    with room.storage.open(sha256) as original:
        if room.scanner:
            room.scanner.check(original)
            original.seek(0)
        return render_copies(original, room.bounds)


def _keep(room: DisplayCopies, sha256: str, copies: Mapping[str, bytes]) -> None:
    try:
        for size, copy in copies.items():
            room.storage.copies.put(sha256, size, copy)
    except OSError as error:
        # A full disk must not hide the photo: it is shown now, and rendered again next time.
        log.warning("the copies of photo %s were not kept: %s", sha256, error)


def _claim(sha256: str) -> bool:
    """Take the lease; return False if another has it; raise Undecodable if given up."""
    with writing() as w:
        mine = update(Photo).where(Photo.sha256 == sha256, Photo.readable, _free(w.at))
        tries = w.session.scalar(
            mine.values(decode_until=w.at + LEASE, decode_tries=Photo.decode_tries + 1).returning(
                Photo.decode_tries
            )
        )
        readable = w.session.scalar(select(Photo.readable).where(Photo.sha256 == sha256))
    if not readable:
        raise Undecodable("it was given up before")
    if tries is not None and tries > MOST_TRIES:
        raise _given_up(sha256, UNDECODABLE)
    return tries is not None


def _free(now: datetime) -> ColumnElement[bool]:
    return or_(Photo.decode_until.is_(None), Photo.decode_until <= now)


def _settle(sha256: str, **changes: object) -> None:
    with writing() as w:
        ours = update(Photo).where(Photo.sha256 == sha256)
        w.session.execute(ours.values(decode_until=None, **changes))


def _not_found(room: DisplayCopies, sha256: str) -> Exception:
    """Return the error for an absent file, which may have been uploaded since."""
    try:
        if fault := recheck_photo(room.storage, sha256):
            return Undecodable(fault)
        why = "it came just now"
    except OSError as away:
        why = str(away)
    _settle(sha256, decode_tries=Photo.decode_tries - 1)
    return NotRendered(why)


def _given_up(sha256: str, fault: str) -> Undecodable:
    with writing() as w:
        note_fault(w, sha256, fault)
    return Undecodable(fault)
