"""Asks of one correction, whatever happened to it: is the row what its moves come to?"""

import json
from collections.abc import Iterator
from dataclasses import replace

from inspect_app.domain.corrections.correction import Correction, Move
from inspect_app.domain.corrections.moving import move
from inspect_app.domain.corrections.table import MOVES, PROPOSED
from inspect_app.domain.refusals import Refused
from inspect_app.domain.scopes import user_scope
from inspect_app.extensions import db
from inspect_app.models.audit import AuditEntry
from inspect_app.models.corrections import CorrectionPhoto, CorrectionRow, CorrectionStep
from inspect_app.models.inspections import Revision
from inspect_app.models.sync import SyncRow
from inspect_app.plans.workdays import current_workdays
from inspect_app.services.corrections.moves import situation_of

SHOWN = ("state", "steps", "measure", "days", "extended", "amending", "passed", "unknown_years")
ENOUGH = 2
"""Photos that a replayed move is taken to have brought: how many came is in no step."""


def what_is_wrong(row: CorrectionRow, steps: list[CorrectionStep]) -> Iterator[str]:
    """Yield in words what of a correction does not hold, by the promise that it breaks."""
    if [step.number for step in steps] != list(range(1, row.steps + 1)):
        yield "I16: its steps have a gap"
    yield from (f"I16: {told}" for told in _off_the_table(row, steps))
    yield from (f"I16: {told}" for told in _folded(row, steps))
    yield from (f"I18: {told}" for told in _audited(row, steps))
    yield from (f"I18: {told}" for told in _shown(row, steps))


def steps_of(row: CorrectionRow) -> list[CorrectionStep]:
    """Return its moves, read anew."""
    query = db.session.query(CorrectionStep).filter_by(correction_id=row.id)
    return query.order_by(CorrectionStep.number).all()


def _off_the_table(row: CorrectionRow, steps: list[CorrectionStep]) -> Iterator[str]:
    """Each move by whoever may make it, from where it may begin, and where the last one ended."""
    state = PROPOSED
    for step in steps:
        rule = MOVES[step.move]
        if step.who not in rule.who or step.before not in rule.start:
            yield f"{step.who} made {step.move} of {step.before}"
        if step.before != state:
            yield f"{step.move} began at {step.before}, and {state} was before it"
        if not _leads(step, rule.to):
            yield f"{step.move} of {step.before} led to {step.after}"
        state = step.after
    if row.state != state:
        yield f"it is {row.state}, and its moves led to {state}"


def _leads(step: CorrectionStep, to: str | None) -> bool:
    ways = {
        "order": {"ordered", "stopped", "reported"},
        "supplement": {"ordered", "stopped"},
        "still_failing": {"ordered", "stopped"},
        "pass": {"closed", "recheck"},
        "report": {"proposed"} if step.before == PROPOSED else {"reported"},
    }
    return step.after in ways.get(step.move, {to or step.before})


def _folded(row: CorrectionRow, steps: list[CorrectionStep]) -> Iterator[str]:
    """Made once more from its birth, by the domain alone, it comes to what the row says.

    What is asked for may change until it is ordered, its term until it is served.
    """
    now = Correction(row.measure, row.weight, row.days)
    for step in steps:
        if step.before == PROPOSED:
            now = replace(now, measure=_measure_at(row, step, steps))
        try:
            now = move(now, _move_of(step), current_workdays())
        except Refused as no:
            yield f"{step.move} of {step.before} cannot be made again: {no.code}"
            return
        if now.state != step.after:
            yield f"{step.move} leads to {now.state}, and led to {step.after}"
    found = situation_of(row)
    if replace(now, measure=found.measure) != found:
        yield f"it is {found}, and its moves come to {now}"


def _measure_at(row: CorrectionRow, step: CorrectionStep, steps: list[CorrectionStep]) -> str:
    """What was asked for when it was ordered: a stop if that was ordered, else as it stands."""
    later = [one for one in steps if one.number >= step.number]
    ordered = next((one for one in later if one.move == "order"), None)
    if ordered is None or ordered.after == "reported":
        return row.measure
    if (ordered.after == "stopped") == (row.measure == "stop_use"):
        return row.measure
    return "stop_use" if ordered.after == "stopped" else "order"


def _move_of(step: CorrectionStep) -> Move:
    return Move(
        step.move,
        step.who,
        step.on,
        step.reason,
        days=step.detail.get("days"),
        how=step.detail.get("how"),
        photos=ENOUGH,
        by_inspection=step.detail.get("by_inspection", False),
    )


def _audited(row: CorrectionRow, steps: list[CorrectionStep]) -> Iterator[str]:
    query = db.session.query(AuditEntry).filter_by(subject=f"correction:{row.id}")
    entries = query.filter(AuditEntry.action.like("correction.%")).order_by(AuditEntry.seq)
    told = [(one.action, one.detail["number"], one.detail["state"], one.actor) for one in entries]
    made = [(f"correction.{one.move}", one.number, one.after, one.actor_id) for one in steps]
    if told != made:
        yield f"the audit says {told}, and {made} was made"


def _shown(row: CorrectionRow, steps: list[CorrectionStep]) -> Iterator[str]:
    """Whoever inspected, by the revision that asked for it, sees it as it is; nobody else does."""
    revision = db.session.get(Revision, (row.inspection_id, row.rev))
    if revision is None:
        return
    seeing = {one["user"] for one in json.loads(revision.body)["inspectors"]}
    seeing |= {row.assigned_to} if row.assigned_to else set()
    told = db.session.query(SyncRow).filter_by(collection="correction", id=row.id)
    rows = {one.scope: one for one in told if not one.gone}
    if set(rows) != {user_scope(one) for one in seeing}:
        yield f"phones of {sorted(rows)} have it, and {sorted(seeing)} may be sent"
    for one in rows.values():
        yield from _as_it_is(row, steps, json.loads(one.data))


def _as_it_is(row: CorrectionRow, steps: list[CorrectionStep], data: dict) -> Iterator[str]:
    for name in SHOWN:
        if data[name] != getattr(row, name):
            yield f"phones see {name} {data[name]}, and it is {getattr(row, name)}"
    for name in ("served_on", "due_on"):
        day = getattr(row, name)
        if data[name] != (day.isoformat() if day else None):
            yield f"phones see {name} {data[name]}, and it is {day}"
    said = (data["said"] or {}).get("move")
    if said != (steps[-1].move if steps else None):
        yield f"phones hear {said} last"
    if set(data["after"]) != photos_of(row):
        yield "phones see other photos than it has"


def photos_of(row: CorrectionRow) -> set[str]:
    return {one.sha256 for one in db.session.query(CorrectionPhoto).filter_by(correction_id=row.id)}
