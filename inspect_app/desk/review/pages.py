"""Pages of the review queue and of one inspection: read, decide, go on with the next."""

from typing import Any

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from inspect_app.access import inspection_for
from inspect_app.desk.blueprint import desk
from inspect_app.desk.review.decided import decided_today, way_out
from inspect_app.desk.review.facts import list_facts
from inspect_app.desk.review.forks import view_forks
from inspect_app.desk.review.given import Refused
from inspect_app.desk.review.presence import list_presence, recused_in
from inspect_app.desk.review.quality import list_signals
from inspect_app.desk.review.queue import QueuePane, queue_pane
from inspect_app.desk.review.reading import Reading
from inspect_app.desk.review.rounds import view_round
from inspect_app.desk.review.signatures import blocking, view_signatures
from inspect_app.desk.review.whole import read_whole
from inspect_app.domain.calendar.visits import provable_interval
from inspect_app.errors import problem
from inspect_app.models.inspections import Inspection, Revision
from inspect_app.queries.corrections.board import count_of
from inspect_app.queries.imports import was_imported_by
from inspect_app.queries.inspections import find_record, names_of
from inspect_app.queries.reviews import list_decisions
from inspect_app.services.review.reviews import LONGEST_REMARK, MAY_REVIEW
from inspect_app.web.limits import LISTS, per_minute


@desk.get("/reviews")
@per_minute(LISTS)
def reviews() -> ResponseReturnValue:
    """Redirect to the first inspection that waits, or show the empty queue."""
    queue = queue_pane()
    if queue.following and "start" not in request.args:
        return redirect(queue.address)
    return render_template("desk/review/reviews.html", queue=queue, decided=decided_today())


@desk.get("/inspections/<inspection_id>")
def inspection(inspection_id: str) -> str:
    """Show one inspection with its evidence, in the given revision or the newest."""
    found = inspection_for(current_user, inspection_id)
    return inspection_page(found, request.args.get("rev"))


def inspection_page(
    found: Inspection, rev: str | None = None, refused: Refused | None = None
) -> str:
    """Return the page of an inspection, in the given revision or the newest.

    After a decision that was refused it says why, and has what its form contained.
    """
    reading = read_whole(current_user, found, _revision(found, rev))
    queue = queue_pane(found)
    return render_template("desk/review/inspection.html", **_page(reading, queue, refused))


def _page(reading: Reading, queue: QueuePane, refused: Refused | None) -> dict[str, Any]:
    revision = reading.revision
    author = reading.inspection.author_id
    involved = current_user.id == author or current_user.id in reading.inspectors
    imported = was_imported_by(
        current_user.id, "inspection", reading.inspection.id, revision.digest
    )
    is_open = revision.state in ("received", "waiting")
    newest = revision.rev == reading.inspection.head_rev and is_open
    may = current_user.role in MAY_REVIEW
    history = list_decisions(reading.inspection.id)
    people = {author, *reading.inspectors} | recused_in(reading.body)
    people |= {one.reviewer_id for one in history}
    names = names_of(people)
    signatures = view_signatures(reading, names)
    return {
        "it": reading,
        "facts": [*list_presence(reading, names), *list_facts(reading)],
        "queue": queue,
        "following": queue.following,
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
        "withdrawal": way_out(revision, history, may and not (involved or imported)),
        "forks": view_forks(reading.inspection.id),
        "refused": refused,
        "given": refused.given if refused else {},
        "longest_remark": LONGEST_REMARK,
        "decided": decided_today(),
    }


def _revision(found: Inspection, asked: str | None) -> Revision:
    if asked is None:
        return found.revisions[-1]
    wanted = [one for one in found.revisions if str(one.rev) == asked]
    if not wanted:
        raise problem("not_found")
    return wanted[0]
