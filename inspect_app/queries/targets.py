"""The plan's figures from the database: it loads what was recorded, the domain counts."""

from collections import defaultdict
from datetime import UTC, datetime

from sqlalchemy import select

from inspect_app.domain.counting import AsOf
from inspect_app.domain.history import (
    Decision,
    History,
    InspectionRecord,
    PremisesRecord,
    RevisionRecord,
    StatusChange,
)
from inspect_app.domain.rollup import Counted, Figure, count_figure, count_target
from inspect_app.domain.targets import Plan, Target
from inspect_app.domain.visits import shanghai_day
from inspect_app.extensions import db
from inspect_app.models.inspections import Inspection, Revision
from inspect_app.models.premises import Premises, PremisesStatus
from inspect_app.models.reviews import Review


def as_of_today() -> AsOf:
    """Today in Shanghai, with everything recorded so far."""
    return AsOf(shanghai_day(datetime.now(UTC)))


def list_figures(
    plan: Plan, as_of: AsOf, area: str | None = None, target: str | None = None
) -> list[Figure]:
    """Every target's figure in the plan's order, or only one; `area` narrows to one area."""
    areas = [row.code for row in plan.areas]
    history = load_history()
    return [
        count_figure(row, count_target(row, history, plan.start, as_of), areas, area)
        for row in plan.targets
        if target is None or row.id == target
    ]


def count_sides(plan: Plan, target: Target, as_of: AsOf) -> Counted:
    """Who is in the numerator, in the denominator and excluded, each with the visit behind it."""
    return count_target(target, load_history(target.kind), plan.start, as_of)


def load_history(kind: str | None = None) -> History:
    """Everything recorded about premises of one kind, or of all."""
    return History(tuple(load_premises(kind)), tuple(load_inspections(kind)))


def load_premises(kind: str | None) -> list[PremisesRecord]:
    statuses = load_statuses()
    query = select(
        Premises.id,
        Premises.kind,
        Premises.area,
        Premises.attrs,
        Premises.registered_on,
        Premises.recorded_at,
    )
    if kind is not None:
        query = query.where(Premises.kind == kind)
    return [
        PremisesRecord(
            id=row.id,
            kind=row.kind,
            area=row.area,
            registered_on=row.registered_on,
            recorded_at=row.recorded_at,
            attrs=row.attrs,
            statuses=tuple(statuses[row.id]),
        )
        for row in db.session.execute(query)
    ]


def load_statuses() -> dict[str, list[StatusChange]]:
    query = select(
        PremisesStatus.premises_id,
        PremisesStatus.from_on,
        PremisesStatus.status,
        PremisesStatus.recorded_at,
    )
    statuses = defaultdict(list)
    for row in db.session.execute(query):
        statuses[row.premises_id].append(StatusChange(row.from_on, row.status, row.recorded_at))
    return statuses


def load_inspections(kind: str | None) -> list[InspectionRecord]:
    revisions = load_revisions()
    query = select(Inspection.id, Inspection.premises_id, Inspection.visited_on)
    if kind is not None:
        query = query.join(Premises).where(Premises.kind == kind)
    return [
        InspectionRecord(row.id, row.premises_id, row.visited_on, tuple(revisions[row.id]))
        for row in db.session.execute(query)
        if row.id in revisions
    ]


def load_revisions() -> dict[str, list[RevisionRecord]]:
    decisions = load_decisions()
    query = select(
        Revision.inspection_id,
        Revision.rev,
        Revision.received_at,
        Revision.complete,
        Revision.covered,
        Revision.passed,
    ).order_by(Revision.inspection_id, Revision.rev)
    revisions = defaultdict(list)
    for row in db.session.execute(query):
        revisions[row.inspection_id].append(
            RevisionRecord(
                rev=row.rev,
                received_at=row.received_at,
                complete=row.complete,
                covered=row.covered,
                passed=row.passed,
                reviews=tuple(decisions[row.inspection_id, row.rev]),
            )
        )
    return revisions


def load_decisions() -> dict[tuple[str, int], list[Decision]]:
    query = select(Review.inspection_id, Review.rev, Review.decided_at, Review.action)
    decisions = defaultdict(list)
    for row in db.session.execute(query.order_by(Review.decided_at, Review.id)):
        decisions[row.inspection_id, row.rev].append(Decision(row.decided_at, row.action))
    return decisions
