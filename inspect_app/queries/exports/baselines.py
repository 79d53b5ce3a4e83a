"""Exports baselines: of each cumulative target the one in force, those that wait, and changes."""

from collections.abc import Iterator

from sqlalchemy import select

from inspect_app.models.audit import AuditEntry
from inspect_app.models.imported import BaselineEntry
from inspect_app.queries.exports.lists import (
    Column,
    ExportedList,
    Filters,
    Reach,
    Row,
    in_parts,
)
from inspect_app.queries.figures.baselines import baselines_by_target
from inspect_app.queries.figures.plans import plan_in_force
from inspect_app.queries.inspections import names_of


def list_rows(reach: Reach, filters: Filters) -> Iterator[Row]:
    """Yield the baseline that each cumulative target is counted with, then those that wait."""
    plan, entered = plan_in_force(), baselines_by_target()
    for target in plan.targets:
        if target.is_count:
            row = entered.get(target.id)
            known = (row.dated_on, row.document, row.recorded_at) if row else (None, None, None)
            count = row.count if row else target.baseline
            yield target.id, count, "holds", *known, None, target.target
    query = select(BaselineEntry).order_by(BaselineEntry.entered_at.desc(), BaselineEntry.id)
    for part in in_parts(query):
        names = names_of({one.entered_by for (one,) in part})
        for (one,) in part:
            found = plan.find_target(one.target)
            yield (
                *(one.target, one.count, "waiting", one.dated_on, one.document, one.entered_at),
                *(names.get(one.entered_by), found.target if found else None),
            )


def list_changes(reach: Reach, filters: Filters) -> Iterator[Row]:
    """Yield every change of a baseline, the newest first, as the audit has it."""
    query = select(AuditEntry).where(AuditEntry.action == "baseline.set")
    for part in in_parts(query.order_by(AuditEntry.seq.desc())):
        names = names_of({one.actor or "" for (one,) in part})
        for (one,) in part:
            yield (
                *(one.subject.removeprefix("target:"), one.detail["before"], one.detail["count"]),
                *(one.detail["dated_on"], names.get(one.actor or ""), one.at),
            )


BASELINES = ExportedList(
    "baselines",
    (
        *(Column("target", "target"), Column("count"), Column("state", "title_state")),
        *(Column("dated_on"), Column("document"), Column("entered_at"), Column("entered_by")),
        Column("goal"),
    ),
    list_rows,
    of_district=True,
)
BASELINE_CHANGES = ExportedList(
    "baseline-changes",
    (
        *(Column("target", "target"), Column("before"), Column("count"), Column("dated_on")),
        *(Column("entered_by"), Column("entered_at")),
    ),
    list_changes,
    of_district=True,
)
