"""Reads which blobs a user's own uploads made durable; other users' uploads do not count.

A blob that the store lost, or that was purged, is missing again, until it is uploaded again.
"""

from collections.abc import Iterable

from sqlalchemy import bindparam, exists, select

from inspect_app.extensions import db
from inspect_app.models.inspections import Photo
from inspect_app.models.sync import SyncBlobOwner, SyncRecord, SyncRecordBlob

GONE = ("lost", "altered", "purged")
_IS_GONE = exists().where(Photo.sha256 == SyncBlobOwner.sha256, Photo.fault.in_(GONE))
_OWNED = select(SyncBlobOwner.sha256).where(
    SyncBlobOwner.user_id == bindparam("user"),
    SyncBlobOwner.sha256.in_(bindparam("wanted", expanding=True)),
    ~_IS_GONE,
)
_NAMED = (
    select(SyncRecordBlob.sha256)
    .join(SyncRecord, SyncRecord.pk == SyncRecordBlob.record_pk)
    .where(
        SyncRecord.user_id == bindparam("user"),
        SyncRecord.collection != "draft",
        SyncRecordBlob.sha256.in_(bindparam("wanted", expanding=True)),
    )
)


def list_durable(user_id: str, hashes: Iterable[str]) -> set[str]:
    """Return those of these hashes whose blobs the user has made durable."""
    wanted = list(hashes)
    if not wanted:
        return set()
    found = db.session.connection().execute(_OWNED, {"user": user_id, "wanted": wanted})
    return set(found.scalars())


def list_awaited(user_id: str, hashes: Iterable[str]) -> list[str]:
    """Return missing hashes that the user's records name, in input order; drafts do not count."""
    missing = list_missing(user_id, hashes)
    named = set(db.session.scalars(_NAMED, {"user": user_id, "wanted": missing}))
    return [one for one in missing if one in named]


def list_missing(user_id: str, hashes: Iterable[str]) -> list[str]:
    """Return the hashes that this user has not made durable, in input order."""
    wanted = list(hashes)
    durable = list_durable(user_id, wanted)
    return [one for one in wanted if one not in durable]


def list_durable_of(owners: Iterable[str], hashes: Iterable[str]) -> set[tuple[str, str]]:
    """Return (user, hash) of those of these hashes that any of these users has made durable."""
    users, wanted = list(set(owners)), list(set(hashes))
    if not users or not wanted:
        return set()
    query = select(SyncBlobOwner.user_id, SyncBlobOwner.sha256).where(
        SyncBlobOwner.user_id.in_(users), SyncBlobOwner.sha256.in_(wanted), ~_IS_GONE
    )
    return {(row.user_id, row.sha256) for row in db.session.execute(query)}
