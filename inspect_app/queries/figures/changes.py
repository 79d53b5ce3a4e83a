"""Reads what moved the plan's figures lately: decisions, titles, baselines, closures.

Every source gives its newest rows alone, so that a page costs the same however much was done.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, select, true
from sqlalchemy.orm import InstrumentedAttribute

from inspect_app.domain.calendar.visits import SHANGHAI
from inspect_app.domain.figures.changes import Change, Decision, changes_of, grouped
from inspect_app.domain.figures.targets import Plan
from inspect_app.extensions import db
from inspect_app.models.acceptances import Acceptance
from inspect_app.models.designations import Designation
from inspect_app.models.imported import Baseline
from inspect_app.models.inspections import Inspection, Revision
from inspect_app.models.premises import Premises, PremisesStatus
from inspect_app.models.reviews import Review

NEWEST, LINES = 200, 5
SHARES = ("coverage", "pass_rate")
Rows = Select[*tuple[Any, ...]]
Moment = InstrumentedAttribute[datetime] | InstrumentedAttribute[datetime | None]

_IS_DECIDED = and_(Revision.inspection_id == Review.inspection_id, Revision.rev == Review.rev)


def list_changes(
    plan: Plan, within: ColumnElement[bool] | None, since: date, until: date, whole: set[str] | None
) -> list[Change]:
    """List at most five sorts of changes after one day up to another, the newest first.

    `within` is the reader's scope. A baseline belongs to no street: whoever sees the `whole`
    district of its kind is shown it (None: of all kinds).
    """
    span = (_midnight(since + timedelta(days=1)), _midnight(until + timedelta(days=1)))
    scope = true() if within is None else within
    found = [
        *changes_of(plan, _decisions(scope, *span), span[0]),
        *_titles(within, *span),
        *_statuses(plan, scope, *span),
        *_reopened(plan, scope, *span),
        *_baselines(plan, whole, *span),
    ]
    return grouped(found, LINES)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, SHANGHAI)


def _decisions(scope: ColumnElement[bool], since: datetime, before: datetime) -> Iterator[Decision]:
    """Yield every decision on the premises that were decided on lately."""
    lately = (
        select(Inspection.premises_id)
        .join(Review, Review.inspection_id == Inspection.id)
        .join(Premises, Premises.id == Inspection.premises_id)
        .where(scope, Review.decided_at >= since, Review.decided_at < before)
        .order_by(Review.decided_at.desc(), Review.id.desc())
        .limit(NEWEST)
    )
    places = set(db.session.scalars(lately))
    query = (
        select(
            Review.decided_at.label("at"),
            (Review.action == "approve").label("approved"),
            Inspection.id.label("inspection"),
            func.coalesce(Acceptance.unit_work, Premises.id).label("subject"),
            Premises.id.label("premises"),
            Premises.name,
            Premises.area,
            Premises.kind,
            Inspection.checklist,
            Inspection.visited_on.label("on"),
            Inspection.received_at.label("arrived_at"),
            Revision.covered,
            Revision.passed,
            Revision.result,
            Revision.complete,
            Premises.attrs,
        )
        .select_from(Review)
        .join(Inspection, Inspection.id == Review.inspection_id)
        .join(Premises, Premises.id == Inspection.premises_id)
        .join(Revision, _IS_DECIDED)
        .outerjoin(Acceptance, Acceptance.inspection_id == Inspection.id)
        .where(Inspection.premises_id.in_(places), Review.decided_at < before)
    )
    for row in db.session.execute(query):
        yield Decision(**row._mapping)


def _titles(
    within: ColumnElement[bool] | None, since: datetime, before: datetime
) -> Iterator[Change]:
    """Yield titles that a second person confirmed, and those that were revoked."""
    for what, sign, moment in (
        ("named", 1, Designation.recorded_at),
        ("revoked", -1, Designation.revocation_recorded_at),
    ):
        query = (
            select(Designation.target, Designation.key, Designation.area, Premises.name, moment)
            .outerjoin(Premises, Premises.id == Designation.premises_id)
            .where(true() if within is None else and_(Premises.id.is_not(None), within))
        )
        for target, key, area, name, at in _newest(query, moment, since, before):
            yield Change(what, target, at, name or key, area, sign)


def _statuses(
    plan: Plan, scope: ColumnElement[bool], since: datetime, before: datetime
) -> Iterator[Change]:
    """Yield what was closed, suspended or opened again, where that changes the denominator."""
    targets = [target for target in plan.targets if target.metric in SHARES]
    query = (
        select(
            PremisesStatus.status,
            Premises.kind,
            PremisesStatus.recorded_at,
            Premises.name,
            Premises.area,
            Premises.id,
        )
        .join(Premises, Premises.id == PremisesStatus.premises_id)
        .where(scope, Premises.kind.in_([target.kind for target in targets]))
    )
    for status, kind, at, name, area, id in _newest(
        query, PremisesStatus.recorded_at, since, before
    ):
        for target in targets:
            if target.kind == kind:
                yield Change(status, target.id, at, name, area, premises=id)


def _reopened(
    plan: Plan, scope: ColumnElement[bool], since: datetime, before: datetime
) -> Iterator[Change]:
    """Yield first acceptances that are to be held again."""
    ids = [one.id for one in plan.targets if one.metric == "first_pass"]
    query = (
        select(Acceptance.reopened_at, Premises.name, Premises.area, Acceptance.inspection_id)
        .join(Inspection, Inspection.id == Acceptance.inspection_id)
        .join(Premises, Premises.id == Inspection.premises_id)
        .where(scope, Acceptance.attempt_no == 1)
    )
    for at, name, area, inspection in _newest(query, Acceptance.reopened_at, since, before):
        for id in ids:
            yield Change("reopened", id, at, name, area, -1, inspection=inspection)


def _baselines(
    plan: Plan, whole: set[str] | None, since: datetime, before: datetime
) -> Iterator[Change]:
    """Yield the baselines that were confirmed; each target keeps its last one."""
    query = select(Baseline.target, Baseline.recorded_at)
    for id, at in _newest(query, Baseline.recorded_at, since, before):
        target = plan.find_target(id)
        if target is not None and (whole is None or target.kind in whole):
            yield Change("baseline", id, at, "", "")


def _newest(query: Rows, moment: Moment, since: datetime, before: datetime) -> Iterable[Any]:
    """Return the newest rows of a span of time."""
    inside = query.where(moment >= since, moment < before)
    return db.session.execute(inside.order_by(moment.desc()).limit(NEWEST))
