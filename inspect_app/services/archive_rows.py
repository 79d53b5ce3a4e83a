"""Writes loaded inspections into our tables, many rows per statement."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import insert, inspect

from inspect_app.extensions import Base, db
from inspect_app.models.inspections import Answer, Inspection, InspectionPhoto, Photo, Revision
from inspect_app.models.reviews import Review
from inspect_app.models.sync import SyncBlobOwner, SyncRecord, SyncRecordBlob, SyncStream
from inspect_app.photos.headers import Header
from inspect_app.services.feed.expiry import STAYS
from inspect_app.services.feed.rows import queue_inspection
from inspect_app.services.intake.revisions import Row, rows_of
from inspect_app.services.photos.photo_rows import photo_row
from inspect_app.services.review.acceptances import upsert_acceptance
from inspect_app.services.writing.record_rows import columns_of
from inspect_app.services.writing.transaction import writing
from inspect_app.services.writing.upsert import insert_absent, insert_rows
from sync.records import DRAFT, Stored


@dataclass
class Told:
    """One inspection with all its revisions, reviews and rows up to `at`."""

    inspection: Inspection
    at: datetime
    stored: list[Stored] = field(default_factory=list)
    answers: list[Row] = field(default_factory=list)
    photos: list[Row] = field(default_factory=list)
    reviews: list[Review] = field(default_factory=list)
    people: set[str] = field(default_factory=set)
    face: object = None

    def add(self, stored: Stored, answers: list[Row], photos: list[Row]) -> None:
        """Add a revision with its answers and photos."""
        record = stored.record
        self.stored.append(stored)
        self.answers += rows_of(record.id, record.rev, answers)
        self.photos += rows_of(record.id, record.rev, photos)
        self.at = stored.received_at


def loaded(body: Mapping[str, Any]) -> dict[str, Any]:
    """Return a valid body as its schema would load it: times and days instead of texts."""
    clock = body["clock"]
    return {
        **body,
        "on": date.fromisoformat(body["on"]),
        "started_at": _instant(body["started_at"]),
        "sealed_at": _instant(body["sealed_at"]),
        "clock": clock | {"server_time": _instant(clock["server_time"])},
        "photos": {
            item: [shot | {"taken_at": _instant(shot["taken_at"])} for shot in shots]
            for item, shots in body["photos"].items()
        },
    }


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text)


def write_told(told: Sequence[Told], now: datetime) -> None:
    """Write all rows of these inspections, except standings and feed rows of premises."""
    heads = [one.inspection for one in told]
    revisions = [row for head in heads for row in head.revisions]
    _insert(Inspection, map(_columns, heads))
    _insert(Revision, map(_columns, revisions))
    _insert(Answer, (row for one in told for row in one.answers))
    _insert(InspectionPhoto, (row for one in told for row in one.photos))
    _insert(Review, (_columns(review) for one in told for review in one.reviews))
    _write_records([stored for one in told for stored in one.stored])
    for one in told:
        _show(one, now)


def write_blobs(
    photos: Mapping[str, tuple[Header, datetime]], owners: Mapping[tuple[str, str], datetime]
) -> None:
    """Insert the photos and their owners."""
    rows = [photo_row(name, header, at) for name, (header, at) in photos.items()]
    insert_absent(db.session(), Photo, rows)
    insert_absent(
        db.session(),
        SyncBlobOwner,
        [{"user_id": user, "sha256": name, "at": at} for (user, name), at in owners.items()],
    )


def _write_records(stored: list[Stored]) -> None:
    newest = {one.record.id: one for one in stored}
    _insert(SyncStream, (_stream(one) for one in newest.values()))
    # Sealing a record looks for its draft, and so creates the draft's stream.
    _insert(SyncStream, (_stream(one) | _NO_DRAFT for one in newest.values()))
    rows = [columns_of(one) for one in stored]
    keys = insert(SyncRecord).returning(SyncRecord.pk, sort_by_parameter_order=True)
    pks = db.session.connection().scalars(keys, rows).all() if rows else []
    _insert(
        SyncRecordBlob,
        (
            {"record_pk": pk, "sha256": name}
            for pk, one in zip(pks, stored, strict=True)
            for name in one.record.hashes
        ),
    )


_NO_DRAFT = {"collection": DRAFT, "head_rev": 0, "head_digest": None}


def _stream(stored: Stored) -> Row:
    record = stored.record
    return {
        "collection": record.collection,
        "id": record.id,
        "user_id": stored.user,
        "head_rev": record.rev,
        "head_digest": record.digest,
    }


def _show(told: Told, now: datetime) -> None:
    """Queue feed rows, except those that would have expired by now."""
    revision = told.inspection.revisions[-1]
    with writing(told.at) as w:
        upsert_acceptance(w, told.inspection)
        old = revision.decided_at is not None and revision.decided_at < now - STAYS
        if not (old and revision.state == "approved"):
            queue_inspection(w, told.inspection, revision)


def _columns(row: Base) -> Row:
    return {name: getattr(row, name) for name in inspect(type(row)).columns.keys()}


def _insert(table: type[Base], rows: Iterable[Row]) -> None:
    insert_rows(db.session(), table, list(rows))
