"""Reads what is stored of the files that a receipt lists."""

from collections.abc import Iterable

from sqlalchemy import select

from inspect_app.extensions import db
from inspect_app.models.inspections import Photo
from inspect_app.models.sync import SyncBlobOwner


def list_kept(author_id: str, hashes: Iterable[str]) -> dict[str, Photo]:
    """Return those of these files that this author's uploads made durable, by hash."""
    query = select(Photo).join(SyncBlobOwner, SyncBlobOwner.sha256 == Photo.sha256)
    own = query.where(SyncBlobOwner.user_id == author_id, Photo.sha256.in_(set(hashes)))
    return {photo.sha256: photo for photo in db.session.scalars(own)}
