"""Corrections come with an inspection, follow its later revisions, and end with it."""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from inspect_app.domain.corrections.correction import Move
from inspect_app.domain.corrections.measures import fits, may_be_ordered
from inspect_app.domain.corrections.table import (
    INSPECTOR,
    ON_THE_SPOT,
    OPEN,
    ORDER,
    PROPOSED,
    SUPERVISOR,
    SYSTEM,
    VOID,
)
from inspect_app.domain.rules.sheets import read_sheets
from inspect_app.models.corrections import CorrectionRow, OperatorCode
from inspect_app.models.inspections import Inspection, Revision
from inspect_app.queries.checklist_rules import checklist_of, items_of
from inspect_app.queries.corrections.clauses import plain_item
from inspect_app.services.corrections.code_in_force import put_in_force
from inspect_app.services.corrections.moves import Made, lock_corrections, make_move, today_of
from inspect_app.services.corrections.phone_rows import queue_correction, queue_correction_gone
from inspect_app.services.papers.issuing import void_papers
from inspect_app.services.writing.transaction import Writing

Asked = Mapping[str, Any]


def follow_revision(w: Writing, inspection: Inspection, revision: Revision) -> None:
    """Bring the corrections of an inspection in line with the revision that counts now."""
    body = json.loads(revision.body)
    asked = {one["id"]: one for one in _list_asked(inspection, revision, body)}
    known = {row.id: row for row in lock_corrections(w, inspection.id)}
    for id, row in known.items():
        if id not in asked and row.state == PROPOSED:
            _void(w, row, None, "mended")
    for id, one in asked.items():
        _ask_for(w, known.get(id), inspection, revision, one, body)
    if asked and "answer_code" in body:
        _keep_code(w, inspection, body["answer_code"])


def amend_corrections(w: Writing, inspection: Inspection, actor: str) -> None:
    """Mark what a returned inspection proposes: it stays in force until the inspection is mended.

    Not what an earlier approval ordered: the return of a later revision leaves that as it is.
    """
    for row in lock_corrections(w, inspection.id):
        if row.state == PROPOSED and not row.amending:
            _system(w, row, Move("amend", SUPERVISOR, today_of(w)), actor)


def resume_corrections(w: Writing, inspection_id: str, actor: str, returned_at: datetime) -> None:
    """Unmark what a return marked that was taken back: nothing is to be amended."""
    for row in lock_corrections(w, inspection_id):
        marked = [one.at for one in row.moves if one.move == "amend"]
        if row.amending and marked and marked[-1] == returned_at:
            _system(w, row, Move("resume", SUPERVISOR, today_of(w)), actor)


def void_displaced(w: Writing, revision: Revision) -> None:
    """Void what an undecided revision proposes; what an approval ordered holds without it.

    Its corrections go back to the revision before; whoever only it names sees them no more.
    """
    revisions = revision.inspection.revisions
    before = max((one.rev for one in revisions if one.rev < revision.rev), default=None)
    for row in lock_corrections(w, revision.inspection_id):
        if row.state == PROPOSED:
            _void(w, row, None, "displaced")
        if row.rev == revision.rev:
            _go_back(w, row, before)


def order_corrections(w: Writing, inspection: Inspection, actor: str) -> list[CorrectionRow]:
    """Give the orders that an approved inspection proposes, and those that an approval which was
    withdrawn had given; return all that are not void.

    What an earlier approval ordered and this one does not ask for ends.
    """
    revision = inspection.revisions[-1]
    follow_revision(w, inspection, revision)
    asked = {one["id"] for one in _list_asked(inspection, revision, json.loads(revision.body))}
    rows = lock_corrections(w, inspection.id)
    for row in rows:
        if row.state in OPEN and row.id not in asked:
            _void(w, row, actor, "mended")
        elif row.state == PROPOSED:
            _system(w, row, Move("order", SUPERVISOR, today_of(w)), actor)
    return [row for row in rows if row.state != VOID]


def void_corrections(w: Writing, inspection_id: str, actor: str | None, why: str) -> None:
    """Void every open correction and every paper of an inspection that counts no more, with why:
    `mended`, `withdrawn` (by its author), `approval_withdrawn`, `dismissed`."""
    rows = lock_corrections(w, inspection_id)
    void_papers(w, inspection_id, actor, why)
    for row in rows:
        if row.state in OPEN:
            _void(w, row, actor, why)


