"""Pages of the review queue and of one inspection: read, decide, go on with the next."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from inspect_app.access import in_scope, inspection_for
from inspect_app.desk.blueprint import desk
from inspect_app.desk.review.arrows import arrow_in
from inspect_app.desk.review.facts import list_facts
from inspect_app.desk.review.presence import list_presence, recused_in
from inspect_app.desk.review.quality import list_signals
from inspect_app.desk.review.queue import QueueRow, queue_rows
from inspect_app.desk.review.reading import Reading
from inspect_app.desk.review.rounds import view_round
from inspect_app.desk.review.signatures import blocking, view_signatures
from inspect_app.desk.review.whole import read_whole
from inspect_app.domain.calendar.visits import provable_interval
from inspect_app.errors import problem
from inspect_app.guards import only
from inspect_app.models.inspections import Inspection, Revision
from inspect_app.queries.corrections.board import count_of
from inspect_app.queries.imports import was_imported_by
from inspect_app.queries.inspections import find_record, names_of
from inspect_app.queries.reviews import (
    find_first_received,
    list_decisions,
    list_queue,
    list_queue_ids,
)
from inspect_app.services.review import reviews as decisions
from inspect_app.web.language import t
from inspect_app.web.limits import LISTS, per_minute
from inspect_app.web.same_origin import require_same_origin


@desk.get("/reviews")
@per_minute(LISTS)
def reviews() -> ResponseReturnValue:
    """Redirect to the first inspection that waits, or show the empty queue."""
    within = in_scope(current_user)
    if ready := find_first_received(within):
        return redirect(url_for("desk.inspection", inspection_id=ready))
    return render_template("desk/review/reviews.html", queue=queue_rows(list_queue(within)))


@desk.get("/inspections/<inspection_id>")
def inspection(inspection_id: str) -> str:
    """Show one inspection with its evidence, in the given revision or the newest."""
    found = inspection_for(current_user, inspection_id)
    revision = _revision(found, request.args.get("rev"))
    reading = read_whole(current_user, found, revision)
    queue = queue_rows(list_queue(in_scope(current_user)))
    return render_template("desk/review/inspection.html", **_page(reading, queue))


@desk.post("/inspections/<inspection_id>/approve")
@only(*decisions.MAY_REVIEW)
def approve(inspection_id: str) -> ResponseReturnValue:
    """Approve the whole revision, which counts from now on."""
    require_same_origin()
    found = inspection_for(current_user, inspection_id)
    name = found.premises.name
    checked = request.form.get("unmeasured_checked") == "yes"
    at = datetime.now(UTC)
    decisions.approve(
        current_user.id, inspection_id, _asked_rev(), at=at, unmeasured_checked=checked
    )
    flash(t("desk.review.approved", name=name))
    return _next(inspection_id)


@desk.post("/inspections/<inspection_id>/return")
@only(*decisions.MAY_REVIEW)
def return_items(inspection_id: str) -> ResponseReturnValue:
    """Return the chosen items to the author, each with its remark."""
    require_same_origin()
    found = inspection_for(current_user, inspection_id)
    name = found.premises.name
    items = [
        {"item": item, "remark": request.form.get(f"remark:{item}", "").strip()}
        | arrow_in(request.form, item)
        for item in request.form.getlist("item")
    ]
    at = datetime.now(UTC)
    decisions.return_items(current_user.id, inspection_id, _asked_rev(), items, at=at)
    flash(t("desk.review.returned", name=name, count=len(items)))
    return _next(inspection_id)


def _page(reading: Reading, queue: Sequence[QueueRow]) -> dict[str, Any]:
    revision = reading.revision
    author = reading.inspection.author_id
    involved = current_user.id == author or current_user.id in reading.inspectors
    imported = was_imported_by(
        current_user.id, "inspection", reading.inspection.id, revision.digest
    )
    is_open = revision.state in ("received", "waiting")
    newest = revision.rev == reading.inspection.head_rev and is_open
    may = current_user.role in decisions.MAY_REVIEW
    history = list_decisions(reading.inspection.id)
    people = {author, *reading.inspectors} | recused_in(reading.body)
    people |= {one.reviewer_id for one in history}
    names = names_of(people)
    signatures = view_signatures(reading, names)
    return {
        "it": reading,
        "facts": [*list_presence(reading, names), *list_facts(reading)],
        "queue": queue,
        "following": _following(queue, reading.inspection.id),
        "names": names,
        "signatures": signatures,
        "signals": list_signals(current_user, reading, signatures),
        "siblings": view_round(current_user, reading),
        "doubtful_signature": blocking(signatures),
        "history": history,
        "corrections": count_of("inspection_id", [reading.inspection.id]).get(
            reading.inspection.id
        ),
        "record": find_record(revision),
        "since": provable_interval(reading.clock, reading.inspection.received_at)[0],
        "involved": involved,
        "imported": imported,
        "decidable": newest and may and not (involved or imported),
    }


def _revision(found: Inspection, asked: str | None) -> Revision:
    if asked is None:
        return found.revisions[-1]
    wanted = [one for one in found.revisions if str(one.rev) == asked]
    if not wanted:
        raise problem("not_found")
    return wanted[0]


def _asked_rev() -> int:
    try:
        return int(request.form.get("rev", ""))
    except ValueError:
        raise problem("malformed") from None


def _following(queue: Sequence[QueueRow], current: str) -> str | None:
    ids = [row.id for row in queue if row.state == "received"]
    if current in ids:
        rest = ids[ids.index(current) + 1 :] + ids[: ids.index(current)]
        return rest[0] if rest else None
    return ids[0] if ids else None


def _next(done: str) -> ResponseReturnValue:
    """Redirect to the inspection that the form names as next, if it still waits."""
    following = request.form.get("following", "")
    if following in list_queue_ids(in_scope(current_user)) and following != done:
        return redirect(url_for("desk.inspection", inspection_id=following))
    return redirect(url_for("desk.reviews"))
