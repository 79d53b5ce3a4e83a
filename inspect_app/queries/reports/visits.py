"""Streams the counting visits of the premises that a period visited, with what failed at each."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from typing import Any

from sqlalchemy import Select, select

from inspect_app.domain.figures.counting import AsOf, effective_revision, visit_of
from inspect_app.domain.figures.history import Decision, InspectionRecord, RevisionRecord
from inspect_app.domain.reports.visits import ItemVisit, plain_item
from inspect_app.domain.rules.unable import UNABLE
from inspect_app.extensions import db
from inspect_app.models.inspections import Inspection, Revision
from inspect_app.models.premises import Premises
from inspect_app.models.reviews import Review

AT_A_TIME = 500
Rows = Select[*tuple[Any, ...]]


def stream_visits(start: date, first: date, as_of: AsOf) -> Iterator[ItemVisit]:
    """Yield counting visits between `start` and the day, premises by premises, in order.

    Premises without a visit since `first` are left out, so that memory and time follow the period.
    """
    rows = db.session.execute(
        _query(start, first, as_of.day).execution_options(yield_per=AT_A_TIME)
    )
    for _, of_premises in groupby(rows, key=lambda row: row.premises_id):
        groups = groupby(of_premises, key=lambda row: row.id)
        found = [seen for _, group in groups if (seen := _counting(list(group), as_of))]
        yield from (visit for _, visit in sorted(found, key=lambda pair: pair[0]))


def _query(start: date, first: date, last: date) -> Rows:
    visited = select(Inspection.premises_id).where(Inspection.visited_on.between(first, last))
    return (
        select(
            Inspection.id,
            Inspection.premises_id,
            Inspection.visited_on,
            Inspection.checklist,
            Premises.kind,
            Revision.rev,
            Revision.received_at,
            Revision.complete,
            Revision.covered,
            Revision.passed,
            Revision.result,
            Revision.score["failed"].label("failed"),
            Revision.score["total"].label("total"),
            Review.decided_at,
            Review.action,
        )
        .join(Premises, Premises.id == Inspection.premises_id)
        .join(Revision, Revision.inspection_id == Inspection.id)
        .outerjoin(Review, (Review.inspection_id == Inspection.id) & (Review.rev == Revision.rev))
        .where(Inspection.premises_id.in_(visited), Inspection.visited_on.between(start, last))
        .order_by(Inspection.premises_id, Inspection.id, Revision.rev, Review.decided_at, Review.id)
    )


def _counting(rows: list[Any], as_of: AsOf) -> tuple[Any, ItemVisit] | None:
    """Return a visit with its place in time, by the revision that counts; None if none does."""
    by_rev = {rev: list(group) for rev, group in groupby(rows, key=lambda row: row.rev)}
    one = rows[0]
    record = InspectionRecord(
        id=one.id,
        premises=one.premises_id,
        on=one.visited_on,
        revisions=tuple(_revision(group) for group in by_rev.values()),
    )
    revision = effective_revision(record, as_of)
    if revision is None or revision.outcome == UNABLE:
        return None
    counted = by_rev[revision.rev][0]
    visit = ItemVisit(
        inspection=one.id,
        premises=one.premises_id,
        kind=one.kind,
        checklist=one.checklist,
        on=one.visited_on,
        passed=counted.passed,
        result=counted.result,
        failed=tuple(sorted({plain_item(item) for item in counted.failed or ()})),
        total=counted.total,
    )
    return visit_of(record, revision).sort_key(), visit


def _revision(rows: Iterable[Any]) -> RevisionRecord:
    all_rows = list(rows)
    one = all_rows[0]
    return RevisionRecord(
        rev=one.rev,
        received_at=one.received_at,
        complete=one.complete,
        covered=one.covered,
        passed=one.passed,
        reviews=tuple(
            Decision(row.decided_at, row.action) for row in all_rows if row.action is not None
        ),
        outcome=one.result,
    )
