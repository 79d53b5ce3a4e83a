"""Reads what an operator's one-time code opens: the corrections of its inspection, nameless.

No person, no inspector, no phone and no word that an inspector typed is among it: such a note may
name somebody, and stands on the notice that was handed over.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import exists, select
from sqlalchemy.orm import joinedload, selectinload

from inspect_app.domain.calendar.visits import shanghai_day
from inspect_app.domain.corrections.codes import ANSWERS, MOST_WRONG, NOTHING, Term, opens
from inspect_app.domain.corrections.correction import Correction
from inspect_app.domain.corrections.measures import clauses_of
from inspect_app.domain.corrections.table import VOID
from inspect_app.extensions import db
from inspect_app.models.corrections import (
    CorrectionPhoto,
    CorrectionRow,
    CorrectionStep,
    OperatorCode,
)
from inspect_app.models.inspections import Inspection, InspectionPhoto, Photo, Revision
from inspect_app.models.premises import Premises
from inspect_app.models.sync import SyncBlobOwner
from inspect_app.plans.workdays import current_workdays
from inspect_app.queries.checklist_rules import items_of

OPERATOR = "operator"
MOST_NOTICES = 8
BEFORE_ROLES = ("evidence", "before")  # a marked photo has the inspectors' names in its band
KEPT = tuple(Correction.__dataclass_fields__)


@dataclass(frozen=True)
class Finding:
    """What is wrong, by the published words of its item: nothing that somebody typed.

    `value` is the measured one, `chosen` are options of the item, `phrases` those prepared ones
    that the inspector's note consists of. `sheet` is the label of a scored table.
    """

    item: Mapping[str, Any]
    value: float | None = None
    chosen: Sequence[Mapping[str, Any]] = ()
    phrases: Sequence[Mapping[str, Any]] = ()
    sheet: str = ""
    clauses: Sequence[str] = ()


@dataclass(frozen=True)
class Opened:
    """A correction as its operator may see it."""

    row: CorrectionRow
    finding: Finding
    visited_on: date
    before: Sequence[str] = ()
    photos: Sequence[CorrectionPhoto] = ()
    moves: Sequence[CorrectionStep] = field(default=())


def find_premises_id(code: str) -> str | None:
    """Return the id of the premises with this posted short code."""
    if not (code.isascii() and code.isalnum()):
        return None
    return db.session.scalar(select(Premises.id).where(Premises.code == code))


def list_open_codes(premises_id: str, today: date) -> list[OperatorCode]:
    """List the codes of a premises' newest notices that still take answers, at most eight."""
    here = exists().where(
        CorrectionRow.inspection_id == OperatorCode.inspection_id,
        CorrectionRow.premises_id == premises_id,
    )
    alive = (OperatorCode.ended_at.is_(None), OperatorCode.wrong < MOST_WRONG)
    query = select(OperatorCode).where(here, *alive).order_by(OperatorCode.made_at.desc())
    codes = list(db.session.scalars(query.limit(MOST_NOTICES * 4)))
    terms = _terms_of(one.inspection_id for one in codes)
    open_ones = [one for one in codes if opens(terms[one.inspection_id], today) == ANSWERS]
    return open_ones[:MOST_NOTICES]


def find_step(step_id: str) -> CorrectionStep | None:
    """Find a move by its id, which is that of the form it came with."""
    return db.session.get(CorrectionStep, step_id)


def find_code(code_id: str) -> OperatorCode | None:
    """Find a code by its id, as it stands in the database now."""
    return db.session.get(OperatorCode, code_id, populate_existing=True)


def what_opens(code: OperatorCode, today: date) -> str:
    """Return what a code opens: ANSWERS, READS or NOTHING."""
    if code.ended_at is not None:
        return NOTHING
    return opens(_terms_of([code.inspection_id])[code.inspection_id], today)


def terms_of(inspection_id: str) -> list[Term]:
    """Return the terms of an inspection's corrections, by which its code ends."""
    return _terms_of([inspection_id])[inspection_id]


