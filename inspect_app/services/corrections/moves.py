"""The one place that moves a correction: its row, its step, the audit entry and the phones' row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import select

from inspect_app.domain.calendar.visits import shanghai_day
from inspect_app.domain.corrections.correction import Correction, Move
from inspect_app.domain.corrections.moving import move
from inspect_app.domain.corrections.table import CLOSED, VOID
from inspect_app.domain.ids import uuid7
from inspect_app.models.corrections import CorrectionPhoto, CorrectionRow, CorrectionStep
from inspect_app.plans.workdays import current_workdays
from inspect_app.services.corrections.phone_rows import queue_correction
from inspect_app.services.papers.issuing import void_empty_orders
from inspect_app.services.writing.notices_port import notify
from inspect_app.services.writing.transaction import Writing

KEPT = (
    "measure",
    "weight",
    "days",
    "state",
    "served_on",
    "due_on",
    "extended",
    "asked",
    "answered",
    "amending",
    "passed",
    "voided_by",
)


@dataclass(frozen=True)
class Made:
    """A move with who made it; `id` is that of the phone's record or of the operator's form."""

    move: Move
    actor_id: str | None = None
    id: str = field(default_factory=uuid7)
    photos: Sequence[Mapping[str, Any]] = ()
    detail: Mapping[str, Any] = field(default_factory=dict)


def lock_correction(w: Writing, correction_id: str) -> CorrectionRow | None:
    """Lock a correction, so that its moves are made one after the other; None if there is none."""
    query = select(CorrectionRow).filter_by(id=correction_id).with_for_update()
    return w.session.scalars(query.execution_options(populate_existing=True)).one_or_none()


def lock_corrections(w: Writing, inspection_id: str) -> list[CorrectionRow]:
    """Lock all corrections of an inspection, in the order of their ids."""
    query = select(CorrectionRow).filter_by(inspection_id=inspection_id)
    locked = query.order_by(CorrectionRow.id).with_for_update()
    return list(w.session.scalars(locked.execution_options(populate_existing=True)))


def situation_of(row: CorrectionRow) -> Correction:
    return Correction(**{name: getattr(row, name) for name in KEPT})


def make_move(w: Writing, row: CorrectionRow, made: Made) -> CorrectionStep:
    """Make a move of a locked correction; raise Refused if the table or a guard forbids it."""
    before = situation_of(row)
    after = move(before, made.move, current_workdays())
    for name in KEPT:
        setattr(row, name, getattr(after, name))
    _note_days(row, before, after, made)
    step = _step_of(w, row, before, made)
    w.session.add(step)
    w.session.flush()
    w.session.expire(row, ["moves"])  # the phones' row tells of this one, too
    _keep_photos(w, row, made)
    notify(w, row, step)
    if row.state == VOID:
        void_empty_orders(w, row.inspection_id, made.actor_id)
    w.audit(
        f"correction.{made.move.name}",
        f"correction:{row.id}",
        made.actor_id,
        inspection=row.inspection_id,
        number=row.steps,
        state=row.state,
    )
    queue_correction(w, row)
    return step


def _note_days(row: CorrectionRow, before: Correction, after: Correction, made: Made) -> None:
    """Say of a deadline which years had no official days; a later import moves no served day."""
    if after.due_on and after.due_on != before.due_on:
        start = after.served_on or made.move.on
        row.unknown_years = current_workdays().unknown_years(start, after.due_on)
    row.closed_on = made.move.on if after.state == CLOSED else None


def _step_of(w: Writing, row: CorrectionRow, before: Correction, made: Made) -> CorrectionStep:
    row.steps += 1
    wanted = made.move
    given = {"days": wanted.days, "how": wanted.how, "by_inspection": wanted.by_inspection}
    if row.due_on and row.due_on != before.due_on:
        given["due_on"] = row.due_on.isoformat()
    return CorrectionStep(
        id=made.id,
        correction_id=row.id,
        number=row.steps,
        move=wanted.name,
        who=wanted.who,
        actor_id=made.actor_id,
        before=before.state,
        after=row.state,
        on=wanted.on,
        at=w.at,
        reason=wanted.reason.strip(),
        detail={name: value for name, value in given.items() if value} | dict(made.detail),
    )


def _keep_photos(w: Writing, row: CorrectionRow, made: Made) -> None:
    """Name the photos that came with a move; one that an earlier move brought stays with it."""
    query = select(CorrectionPhoto).filter_by(correction_id=row.id)
    here = {one.sha256: one for one in w.session.scalars(query)}
    for photo in made.photos:
        if known := here.get(photo["sha256"]):
            known.step_id = known.step_id or made.id
            continue
        here[photo["sha256"]] = CorrectionPhoto(
            correction_id=row.id,
            sha256=photo["sha256"],
            position=len(here) + 1,
            step_id=made.id,
            source=photo["source"],
            size=photo.get("size", 0),
            added_at=w.at,
        )
        w.session.add(here[photo["sha256"]])


def today_of(w: Writing) -> date:
    """Return the Shanghai day of a change."""
    return shanghai_day(w.at)
