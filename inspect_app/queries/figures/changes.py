"""Reads what moved the plan's figures lately: decisions, titles, baselines, closures.

Every source gives its newest rows alone, so that a page costs the same however much was done; a
number that is then too small says so.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Select, and_, bindparam, case, select
from sqlalchemy.orm import InstrumentedAttribute

from inspect_app.domain.calendar.visits import start_of
from inspect_app.domain.figures.changes import Change, Decision, Place, changes_of, grouped
from inspect_app.domain.figures.targets import Plan
from inspect_app.extensions import db
from inspect_app.models.acceptances import Acceptance
from inspect_app.models.designations import Designation
from inspect_app.models.imported import Baseline, BaselineChange
from inspect_app.models.inspections import Inspection, Revision
from inspect_app.models.premises import Premises, PremisesStatus
from inspect_app.models.reviews import Review
from inspect_app.models.types import UtcDateTime

NEWEST, LINES = 200, 5
SHARES = ("coverage", "pass_rate")
Rows = Select[*tuple[Any, ...]]
Moment = InstrumentedAttribute[datetime] | InstrumentedAttribute[datetime | None]
Scope = ColumnElement[bool] | None

# Asked by every overview: each statement is put together once, and only the scope is added.
_SINCE: BindParameter[datetime] = bindparam("since", type_=UtcDateTime)
_BEFORE: BindParameter[datetime] = bindparam("before", type_=UtcDateTime)


def list_changes(
    plan: Plan, within: Scope, since: date, until: date, whole: set[str] | None
) -> list[Change]:
    """List at most five sorts of changes after one day up to another, the newest first.

    `within` is the reader's scope. A baseline belongs to no street: whoever sees the `whole`
    district of its kind is shown it (None: of all kinds).
    """
    span = {
        "since": start_of(since + timedelta(days=1)),
        "before": start_of(until + timedelta(days=1)),
    }
    found = [
        *_decided(plan, within, span),
        *_titles(within, span),
        *_statuses(plan, within, span),
        *_reopened(plan, within, span),
        *_baselines(plan, whole, span),
    ]
    return grouped(found, LINES)


def _newest(query: Rows, moment: Moment) -> Rows:
    """Return the query for the newest rows of a span of time, and for one more."""
    inside = query.where(moment >= _SINCE, moment < _BEFORE)
    return inside.order_by(moment.desc()).limit(NEWEST + 1)


_LATELY = _newest(
    select(Inspection.premises_id)
    .join(Review, Review.inspection_id == Inspection.id)
    .join(Premises, Premises.id == Inspection.premises_id),
    Review.decided_at,
)
_PLACES = select(Premises.id, Premises.name, Premises.area, Premises.kind, Premises.attrs).where(
    Premises.id.in_(bindparam("places", expanding=True))
)
# Many rows, and so no more than the verdict and the order need.
_DECISIONS = (
    select(
        case((Review.decided_at >= _SINCE, Review.decided_at)),
        Review.action == "approve",
        Inspection.id,
        Inspection.premises_id,
        Acceptance.unit_work,
        Inspection.checklist,
        Inspection.visited_on,
        Inspection.received_at,
        Revision.covered,
        Revision.passed,
        Revision.result,
        Revision.complete,
    )
    .select_from(Review)
    .join(Inspection, Inspection.id == Review.inspection_id)
    .join(
        Revision, and_(Revision.inspection_id == Review.inspection_id, Revision.rev == Review.rev)
    )
    .outerjoin(Acceptance, Acceptance.inspection_id == Inspection.id)
    .where(
        Inspection.premises_id.in_(bindparam("places", expanding=True)),
        Review.decided_at < _BEFORE,
    )
    .order_by(Review.decided_at, Inspection.id)
)


def _decided(plan: Plan, within: Scope, span: dict[str, datetime]) -> Iterator[Change]:
    """Yield what decisions moved at the premises that were decided on lately."""
    ids = [row.premises_id for row in _read(_LATELY, within, span)]
    if not ids:
        return
    given = {"places": sorted(set(ids[:NEWEST]))}
    places = {id: Place(*facts) for id, *facts in _read(_PLACES, None, given)}
    decisions = map(Decision._make, _read(_DECISIONS, None, span | given))
    for change in changes_of(plan, places, decisions):
        yield replace(change, at_least=len(ids) > NEWEST)


_NAMES = select(Designation.target, Designation.key, Designation.area, Premises.name).outerjoin(
    Premises, Premises.id == Designation.premises_id
)
_TITLES = [
    (what, sign, _newest(_NAMES.add_columns(moment), moment))
    for what, sign, moment in (
        ("named", 1, Designation.recorded_at),
        ("revoked", -1, Designation.revocation_recorded_at),
    )
]


def _titles(within: Scope, span: dict[str, datetime]) -> Iterator[Change]:
    """Yield titles that a second person confirmed, and those that were revoked."""
    of_premises = None if within is None else and_(Premises.id.is_not(None), within)
    for what, sign, query in _TITLES:
        for at_least, target, key, area, name, at in _marked(_read(query, of_premises, span)):
            yield Change(what, target, at, name or key, area, sign, at_least=at_least)


_STATUSES = _newest(
    select(
        PremisesStatus.status,
        Premises.kind,
        PremisesStatus.recorded_at,
        Premises.name,
        Premises.area,
        Premises.id,
    )
    .join(Premises, Premises.id == PremisesStatus.premises_id)
    .where(Premises.kind.in_(bindparam("kinds", expanding=True))),
    PremisesStatus.recorded_at,
)


def _statuses(plan: Plan, within: Scope, span: dict[str, datetime]) -> Iterator[Change]:
    """Yield what was closed, suspended or opened again, where that changes the denominator."""
    targets = [target for target in plan.targets if target.metric in SHARES]
    given = span | {"kinds": [target.kind for target in targets]}
    for at_least, status, kind, at, name, area, id in _marked(_read(_STATUSES, within, given)):
        for target in targets:
            if target.kind == kind:
                yield Change(status, target.id, at, name, area, premises=id, at_least=at_least)


_REOPENED = _newest(
    select(Acceptance.reopened_at, Premises.name, Premises.area, Acceptance.inspection_id)
    .join(Inspection, Inspection.id == Acceptance.inspection_id)
    .join(Premises, Premises.id == Inspection.premises_id)
    .where(Acceptance.attempt_no == 1),
    Acceptance.reopened_at,
)


def _reopened(plan: Plan, within: Scope, span: dict[str, datetime]) -> Iterator[Change]:
    """Yield first acceptances that are to be held again."""
    for id in (one.id for one in plan.targets if one.metric == "first_pass"):
        for at_least, at, name, area, inspection in _marked(_read(_REOPENED, within, span)):
            yield Change(
                "reopened", id, at, name, area, -1, inspection=inspection, at_least=at_least
            )


_BASELINES = [
    _newest(select(table.target, table.recorded_at), table.recorded_at)
    for table in (BaselineChange, Baseline)
]


def _baselines(plan: Plan, whole: set[str] | None, span: dict[str, datetime]) -> Iterator[Change]:
    """Yield the baselines that were confirmed or imported; each target keeps its last one."""
    last: dict[str, datetime] = {}
    for query in _BASELINES:
        for id, at in _read(query, None, span):
            last[id] = max(at, last.get(id, at))
    for id, at in last.items():
        target = plan.find_target(id)
        if target is not None and (whole is None or target.kind in whole):
            yield Change("baseline", id, at, "", "")


def _marked(rows: Sequence[Any]) -> Iterator[Any]:
    """Yield the newest rows, each after whether there are more than these."""
    for row in rows[:NEWEST]:
        yield len(rows) > NEWEST, *row


def _read(query: Rows, within: Scope, given: dict[str, Any]) -> Sequence[Any]:
    limited = query if within is None else query.where(within)
    return db.session.connection().execute(limited, given).all()
