"""Reads quarantined records. `within` is the reader's scope over `Premises`."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select, true
from sqlalchemy.orm import contains_eager

from inspect_app.extensions import db
from inspect_app.models.people import User
from inspect_app.models.premises import Premises
from inspect_app.models.rescue import QuarantinedRecord
from inspect_app.models.sync import SyncRecord, SyncStream
from inspect_app.queries.lineages import find_lineage_head

Rows = Select[*tuple[Any, ...]]
_IS_DECIDED = QuarantinedRecord.decision.in_(("accept", "dismiss"))


@dataclass(frozen=True)
class QuarantineSize:
    """The count of records that wait for a decision, and since when the oldest does."""

    count: int
    oldest: datetime | None


def readable_within(within: ColumnElement[bool], whole: bool) -> ColumnElement[bool]:
    """Return the condition on the records that a reader may see, of the `whole` district or not."""
    return true() if whole else exists().where(Premises.id == QuarantinedRecord.premises_id, within)


def list_open(
    readable: ColumnElement[bool], *, limit: int, offset: int = 0
) -> Sequence[QuarantinedRecord]:
    """List a page of undecided records, oldest first; of a lineage only its head."""
    query = only_open(select(QuarantinedRecord), readable).options(
        contains_eager(QuarantinedRecord.record)
    )
    oldest = query.order_by(QuarantinedRecord.quarantined_at, QuarantinedRecord.record_pk)
    return db.session.scalars(oldest.limit(limit).offset(offset)).all()


def list_decided(
    readable: ColumnElement[bool], *, limit: int, offset: int = 0
) -> Sequence[QuarantinedRecord]:
    """List a page of accepted and dismissed records, latest decision first."""
    query = (
        select(QuarantinedRecord)
        .join(QuarantinedRecord.record)
        .options(contains_eager(QuarantinedRecord.record))
    )
    latest = query.where(_IS_DECIDED, readable).order_by(
        QuarantinedRecord.decided_at.desc(), QuarantinedRecord.record_pk
    )
    return db.session.scalars(latest.limit(limit).offset(offset)).all()


def count_decided(readable: ColumnElement[bool]) -> int:
    """Count the accepted and dismissed records."""
    query = select(func.count()).select_from(QuarantinedRecord).where(_IS_DECIDED, readable)
    return db.session.scalar(query) or 0


def measure_open(readable: ColumnElement[bool]) -> QuarantineSize:
    """Count the undecided records, for the number in the desk's navigation."""
    row = db.session.connection().execute(_SIZE.where(readable)).one()
    return QuarantineSize(*row)


def find_quarantined(record_pk: int, readable: ColumnElement[bool]) -> QuarantinedRecord | None:
    """Find a quarantined record that the reader may see."""
    query = (
        select(QuarantinedRecord)
        .join(QuarantinedRecord.record)
        .options(contains_eager(QuarantinedRecord.record))
    )
    return db.session.scalars(
        query.where(QuarantinedRecord.record_pk == record_pk, readable)
    ).one_or_none()


def find_head(record: SyncRecord) -> SyncRecord | None:
    """Find the head of this record's lineage; None if it is this record."""
    head = find_lineage_head(record.collection, record.record_id)
    return head if head is not None and head.pk != record.pk else None


def is_past(record: SyncRecord, head: SyncRecord | None) -> bool:
    """Whether a draft is outdated: its inspection was sealed, or a draft as new is stored."""
    if record.collection != "draft" or record.for_rev is None:
        return False
    sealed = select(func.max(SyncRecord.rev)).filter_by(
        collection="inspection", record_id=record.record_id, user_id=record.user_id
    )
    if (db.session.scalar(sealed) or 0) >= record.for_rev:
        return True
    return head is not None and (head.for_rev or 0, head.rev) >= (record.for_rev, record.rev)


def authors_of(rows: Iterable[QuarantinedRecord]) -> dict[str, User]:
    """Return the authors of these records by user id."""
    query = select(User).where(User.id.in_({row.record.user_id for row in rows}))
    return {user.id: user for user in db.session.scalars(query)}


def places_of(rows: Iterable[QuarantinedRecord]) -> dict[str, Premises]:
    """Return the registered premises that these records name, by id."""
    query = select(Premises).where(Premises.id.in_({row.premises_id or "" for row in rows}))
    return {place.id: place for place in db.session.scalars(query)}


def only_open(query: Rows, readable: ColumnElement[bool]) -> Rows:
    """Return a query for the undecided records that a reader may see, of a lineage its head."""
    newest = and_(
        SyncStream.collection == SyncRecord.collection,
        SyncStream.id == SyncRecord.record_id,
    )
    decidable = or_(SyncRecord.off_lineage, SyncStream.head_digest == SyncRecord.digest)
    return (
        query.join(SyncRecord, SyncRecord.pk == QuarantinedRecord.record_pk)
        .join(SyncStream, newest)
        .where(QuarantinedRecord.decision.is_(None), decidable, readable)
    )


# Counted by every page of the desk: put together once.
_SIZE = only_open(
    select(func.count(), func.min(QuarantinedRecord.quarantined_at)).select_from(QuarantinedRecord),
    true(),
)
