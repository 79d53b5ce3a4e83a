"""Reads records in quarantine. `within` is the reader's scope over `Premises`."""

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


@dataclass(frozen=True)
class QuarantineSize:
    """How many wait for a decision, and since when the oldest does."""

    count: int
    oldest: datetime | None


def about(within: ColumnElement[bool], whole: bool) -> ColumnElement[bool]:
    """What names no premises of the register is for those who see the whole district."""
    return true() if whole else exists().where(Premises.id == QuarantinedRecord.premises_id, within)


def list_open(readable: ColumnElement[bool], limit: int = 200) -> Sequence[QuarantinedRecord]:
    """First come, first seen; of a lineage only the newest."""
    query = _open(select(QuarantinedRecord), readable).options(
        contains_eager(QuarantinedRecord.record)
    )
    return db.session.scalars(
        query.order_by(QuarantinedRecord.quarantined_at, QuarantinedRecord.record_pk).limit(limit)
    ).all()


def list_decided(readable: ColumnElement[bool], limit: int = 50) -> Sequence[QuarantinedRecord]:
    """The latest first."""
    query = (
        select(QuarantinedRecord)
        .join(QuarantinedRecord.record)
        .options(contains_eager(QuarantinedRecord.record))
    )
    decided = query.where(QuarantinedRecord.decision.in_(("accept", "dismiss")), readable)
    return db.session.scalars(
        decided.order_by(QuarantinedRecord.decided_at.desc()).limit(limit)
    ).all()


def measure_open(readable: ColumnElement[bool]) -> QuarantineSize:
    """For the rail."""
    query = _open(
        select(func.count(), func.min(QuarantinedRecord.quarantined_at)).select_from(
            QuarantinedRecord
        ),
        readable,
    )
    count, oldest = db.session.execute(query).one()
    return QuarantineSize(count, oldest)


def find_quarantined(record_pk: int, readable: ColumnElement[bool]) -> QuarantinedRecord | None:
    """If it lies within the scope."""
    query = (
        select(QuarantinedRecord)
        .join(QuarantinedRecord.record)
        .options(contains_eager(QuarantinedRecord.record))
    )
    return db.session.scalars(
        query.where(QuarantinedRecord.record_pk == record_pk, readable)
    ).one_or_none()


def find_head(record: SyncRecord) -> SyncRecord | None:
    """The newest in the lineage of its stream, if that is another one."""
    head = find_lineage_head(record.collection, record.record_id)
    return head if head is not None and head.pk != record.pk else None


def is_past(record: SyncRecord, head: SyncRecord | None) -> bool:
    """A draft whose author has gone on: sealed, or in a state as new that is kept already."""
    if record.collection != "draft" or record.for_rev is None:
        return False
    sealed = select(func.max(SyncRecord.rev)).filter_by(
        collection="inspection", record_id=record.record_id, user_id=record.user_id
    )
    if (db.session.scalar(sealed) or 0) >= record.for_rev:
        return True
    return head is not None and (head.for_rev or 0, head.rev) >= (record.for_rev, record.rev)


def authors_of(rows: Iterable[QuarantinedRecord]) -> dict[str, User]:
    """Who wrote them."""
    query = select(User).where(User.id.in_({row.record.user_id for row in rows}))
    return {user.id: user for user in db.session.scalars(query)}


def places_of(rows: Iterable[QuarantinedRecord]) -> dict[str, Premises]:
    """Those on the register that they name."""
    query = select(Premises).where(Premises.id.in_({row.premises_id or "" for row in rows}))
    return {place.id: place for place in db.session.scalars(query)}


def _open(query: Rows, readable: ColumnElement[bool]) -> Rows:
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