def list_opened(code: OperatorCode) -> list[CorrectionRow]:
    """List the corrections that a code opens, those that were void before any service left out."""
    query = select(CorrectionRow).filter_by(inspection_id=code.inspection_id)
    loaded = query.options(selectinload(CorrectionRow.moves), joinedload(CorrectionRow.premises))
    rows = db.session.scalars(loaded.order_by(CorrectionRow.due_on.nulls_last(), CorrectionRow.id))
    return [row for row in rows if row.state != VOID or row.served_on is not None]


def find_opened(code: OperatorCode, correction_id: str) -> CorrectionRow | None:
    """Find a correction if this code opens it."""
    return next((row for row in list_opened(code) if row.id == correction_id), None)


def show_opened(row: CorrectionRow) -> Opened:
    """Return what the operator sees of a correction that his code opens."""
    revision = db.session.get_one(Revision, (row.inspection_id, row.rev))
    return Opened(
        row=row,
        finding=_finding_of(row, revision),
        visited_on=row.inspection.visited_on,
        before=list_before(row),
        photos=list_answered(row.id),
        moves=row.moves,
    )


def title_of(row: CorrectionRow) -> Finding:
    """Return the words of a correction's item, for a list."""
    return _finding_of(row, db.session.get_one(Revision, (row.inspection_id, row.rev)))


def list_before(row: CorrectionRow) -> list[str]:
    """List the photos of what was found, unmarked ones, as far as their author uploaded them."""
    query = (
        select(InspectionPhoto.sha256)
        .join(Photo, Photo.sha256 == InspectionPhoto.sha256)
        .where(
            InspectionPhoto.inspection_id == row.inspection_id,
            InspectionPhoto.rev == row.rev,
            InspectionPhoto.item == row.item,
            InspectionPhoto.role.in_(BEFORE_ROLES),
            exists().where(
                Inspection.id == InspectionPhoto.inspection_id,
                SyncBlobOwner.user_id == Inspection.author_id,
                SyncBlobOwner.sha256 == InspectionPhoto.sha256,
            ),
        )
    )
    return list(dict.fromkeys(db.session.scalars(query.order_by(InspectionPhoto.position))))


def list_answered(correction_id: str) -> list[CorrectionPhoto]:
    """List the operator's photos of a correction in the order they came."""
    query = select(CorrectionPhoto).filter_by(correction_id=correction_id, source=OPERATOR)
    return list(db.session.scalars(query.order_by(CorrectionPhoto.position)))


def shows_photo(row: CorrectionRow, sha256: str) -> bool:
    """Whether a photo is one of what was found, or the operator's own, of this correction."""
    return sha256 in list_before(row) or any(one.sha256 == sha256 for one in list_answered(row.id))


def situation_of(row: CorrectionRow) -> Correction:
    return Correction(**{name: getattr(row, name) for name in KEPT})


def _terms_of(inspection_ids: Iterable[str]) -> dict[str, list[Term]]:
    terms: dict[str, list[Term]] = {id: [] for id in inspection_ids}
    query = select(CorrectionRow).where(CorrectionRow.inspection_id.in_(list(terms)))
    for row in db.session.scalars(query.options(selectinload(CorrectionRow.moves))):
        terms[row.inspection_id].append(_term_of(row))
    return terms


def _term_of(row: CorrectionRow) -> Term:
    due = row.due_on
    if due is None and row.served_on is None:
        due = situation_of(row).due_from(shanghai_day(row.proposed_at), current_workdays())
    ended = row.closed_on or (row.moves[-1].on if row.moves else None)
    term = Term(row.state, due, ended)
    return term if not term.is_open else Term(row.state, due, None)


def _finding_of(row: CorrectionRow, revision: Revision) -> Finding:
    table, bracket, rest = row.item.partition("[")
    sheet, _, slug = rest.rpartition("]")
    item = items_of(revision.checklist)[table + slug if bracket else row.item]
    body = json.loads(revision.body)
    answer = body["answers"].get(row.item, {})
    value, note = answer.get("value"), answer.get("note", "")
    picked = value if isinstance(value, list) else [value]
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    entered = row.clause and row.clause_confirmed_by
    return Finding(
        item=item,
        value=value if is_number else None,
        chosen=[one for one in item.get("options", ()) if one["value"] in picked],
        phrases=[one for one in item.get("phrases", ()) if one["zh"] in note],
        sheet=sheet,
        clauses=clauses_of(item) or ([row.clause] if entered else []),
    )
