"""Which bytes a user's uploads have made durable. What others uploaded says nothing here."""

from collections.abc import Iterable

from sqlalchemy import select

from inspect_app.extensions import db
from inspect_app.models.sync import SyncBlobOwner


def list_durable(user_id: str, hashes: Iterable[str]) -> set[str]:
    """Those of these hashes that the user has brought."""
    wanted = set(hashes)
    query = select(SyncBlobOwner.sha256).where(
        SyncBlobOwner.user_id == user_id, SyncBlobOwner.sha256.in_(wanted)
    )
    return set(db.session.scalars(query)) if wanted else set()


def list_missing(user_id: str, hashes: Iterable[str]) -> list[str]:
    """The others, in the order given."""
    wanted = list(hashes)
    durable = list_durable(user_id, wanted)
    return [one for one in wanted if one not in durable]
