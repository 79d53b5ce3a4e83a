"""Ownership of a photo store: of two instances sharing one, only the owner may remove photos.

A database that is restored elsewhere leaves the old server behind, and both may look into the same
bucket and remove what they do not know. So a store names the epoch of the one instance that may
remove there. A restore that finds another's name leaves the store without an owner, until a person
has stopped the other instance and runs `inspect-app photos own`.
"""

import logging

from sqlalchemy import exists, select

from inspect_app.extensions import db
from inspect_app.models.inspections import Photo
from inspect_app.queries.epochs import read_epoch
from inspect_app.storage.bucket import StorageAway, StoreEmpty
from inspect_app.storage.open import BlobStore

log = logging.getLogger(__name__)
NOBODY, RESTORING = "nobody", "a restore"
OTHERS = (
    "photos of another instance lie in this store, so nothing is removed from it: see to it that"
    " one instance alone uses it, then run `inspect-app photos own` there"
)


def begin_store(storage: BlobStore) -> None:
    """Prepare the photo store at every start; raise StoreEmpty if its photos are gone.

    A bucket that does not answer must not stop the server: the next sweep prepares it instead.
    """
    try:
        storage.begin(holding=_has_photos())
    except StoreEmpty:
        raise
    except StorageAway as away:
        log.warning("photo store: %s", away)


def claim_store(storage: BlobStore) -> bool:
    """Whether this instance owns the photo store, which it takes if nobody does.

    A store with another owner is left without one, so that neither instance removes photos.
    """
    owner, ours = storage.owner(), read_epoch()
    if owner in (ours, NOBODY):
        return owner == ours
    if owner is None:
        storage.begin(holding=_has_photos())
    is_ours = owner is None and (_is_empty(storage) or _holds_ours(storage))
    storage.own(ours if is_ours else NOBODY)
    return is_ours


def begin_restore(storage: BlobStore) -> None:
    """Mark the store before a restore's first photo, so that no instance removes photos."""
    if storage.owner() == RESTORING:
        return  # a restore that was cut off is repeated
    used = storage.owner() is not None or not _is_empty(storage)
    storage.own(NOBODY if used else RESTORING)


def end_restore(storage: BlobStore) -> bool:
    """Make this instance the store's owner; return False if another instance used it."""
    if storage.owner() == RESTORING:
        storage.own(read_epoch())
    return owns(storage)


def take(storage: BlobStore) -> None:
    """Make this instance the owner, after a person stopped every other one."""
    storage.own(read_epoch())


def owns(storage: BlobStore) -> bool:
    """Whether this instance owns the store and may remove photos there."""
    return storage.owner() == read_epoch()


def _has_photos() -> bool:
    """Whether the database has photos without a fault; releases its connection."""
    sound = db.session.scalar(select(exists().where(Photo.fault.is_(None))))
    db.session.rollback()
    return bool(sound)


def _holds_ours(storage: BlobStore) -> bool:
    """Whether the store has the newest sound photo of this database."""
    came = select(Photo.sha256).where(Photo.fault.is_(None)).order_by(Photo.received_at.desc())
    newest = db.session.scalar(came.limit(1))
    return newest is not None and storage.has(newest)


def _is_empty(storage: BlobStore) -> bool:
    """Whether the store has no photos; one without an owner may have old ones."""
    return next(storage.ages(), None) is None
