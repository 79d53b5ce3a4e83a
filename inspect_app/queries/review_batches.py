"""Reads which revisions may be approved by sample, the batches of such, and what came of them."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, case, exists, func, not_, or_, select, tuple_
from sqlalchemy.orm import InstrumentedAttribute, aliased, joinedload, selectinload

from inspect_app.domain.calendar.visits import start_of
from inspect_app.domain.figures.history import ACCEPTANCE
from inspect_app.domain.rules.signatures import borrowed, signatures_of
from inspect_app.extensions import db
from inspect_app.models.audit import AuditEntry
from inspect_app.models.cosignatures import Cosignature
from inspect_app.models.inspections import Inspection, InspectionPhoto, Revision
from inspect_app.models.people import User
from inspect_app.models.premises import Premises
from inspect_app.models.rescue import QuarantinedRecord
from inspect_app.models.review_batches import ReviewBatch, ReviewBatchRow
from inspect_app.models.reviews import Review
from inspect_app.models.sync import SyncRecord
from inspect_app.queries.review_queue import QUEUE_ORDER, Search, is_clean, narrowed
from inspect_app.queries.reviews import only_undecided

# Its result follows from its stalls, and is known at the approval alone.
JUDGED_LATER = ("market",)
_SHOWN = (
    *(Revision.inspection_id, Revision.rev, Revision.digest, Revision.body),
    *(Inspection.author_id, Inspection.visited_on, Premises.name, Premises.kind),
    *(Premises.lat, Premises.lng),
)


@dataclass(frozen=True)
class Clean:
    """A revision of which the database has nothing to say; its body is still to be looked at."""

    inspection_id: str
    rev: int
    digest: str
    body: dict[str, Any]
    author_id: str
    visited_on: date
    name: str
    kind: str
    place: tuple[float, float] | None


@dataclass(frozen=True)
class BatchRow:
    """A row of a batch as its page shows it, with the state of its revision.

    `name` is None for a premises outside the reader's scope.
    """

    inspection_id: str
    rev: int
    digest: str
    author_id: str
    author: str
    kind: str
    drawn: bool
    opened_at: datetime | None
    name: str | None
    visited_on: date
    state: str


def list_clean(
    within: ColumnElement[bool], search: Search, reviewer_id: str, *, limit: int, offset: int = 0
) -> list[Clean]:
    """List clean revisions in the queue's order that were in no batch before."""
    batched = exists().where(
        ReviewBatchRow.inspection_id == Revision.inspection_id, ReviewBatchRow.rev == Revision.rev
    )
    return _clean(and_(narrowed(within, search), not_(batched)), reviewer_id, limit, offset)


def list_still_clean(
    within: ColumnElement[bool], batch_id: str, reviewer_id: str, *, limit: int
) -> list[Clean]:
    """List the revisions of a batch that are clean as they were."""
    here = exists().where(
        ReviewBatchRow.batch_id == batch_id,
        ReviewBatchRow.inspection_id == Revision.inspection_id,
        ReviewBatchRow.rev == Revision.rev,
    )
    return _clean(and_(within, here), reviewer_id, limit)


def _clean(
    condition: ColumnElement[bool], reviewer_id: str, limit: int, offset: int = 0
) -> list[Clean]:
    query = only_undecided(select(*_SHOWN), condition).where(
        is_clean(),
        Revision.rev == 1,
        Revision.passed.is_(True),
        Inspection.author_id != reviewer_id,
        Inspection.checklist != ACCEPTANCE,
        Premises.kind.not_in(JUDGED_LATER),
        not_(_is_doubted()),
    )
    rows = db.session.execute(query.order_by(*QUEUE_ORDER).limit(limit).offset(offset))
    return [
        Clean(
            *(row.inspection_id, row.rev, row.digest, json.loads(row.body), row.author_id),
            *(row.visited_on, row.name, row.kind),
            None if row.lat is None or row.lng is None else (row.lat, row.lng),
        )
        for row in rows
    ]


def _is_doubted() -> ColumnElement[bool]:
    """Return the condition that a record is quarantined, was handed in for another, or not signed.

    A fork lies in quarantine until a person has decided which version counts.
    """
    forked = exists().where(
        SyncRecord.collection == "inspection",
        SyncRecord.record_id == Revision.inspection_id,
        QuarantinedRecord.record_pk == SyncRecord.pk,
        QuarantinedRecord.decision.is_(None),
    )
    handed_in = exists().where(
        AuditEntry.subject == "inspection:" + Revision.inspection_id,
        AuditEntry.action.in_(("record.quarantined", "record.vouched")),
    )
    unsigned = exists().where(
        Cosignature.inspection_id == Revision.inspection_id, Cosignature.state != "confirmed"
    )
    return or_(forked, handed_in, unsigned)


