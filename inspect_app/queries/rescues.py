"""Reads rescue files opened at the desk, and which of their records are stored already."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from inspect_app.extensions import db
from inspect_app.models.rescue import RescueImport, RescueRecord
from inspect_app.models.sync import SyncRecord
from inspect_app.queries.blobs import list_missing

AT_ONCE = 500  # parameters of one query

Key = tuple[str, str, str, str]


def find_rescue(import_id: str, user_id: str, since: datetime) -> RescueImport | None:
    """Find a user's own rescue import that was uploaded since then."""
    query = select(RescueImport).where(
        RescueImport.id == import_id,
        RescueImport.uploaded_by == user_id,
        RescueImport.uploaded_at >= since,
    )
    return db.session.scalars(query.options(selectinload(RescueImport.records))).one_or_none()


def verdicts_of(records: Iterable[RescueRecord]) -> dict[Key, str]:
    """Return the verdicts of records stored already, by collection, id, author and digest."""
    wanted = {key_of(one) for one in records}
    query = select(
        SyncRecord.collection,
        SyncRecord.record_id,
        SyncRecord.user_id,
        SyncRecord.digest,
        SyncRecord.verdict,
    ).where(SyncRecord.record_id.in_({key[1] for key in wanted}))
    found = {(row[0], row[1], row[2], row[3]): row[4] for row in db.session.execute(query)}
    return {key: verdict for key, verdict in found.items() if key in wanted}


def lacking_of(records: Iterable[RescueRecord]) -> dict[str, set[str]]:
    """Return the photo hashes that each author's records name but that are not durable."""
    named: dict[str, set[str]] = {}
    for one in records:
        named.setdefault(one.author_id, set()).update(blob["sha256"] for blob in one.entry["blobs"])
    return {author: set(_missing(author, list(hashes))) for author, hashes in named.items()}


def _missing(author: str, hashes: list[str]) -> Iterator[str]:
    for start in range(0, len(hashes), AT_ONCE):
        yield from list_missing(author, hashes[start : start + AT_ONCE])


def key_of(one: RescueRecord) -> Key:
    return one.entry["collection"], one.entry["id"], one.author_id, one.entry["digest"]
