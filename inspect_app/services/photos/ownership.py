"""Two instances on one photo store: what one of them does not know is the other's photo.

A database that is restored elsewhere leaves the old server behind, and both may look into the same
bucket and remove what nothing names. So a store bears the epoch of the one instance that may remove
there. A restore that finds another's leaves the store to nobody, until a person has stopped the
other and says so.
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
    """At every start; raises StoreEmpty.

    A bucket that does not answer must not keep the server down: the first sweep that reaches it
    begins it.
    """
    try:
        storage.begin(holding=_has_photos())
    except StoreEmpty:
        raise
    except StorageAway as away:
        log.warning("photo store: %s", away)


def take_or_dispute(storage: BlobStore) -> bool:
    """At starts and sweeps; False where another's photos lie, or a restore was cut off."""
    owner, ours = storage.owner(), read_epoch()
    if owner in (ours, NOBODY):
        return owner == ours
    if owner is None:
        storage.begin(holding=_has_photos())
    is_ours = owner is None and (_is_empty(storage) or _holds_ours(storage))
    storage.own(ours if is_ours else NOBODY)
    return is_ours


def begin_restore(storage: BlobStore) -> None:
    """Before the first photo is brought: from now on no other instance removes one."""
    if storage.owner() == RESTORING:
        return  # the one that was cut off is done again
    used = storage.owner() is not None or not _is_empty(storage)
    storage.own(NOBODY if used else RESTORING)


def end_restore(storage: BlobStore) -> bool:
    """False where another instance used the store."""
    if storage.owner() == RESTORING:
        storage.own(read_epoch())
    return owns(storage)


def take(storage: BlobStore) -> None:
    """A person says that no other instance uses it any more."""
    storage.own(read_epoch())


def owns(storage: BlobStore) -> bool:
    """Whether this instance may remove there."""
    return storage.owner() == read_epoch()


def _has_photos() -> bool:
    """As far as anybody has looked; no connection is held while the store is asked."""
    sound = db.session.scalar(select(exists().where(Photo.fault.is_(None))))
    db.session.rollback()
    return bool(sound)


def _holds_ours(storage: BlobStore) -> bool:
    """By the newest that came."""
    came = select(Photo.sha256).where(Photo.fault.is_(None)).order_by(Photo.received_at.desc())
    newest = db.session.scalar(came.limit(1))
    return newest is not None and storage.has(newest)


def _is_empty(storage: BlobStore) -> bool:
    """What lies in a store that bears nobody's name came before stores had owners."""
    return next(storage.ages(), None) is None