def list_borrowing(found: Iterable[Clean]) -> set[str]:
    """Return the inspections with a signature that their author gives as another's as well."""
    rows = list(found)
    mine = {
        one.inspection_id: [
            (given.sha256, given.signer(one.inspection_id)) for given in signatures_of(one.body)
        ]
        for one in rows
    }
    hashes = {sha256 for pairs in mine.values() for sha256, _ in pairs}
    author = (
        select(Inspection.author_id)
        .where(Inspection.id == InspectionPhoto.inspection_id)
        .scalar_subquery()
    )
    query = select(author.label("author"), InspectionPhoto.sha256, InspectionPhoto.item).where(
        InspectionPhoto.sha256.in_(hashes), InspectionPhoto.role == "signature"
    )
    given: dict[str, set[tuple[str, str]]] = {}
    for row in db.session.execute(query.distinct()):
        given.setdefault(row.author, set()).add((row.sha256, row.item))
    return {
        one.inspection_id
        for one in rows
        if borrowed(mine[one.inspection_id], given.get(one.author_id, set()))
    }


def list_revisions(found: Iterable[Clean]) -> dict[str, Revision]:
    """Return these revisions by their inspection, with answers and checklist."""
    keys = [(one.inspection_id, one.rev) for one in found]
    query = select(Revision).where(tuple_(Revision.inspection_id, Revision.rev).in_(keys))
    query = query.options(selectinload(Revision.answers), joinedload(Revision.checklist))
    return {one.inspection_id: one for one in db.session.scalars(query)}


def find_batch(batch_id: str) -> ReviewBatch | None:
    """Find a batch by its id."""
    return db.session.get(ReviewBatch, batch_id)


def list_batches(user_id: str, limit: int) -> Sequence[ReviewBatch]:
    """List a person's batches, the latest first."""
    query = select(ReviewBatch).where(ReviewBatch.user_id == user_id)
    return db.session.scalars(query.order_by(ReviewBatch.made_at.desc()).limit(limit)).all()


def list_batch_rows(batch_id: str, within: ColumnElement[bool] | None = None) -> list[BatchRow]:
    """List the rows of a batch in its order, with the names that a reader may see."""
    name = Premises.name if within is None else case((within, Premises.name))
    query = (
        select(
            *(ReviewBatchRow.inspection_id, ReviewBatchRow.rev, ReviewBatchRow.digest),
            *(ReviewBatchRow.author_id, User.full_name, ReviewBatchRow.kind),
            *(ReviewBatchRow.drawn, ReviewBatchRow.opened_at, name),
            *(Inspection.visited_on, Revision.state),
        )
        .select_from(ReviewBatchRow)
        .join(User, User.id == ReviewBatchRow.author_id)
        .join(Inspection, Inspection.id == ReviewBatchRow.inspection_id)
        .join(Premises, Premises.id == Inspection.premises_id)
        .join(
            Revision,
            and_(
                Revision.inspection_id == ReviewBatchRow.inspection_id,
                Revision.rev == ReviewBatchRow.rev,
            ),
        )
        .where(ReviewBatchRow.batch_id == batch_id)
    )
    return [BatchRow(*row) for row in db.session.execute(query.order_by(ReviewBatchRow.position))]


def is_stopped(batch_id: str) -> bool:
    """Whether anybody returned a drawn revision of a batch, even if that was undone."""
    returned = exists().where(
        ReviewBatchRow.batch_id == batch_id,
        ReviewBatchRow.drawn.is_(True),
        Review.inspection_id == ReviewBatchRow.inspection_id,
        Review.rev == ReviewBatchRow.rev,
        Review.action == "return",
    )
    return bool(db.session.scalar(select(returned)))


def sampled_among(inspection_ids: Iterable[str]) -> set[str]:
    """Return those of these inspections whose last decision is an approval by sample."""
    ids = list(inspection_ids)
    if not ids:
        return set()
    query = select(Review.inspection_id).where(Review.inspection_id.in_(ids), _is_in_force())
    return set(db.session.scalars(query))


def count_sampled(first: date, last: date, known_at: date | None) -> int:
    """Count the visits of these days whose approval by sample is in force, as known at a time."""
    query = (
        select(func.count())
        .select_from(Review)
        .join(Inspection, Inspection.id == Review.inspection_id)
        .where(Inspection.visited_on.between(first, last), _is_in_force(known_at))
    )
    return db.session.scalar(query) or 0


def _is_in_force(known_at: date | None = None) -> ColumnElement[bool]:
    """Return the condition that a review is an approval by sample, and that none came after it."""
    later = aliased(Review)
    after = exists().where(
        later.inspection_id == Review.inspection_id,
        later.decided_at > Review.decided_at,
        *_known(later.decided_at, known_at),
    )
    known = _known(Review.decided_at, known_at)
    return and_(Review.batch_id.is_not(None), not_(after), *known)


def _known(moment: InstrumentedAttribute[datetime], day: date | None) -> list[ColumnElement[bool]]:
    """Return the condition that something was decided by the end of a day; none without a day."""
    return [moment < start_of(day + timedelta(days=1))] if day else []