def _list_asked(
    inspection: Inspection, revision: Revision, body: Mapping[str, Any]
) -> Iterable[Asked]:
    """Yield what the body asks for about items that failed and that an order may name."""
    items, failed = items_of(revision.checklist), _failed_of(revision, body)
    for one in body.get("corrections", []):
        item = items.get(plain_item(one["item"]))
        if one["item"] in failed and item is not None and may_be_ordered(item):
            yield one


def _failed_of(revision: Revision, body: Mapping[str, Any]) -> set[str]:
    """Return the items that failed; of scored tables those with a deduction."""
    checklist = checklist_of(revision.checklist)
    if not checklist.lines:
        return set(revision.score["failed"])
    sheets = read_sheets(checklist, body.get("tables", []))
    return {mark.key for sheet in sheets for mark in sheet.marks if mark.lost}


def _ask_for(
    w: Writing,
    row: CorrectionRow | None,
    inspection: Inspection,
    revision: Revision,
    asked: Asked,
    body: Mapping[str, Any],
) -> None:
    if row is None:
        row = _new_row(w, inspection, revision, asked)
    elif row.state == VOID and row.voided_by == "inspection":
        _system(w, row, Move("propose", SYSTEM, today_of(w), by_inspection=True), None)
    if row.state != PROPOSED:
        return
    before = _inspectors_of(w, row)
    row.rev, row.measure = revision.rev, _measure_of(inspection, asked, body)
    for user in before - _inspectors_of(w, row) - {row.assigned_to}:
        queue_correction_gone(w, row, user)
    if row.served_on is None:
        row.days = asked.get("deadline_days")
    w.session.flush()
    if row.measure == ON_THE_SPOT:
        photos = len(body["photos"].get(row.item, []))
        made = Move(ON_THE_SPOT, INSPECTOR, inspection.visited_on, photos=photos)
        _system(w, row, made, inspection.author_id)
    else:
        queue_correction(w, row)


def _inspectors_of(w: Writing, row: CorrectionRow) -> set[str]:
    """Return who inspected, by the revision that asked for a correction last."""
    revision = w.session.get(Revision, (row.inspection_id, row.rev))
    return {one["user"] for one in json.loads(revision.body)["inspectors"]} if revision else set()


def _go_back(w: Writing, row: CorrectionRow, rev: int | None) -> None:
    seeing, remaining = _inspectors_of(w, row), set[str | None]()
    if rev is not None:
        row.rev = rev
        remaining = {*_inspectors_of(w, row), row.assigned_to}
    for user in seeing - remaining:
        queue_correction_gone(w, row, user)
    if rev is not None:
        queue_correction(w, row)


def _new_row(w: Writing, inspection: Inspection, revision: Revision, asked: Asked) -> CorrectionRow:
    row = CorrectionRow(
        id=asked["id"],
        inspection_id=inspection.id,
        rev=revision.rev,
        premises_id=inspection.premises_id,
        item=asked["item"],
        weight=items_of(revision.checklist)[plain_item(asked["item"])]["class"],
        measure=ORDER,
        state=PROPOSED,
        unknown_years=[],
        proposed_at=w.at,
        steps=0,
        clause="",
        **dict.fromkeys(("extended", "asked", "answered", "amending", "passed"), False),
    )
    w.session.add(row)
    w.session.flush()
    return row


def _measure_of(inspection: Inspection, asked: Asked, body: Mapping[str, Any]) -> str:
    """Return the measure asked for, if it exists at such premises; else an order."""
    wanted = asked.get("measure", ORDER)
    if wanted == ON_THE_SPOT:
        roles = {shot["role"] for shot in body["photos"].get(asked["item"], [])}
        return ON_THE_SPOT if {"before", "after"} <= roles else ORDER
    return wanted if fits(wanted, inspection.premises.kind) else ORDER


def _keep_code(w: Writing, inspection: Inspection, proof: Mapping[str, str]) -> None:
    """Keep the proof of the operator's code once; a later revision repeats it.

    One with another code has another notice: what stood on the paper before opens nothing more.
    """
    query = w.session.query(OperatorCode).filter_by(inspection_id=inspection.id)
    if query.filter_by(salt=proof["salt"]).first() is None:
        put_in_force(w, inspection.id, proof["salt"], proof["hash"])


def _void(w: Writing, row: CorrectionRow, actor: str | None, why: str) -> None:
    _system(w, row, Move("void", SYSTEM, today_of(w), reason=why, by_inspection=True), actor)


def _system(w: Writing, row: CorrectionRow, wanted: Move, actor: str | None) -> None:
    make_move(w, row, Made(wanted, actor))
