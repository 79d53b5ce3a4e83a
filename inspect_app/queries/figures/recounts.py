"""Counts the plan's figures a second time and reports where the two counts differ.

It reads the tables by itself, as rows of the neutral history format, and takes the unit work of an
acceptance from the sealed body: a mistake in loading cannot hide in both counts.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import defer

from inspect_app.domain.figures.baselines import baseline_on
from inspect_app.domain.figures.counting import AsOf
from inspect_app.domain.figures.history import ACCEPTANCE
from inspect_app.domain.figures.recount import Question, Recounted, recount_all, standing_visits
from inspect_app.domain.figures.rollup import Counted, count_figure, count_targets
from inspect_app.domain.figures.targets import Plan, Target
from inspect_app.extensions import db
from inspect_app.models.acceptances import Acceptance
from inspect_app.models.designations import Designation
from inspect_app.models.imported import BaselineChange, ImportedInspection
from inspect_app.models.inspections import Inspection, Revision
from inspect_app.models.premises import Premises, PremisesArea, PremisesAttrs, PremisesStatus
from inspect_app.models.reviews import Review, Standing
from inspect_app.queries.figures.histories import load_history
from inspect_app.queries.figures.judgements import list_altered

Row = dict[str, Any]
EVERYTHING = Question("", "9999-12-31")


def list_differences(plan: Plan, moments: Iterable[AsOf]) -> tuple[int, list[str]]:
    """Return the count of premises, and a message for each difference of the counts."""
    facts, history = read_records(), load_history()
    differing_lines: list[str] = []
    for as_of in moments:
        question = Question(
            plan.start.isoformat(),
            as_of.day.isoformat(),
            as_of.known_at.isoformat() if as_of.known_at else "",
        )
        firsts = count_targets(plan.targets, history, plan.start, as_of)
        seconds = recount_all(map(asdict, plan.targets), facts, question)
        for target, first, second in zip(plan.targets, firsts, seconds, strict=True):
            baseline = baseline_on(target, history.baselines, as_of)
            lines = compare(plan, target, first, second, baseline)
            differing_lines += [
                f"{question.day} {question.known_at} {target.id} {line}" for line in lines
            ]
    differing_lines += compare_standings(plan, facts)
    differing_lines += list_altered()
    return len(facts["premises"]), differing_lines


def compare(
    plan: Plan, target: Target, first: Counted, second: Recounted, baseline: int
) -> Iterator[str]:
    """Yield where two counts of a target differ; `baseline` is what the first adds to it."""
    for side in ("numerator", "denominator"):
        ours = {member.id: member.area for member in getattr(first, side)}
        yield from differing(side, ours, getattr(second, side))
    reasons = {member.id: str(member.reason) for member in first.excluded}
    yield from differing("excluded", reasons, second.excluded)
    figure = count_figure(target, first, [area.code for area in plan.areas], baseline=baseline)
    recounted = len(second.numerator) + second.baseline
    if figure.numerator != recounted:
        yield f"numerator: {figure.numerator} and {recounted}"
    if target.is_designated and figure.supported != second.supported:
        yield f"supported: {figure.supported} and {second.supported}"


def differing(side: str, ours: dict[str, str], theirs: dict[str, str]) -> Iterator[str]:
    for name in sorted(ours.keys() | theirs.keys()):
        if ours.get(name) != theirs.get(name):
            yield f"{side} {name}: {ours.get(name)} and {theirs.get(name)}"


def compare_standings(plan: Plan, facts: Row) -> Iterator[str]:
    """Compare stored standings with those that replaying this instance's visits gives."""
    own = [row for row in facts["inspections"] if row["own"]]
    latest = {visit["premises"]: visit for visit in standing_visits(own, EVERYTHING)}
    expected = {
        f"{target.id} {row['id']}": spoken(latest[row["id"]])
        for row in facts["premises"]
        if row["id"] in latest
        for target in plan.targets
        if target.kind == row["kind"]
    }
    kept = {
        f"{row.target} {row.premises_id}": f"{row.since} {row.covered} {row.passed}"
        for row in db.session.scalars(select(Standing))
    }
    yield from differing("standing", kept, expected)


def spoken(visit: Any) -> str:
    return f"{visit['on']} {visit['covered']} {visit['passed']}"


def read_records() -> Row:
    return {
        "premises": read_premises(),
        "inspections": [*read_own(), *read_past()],
        "designations": read_designations(),
        "baselines_from": read_baselines(),
    }


def iso(moment: datetime | date | None) -> str | None:
    return moment.isoformat() if moment else None


