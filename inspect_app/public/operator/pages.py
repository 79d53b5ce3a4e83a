"""What a code opens: the corrections of its notice, and what became of each."""

from flask import Blueprint, Response, g, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from inspect_app.domain.corrections.codes import ANSWERS, last_day
from inspect_app.domain.corrections.correction import Move
from inspect_app.domain.corrections.guards import why_not
from inspect_app.domain.corrections.table import OPERATOR
from inspect_app.domain.ids import uuid7
from inspect_app.errors import CATALOGUE, ProblemError, problem
from inspect_app.models.corrections import CorrectionRow
from inspect_app.photos.copies import SIZES
from inspect_app.public.operator.sessions import current_code, end_session, with_code
from inspect_app.public.tracks import track_of
from inspect_app.queries.corrections.operator import (
    find_opened,
    list_opened,
    show_opened,
    shows_photo,
    situation_of,
    terms_of,
    title_of,
)
from inspect_app.services.corrections.operator import LONGEST_WORDS
from inspect_app.services.corrections.operator_photos import MOST_PHOTOS
from inspect_app.web.formats import today
from inspect_app.web.language import current_language
from inspect_app.web.limits import LISTS, PAGES, per_minute
from inspect_app.web.photo_copies import answer_with
from inspect_app.web.same_origin import require_same_origin

answers = Blueprint("answers", __name__, url_prefix="/answer")
answers.before_request(with_code)


@answers.get("")
@per_minute(PAGES)
def list_corrections() -> ResponseReturnValue:
    """List what the notice asks for; where it asks for one thing alone, show that."""
    rows = list_opened(current_code())
    if not rows:
        raise problem("operator_code")
    if len(rows) == 1:
        return redirect(url_for("answers.one", correction_id=rows[0].id))
    found = [(row, title_of(row), track_of(row, today())) for row in rows]
    return render_template(
        "public/operator/list.html", place=rows[0].premises, rows=found, **_all(rows[0])
    )


@answers.get("/<correction_id>")
@per_minute(PAGES)
def one(correction_id: str) -> str:
    """Show one correction: what is wrong, until when, what came, what became of it."""
    return show(opened(correction_id))


@answers.get("/<correction_id>/photos/<sha256>")
@per_minute(LISTS)
def photo(correction_id: str, sha256: str) -> Response:
    """Send a display copy of a photo of this correction; the original is never sent."""
    size = request.args.get("size", "large")
    if size not in SIZES or not shows_photo(opened(correction_id), sha256):
        raise problem("not_found")
    return answer_with(sha256, size)


@answers.post("/leave")
def leave() -> Response:
    """End the session in this browser."""
    require_same_origin()
    return end_session(make_response(redirect(url_for("public.code_form"), 303)))


def opened(correction_id: str) -> CorrectionRow:
    """Return a correction that this session's code opens; raise `not_found`."""
    row = find_opened(current_code(), correction_id)
    if row is None:
        raise problem("not_found")
    return row


def show(
    row: CorrectionRow, error: ProblemError | None = None, note: str = "", refused: str = ""
) -> str:
    """Return the page of a correction; `error` is what kept the form from being saved."""
    seen = show_opened(row)
    fresh = [one for one in seen.photos if one.step_id is None]
    return render_template(
        "public/operator/one.html",
        place=row.premises,
        seen=seen,
        row=row,
        fresh=fresh,
        sent=[one for one in seen.photos if one.step_id is not None],
        track=track_of(row, today()),
        may_report=_may(row, "report"),
        may_ask=_may(row, "ask"),
        error=error,
        refused=refused,
        note=note,
        form_id=uuid7(),
        ask_id=uuid7(),
        most=MOST_PHOTOS,
        longest=LONGEST_WORDS,
        problem_words=_words_of,
        others=len(list_opened(current_code())) > 1,
        **_all(row),
    )


def _words_of(code: str) -> str:
    one = CATALOGUE[code]
    return one.zh if current_language() == "zh" else one.en


def _may(row: CorrectionRow, move: str) -> bool:
    wanted = Move(move, OPERATOR, today(), reason="-", photos=1)
    return g.operator_opens == ANSWERS and why_not(situation_of(row), wanted) is None


def _all(row: CorrectionRow) -> dict[str, object]:
    posted = [one.token for one in row.premises.tokens if one.revoked_at is None]
    return {
        "until": last_day(terms_of(row.inspection_id)),
        "answers_open": g.operator_opens == ANSWERS,
        "posted": posted[-1] if posted else None,
    }
