"""Writes the neutral history, from which another program can count the same figures."""

from datetime import date, datetime
from typing import Any

from inspect_app.domain.calendar.visits import SHANGHAI
from inspect_app.domain.figures.history import (
    BaselineRecord,
    DesignationRecord,
    History,
    InspectionRecord,
    PremisesRecord,
    RevisionRecord,
)
from inspect_app.domain.figures.targets import Plan

Row = dict[str, Any]


def write_history(plan: Plan, history: History) -> Row:
    """Return the history as JSON objects in a fixed order: equal data gives equal text."""
    written: Row = {
        "plan": {"start": plan.start.isoformat(), "end": plan.end.isoformat()},
        "baselines": {target.id: target.baseline for target in plan.targets if target.is_count},
        "premises": [
            write_premises(row) for row in sorted(history.premises, key=lambda row: row.id)
        ],
        "inspections": [
            write_inspection(row)
            for row in sorted(history.inspections, key=lambda row: (row.on, row.id))
        ],
        "designations": [
            write_designation(row)
            for row in sorted(
                history.designations, key=lambda row: (row.target, row.key, row.named_on)
            )
        ],
    }
    if history.baselines:
        by_target = sorted(history.baselines, key=lambda row: row.target)
        written["baselines_from"] = [write_baseline(row) for row in by_target]
    return written


def text(moment: datetime | date | None) -> str | None:
    """Return a time with Shanghai's offset, or a day, as ISO text."""
    if isinstance(moment, datetime):
        return moment.astimezone(SHANGHAI).isoformat()
    return moment.isoformat() if moment else None


def write_baseline(row: BaselineRecord) -> Row:
    return {
        "target": row.target,
        "from": text(row.from_on),
        "n": row.count,
        "recorded_at": text(row.recorded_at),
    }


def write_premises(row: PremisesRecord) -> Row:
    written: Row = {
        "id": row.id,
        "kind": row.kind,
        "area": row.area,
        "attrs": row.attrs,
        "registered_on": text(row.registered_on),
        "recorded_at": text(row.recorded_at),
        "status": [
            {
                "from": text(change.from_on),
                "status": change.status,
                "reason": change.reason,
                "recorded_at": text(change.recorded_at),
            }
            for change in row.statuses
        ],
    }
    if row.attrs_from:
        written["attrs_from"] = [
            {
                "from": text(change.from_on),
                "attrs": change.attrs,
                "recorded_at": text(change.recorded_at),
            }
            for change in row.attrs_from
        ]
    if row.area_from:
        written["area_from"] = [
            {
                "from": text(change.from_on),
                "area": change.area,
                "recorded_at": text(change.recorded_at),
            }
            for change in row.area_from
        ]
    return written


def write_inspection(row: InspectionRecord) -> Row:
    written: Row = {
        "id": row.id,
        "premises": row.premises,
        "checklist": row.checklist,
        "on": text(row.on),
        "revisions": [write_revision(revision) for revision in row.revisions],
    }
    if row.unit_work is not None:
        written["unit_work"] = row.unit_work
    if row.reopened_at is not None:
        written["reopened_at"] = text(row.reopened_at)
    return written


def write_revision(row: RevisionRecord) -> Row:
    return {
        "rev": row.rev,
        "received_at": text(row.received_at),
        "complete": row.complete,
        "covered": row.covered,
        "passed": row.passed,
        "outcome": row.outcome,
        "reviews": [{"at": text(one.at), "action": one.action} for one in row.reviews],
    }


def write_designation(row: DesignationRecord) -> Row:
    written: Row = {
        "target": row.target,
        "key": row.key,
        "area": row.area,
        "premises": row.premises,
        "named_on": text(row.named_on),
        "recorded_at": text(row.recorded_at),
        "revoked_on": text(row.revoked_on),
    }
    if row.revocation_recorded_at is not None:
        written["revocation_recorded_at"] = text(row.revocation_recorded_at)
    return written