def read_premises() -> list[Row]:
    statuses = defaultdict(list)
    for change in db.session.scalars(select(PremisesStatus).order_by(PremisesStatus.id)):
        statuses[change.premises_id].append(
            {
                "from": iso(change.from_on),
                "status": change.status,
                "recorded_at": iso(change.recorded_at),
            }
        )
    attrs = read_dated(PremisesAttrs, "attrs")
    areas = read_dated(PremisesArea, "area")
    columns = (Premises.id, Premises.kind, Premises.area, Premises.attrs)
    query = select(*columns, Premises.registered_on, Premises.recorded_at)
    return [
        {
            "id": row.id,
            "kind": row.kind,
            "area": row.area,
            "attrs": row.attrs,
            "registered_on": iso(row.registered_on),
            "recorded_at": iso(row.recorded_at),
            "status": statuses[row.id],
            "attrs_from": attrs[row.id],
            "area_from": areas[row.id],
        }
        for row in db.session.execute(query)
    ]


def read_dated(table: Any, name: str) -> dict[str, list[Row]]:
    """Read a table of dated facts by premises, in the order in which they were recorded."""
    found = defaultdict(list)
    for row in db.session.scalars(select(table).order_by(table.id)):
        found[row.premises_id].append(
            {
                "from": iso(row.from_on),
                name: getattr(row, name),
                "recorded_at": iso(row.recorded_at),
            }
        )
    return found


def read_baselines() -> list[Row]:
    return [
        {
            "target": row.target,
            "from": iso(row.from_on),
            "n": row.count,
            "recorded_at": iso(row.recorded_at),
        }
        for row in db.session.scalars(select(BaselineChange).order_by(BaselineChange.id))
    ]


def read_own() -> list[Row]:
    """Read this instance's inspections, folded from one pass over revisions and reviews."""
    reopened = {
        row.inspection_id: row.reopened_at for row in db.session.scalars(select(Acceptance))
    }
    rows: dict[str, Row] = {}
    for head, revision, review in db.session.execute(revisions_with_reviews()):
        row = rows.setdefault(head.id, own_row(head, reopened.get(head.id)))
        if not row["revisions"] or row["revisions"][-1]["rev"] != revision.rev:
            row["revisions"].append(own_revision(revision))
        if head.checklist == ACCEPTANCE:
            row["unit_work"] = unit_work_of(revision.body)
        if review is not None:
            step = {"at": iso(review.decided_at), "action": review.action}
            row["revisions"][-1]["reviews"].append(step)
    return list(rows.values())


def revisions_with_reviews() -> Any:
    same = (Review.inspection_id == Revision.inspection_id) & (Review.rev == Revision.rev)
    return (
        select(Inspection, Revision, Review)
        .join(Revision, Revision.inspection_id == Inspection.id)
        .outerjoin(Review, same)
        .order_by(Inspection.id, Revision.rev, Review.decided_at, Review.id)
        .options(defer(Revision.body), defer(Revision.score))  # large; few bodies are looked into
    )


def own_row(head: Inspection, reopened_at: datetime | None) -> Row:
    return {
        "own": True,
        "id": head.id,
        "premises": head.premises_id,
        "checklist": head.checklist,
        "on": iso(head.visited_on),
        "reopened_at": iso(reopened_at),
        "revisions": [],
    }


def own_revision(revision: Revision) -> Row:
    return {
        "rev": revision.rev,
        "received_at": iso(revision.received_at),
        "complete": revision.complete,
        "covered": revision.covered,
        "passed": revision.passed,
        "outcome": revision.result,
        "reviews": [],
    }


def unit_work_of(body: str) -> str | None:
    acceptance = json.loads(body).get("acceptance") or {}
    found: str | None = acceptance.get("unit_work")
    return found


def read_past() -> list[Row]:
    return [
        {
            "own": False,
            "id": row.id,
            "premises": row.premises_id,
            "checklist": row.checklist,
            "on": iso(row.visited_on),
            "unit_work": row.unit_work,
            "reopened_at": iso(row.reopened_at),
            "revisions": row.revisions,
        }
        for row in db.session.scalars(select(ImportedInspection))
    ]


def read_designations() -> list[Row]:
    confirmed = select(Designation).where(Designation.recorded_at.is_not(None))
    return [
        {
            "target": row.target,
            "key": row.key,
            "area": row.area,
            "premises": row.premises_id,
            "named_on": iso(row.named_on),
            "recorded_at": iso(row.recorded_at),
            "revoked_on": iso(row.revoked_on),
            "revocation_recorded_at": iso(row.revocation_recorded_at),
        }
        for row in db.session.scalars(confirmed)
    ]
