"""One correction: before and after, the track of days, the moves, and the way so far."""

import json
from collections.abc import Mapping
from typing import Any

from flask import Response, render_template, request
from flask_login import current_user

from inspect_app.access import correction_for, in_scope
from inspect_app.desk.blueprint import desk
from inspect_app.desk.corrections.codes_and_papers import codes_and_papers
from inspect_app.desk.corrections.moves import Part, view_moves
from inspect_app.desk.corrections.track import Track, track_of
from inspect_app.desk.corrections.way import last_words, list_events, people_of, reported_on
from inspect_app.desk.corrections.words import (
    LOOKS,
    found_words,
    item_words,
    standing_of,
    state_words,
)
from inspect_app.desk.review.item_view import limit_words, unit_of
from inspect_app.desk.review.limits import limits_in_force
from inspect_app.domain.corrections.correction import SERVICES
from inspect_app.domain.corrections.guards import LONGEST_EXTENSION
from inspect_app.errors import problem
from inspect_app.extensions import db
from inspect_app.models.corrections import CorrectionRow
from inspect_app.models.inspections import Inspection, Revision
from inspect_app.photos.copies import SIZES
from inspect_app.plans.ladder import current_ladder
from inspect_app.plans.workdays import current_workdays
from inspect_app.queries.checklist_rules import checklist_of
from inspect_app.queries.corrections import one as queries
from inspect_app.queries.corrections.board import find_neighbours
from inspect_app.queries.corrections.clauses import find_item, is_servable, list_clauses, plain_item
from inspect_app.queries.corrections.people import gave_code, list_rechecking, took_part
from inspect_app.queries.corrections.search import Days
from inspect_app.queries.inspections import names_of
from inspect_app.services.corrections.clauses import LONGEST_CLAUSE
from inspect_app.services.corrections.decisions import MAY_CORRECT
from inspect_app.services.corrections.moves import situation_of
from inspect_app.services.people.actors import LONGEST_REASON
from inspect_app.web.formats import today
from inspect_app.web.photo_copies import answer_with


@desk.get("/corrections/<correction_id>")
def correction(correction_id: str) -> str:
    """Show one correction with the moves that are possible now."""
    return correction_page(correction_for(current_user, correction_id))


@desk.get("/corrections/<correction_id>/photos/<sha256>")
def correction_photo(correction_id: str, sha256: str) -> Response:
    """Send the display copy of a photo that came with a move of this correction."""
    size = request.args.get("size", "large")
    found = correction_for(current_user, correction_id)
    if size not in SIZES or not queries.has_photo(found, sha256):
        raise problem("not_found")
    return answer_with(sha256, size)


def correction_page(row: CorrectionRow, new_code: str = "") -> str:
    """Return the page of a correction; a new code is shown on this answer alone."""
    item, answer = find_item(row), queries.find_answer(row)
    reminders = queries.list_reminders(row)
    names = names_of(people_of(row, reminders))
    before, following, place = find_neighbours(in_scope(current_user), row, _days())
    return render_template(
        "desk/corrections/one.html",
        row=row,
        ask=item_words(item, row.item),
        figure=found_words(item, answer.value if answer else None),
        limit=_limit(row, item),
        standing=standing_of(row.state, row.due_on, today()),
        state=state_words(row.state, row.measure),
        looks=LOOKS,
        track=_track(row),
        today=today(),
        before_photos=queries.list_before(row),
        after_photos=queries.list_after(row),
        said=last_words(row),
        events=list_events(row, reminders, names, item),
        names=names,
        before=before,
        following=following,
        place=place,
        ladder=current_ladder(),
        **codes_and_papers(row, new_code),
        **_clause(row),
        **_moves(row),
    )


def _moves(row: CorrectionRow) -> dict[str, Any]:
    """Return the moves with what their forms offer; nothing to who only reads."""
    if current_user.role not in MAY_CORRECT or not situation_of(row).is_open:
        return {"moves": None}
    moves = view_moves(
        situation_of(row),
        today(),
        Part(took_part(current_user.id, row), gave_code(current_user.id, row)),
        servable=is_servable(row),
    )
    return {
        "moves": moves,
        "people": list_rechecking(row.premises_id),
        "services": SERVICES,
        "longest_reason": LONGEST_REASON,
        "most_days": LONGEST_EXTENSION,
    }


def _clause(row: CorrectionRow) -> dict[str, Any]:
    """Return the clauses that were read, and whether this person may enter or confirm one."""
    clauses = list_clauses(row)
    may = current_user.role in MAY_CORRECT and situation_of(row).is_open
    unsettled = not clauses and row.clause_confirmed_by is None
    return {
        "clauses": clauses,
        "may_enter": may and unsettled,
        "may_confirm": may and unsettled and bool(row.clause) and row.clause_by != current_user.id,
        "longest_clause": LONGEST_CLAUSE,
    }


def _track(row: CorrectionRow) -> Track | None:
    if row.served_on is None or row.due_on is None:
        return None
    until = row.closed_on or today()
    return track_of(row.served_on, row.due_on, until, reported_on(row), current_workdays())


def _limit(row: CorrectionRow, item: Mapping[str, Any] | None) -> str:
    """Return the limit that the answer broke, such as 限值 0–8 ℃."""
    inspection = db.session.get(Inspection, row.inspection_id)
    revision = db.session.get(Revision, (row.inspection_id, row.rev))
    if item is None or inspection is None or revision is None:
        return ""
    given = json.loads(revision.body) | {"on": inspection.visited_on.isoformat()}
    limits = limits_in_force(checklist_of(revision.checklist), given)
    return limit_words(limits.get(plain_item(row.item)), unit_of(item), item.get("type", ""))


def _days() -> Days:
    return Days.of(today(), current_workdays())
