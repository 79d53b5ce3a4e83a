"""Exports the photos that cannot be shown, for who sees the whole district."""

from collections.abc import Iterator

from sqlalchemy import select

from inspect_app.models.inspections import Photo
from inspect_app.queries.exports.lists import (
    Column,
    ExportedList,
    Filters,
    Reach,
    Row,
    in_parts,
)
from inspect_app.queries.photo_terms import PURGED


def list_rows(reach: Reach, filters: Filters) -> Iterator[Row]:
    """Yield faulty photos, the newest first."""
    query = select(Photo.sha256, Photo.fault, Photo.received_at).where(
        Photo.fault.is_not(None), Photo.fault != PURGED
    )
    for part in in_parts(query.order_by(Photo.received_at.desc(), Photo.sha256)):
        yield from ((row.sha256, row.fault, row.received_at) for row in part)


PHOTOS = ExportedList(
    "photos",
    (Column("photo", "photo"), Column("state", "photo_fault"), Column("received")),
    list_rows,
    of_district=True,
)
