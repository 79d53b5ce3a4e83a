"""Which bytes a user's uploads have made durable. What others uploaded says nothing here.

What the store was found to have lost since is missing again, until it is there again.
"""

from collections.abc import Iterable

from sqlalchemy import bindparam, exists, select

from inspect_app.extensions import db
from inspect_app.models.inspections import Photo
from inspect_app.models.sync import SyncBlobOwner, SyncRecord, SyncRecordBlob

GONE = ("lost", "altered")
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
    """Those of these hashes that the user has brought."""
    wanted = list(hashes)
    if not wanted:
        return set()
    found = db.session.connection().execute(_OWNED, {"user": user_id, "wanted": wanted})
    return set(found.scalars())


def list_awaited(user_id: str, hashes: Iterable[str]) -> list[str]:
    """Those that are missing here though a record of this user names them; drafts await nothing."""
    missing = list_missing(user_id, hashes)
    named = set(db.session.scalars(_NAMED, {"user": user_id, "wanted": missing}))
    return [one for one in missing if one in named]


def list_missing(user_id: str, hashes: Iterable[str]) -> list[str]:
    """The others, in the order given."""
    wanted = list(hashes)
    durable = list_durable(user_id, wanted)
    return [one for one in wanted if one not in durable]
