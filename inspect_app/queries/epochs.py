"""Reads the epoch: a random id of the database's history, new after each restore."""

from sqlalchemy import select

from inspect_app.extensions import db
from inspect_app.models.sync import SyncMeta

_EPOCH = select(SyncMeta.epoch).where(SyncMeta.id == 1)


def read_epoch() -> str:
    """Return the epoch, a UUIDv7; only a restore changes it."""
    return str(db.session.connection().execute(_EPOCH).scalar_one())
