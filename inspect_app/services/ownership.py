"""Two instances on one photo store: what one of them does not know is the other's photo.

A database that is restored elsewhere leaves the old server behind, and both may look into the same
bucket and remove what nothing names. So a store bears the epoch of the one instance that may remove
there. A restore that finds another's leaves the store to nobody, until a person has stopped the
other and says so.
"""

from inspect_app.services.sync_keys import read_epoch
from inspect_app.storage.open import BlobStore

NOBODY = "nobody"


def take_if_free(storage: BlobStore) -> None:
    """An install, and an instance from before stores had owners."""
    if storage.owner() is None:
        storage.own(read_epoch())


def take(storage: BlobStore) -> None:
    """A person says that no other instance uses it any more."""
    storage.own(read_epoch())


def take_or_dispute(storage: BlobStore) -> bool:
    """After a restore; False where another instance's photos lie."""
    take_if_free(storage)
    if owns(storage):
        return True
    storage.own(NOBODY)
    return False


def owns(storage: BlobStore) -> bool:
    """Whether this instance may remove there."""
    return storage.owner() == read_epoch()
