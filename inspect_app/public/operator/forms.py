"""The forms of an operator: photos, a note and done; more time; a photo taken back."""

from contextlib import closing
from datetime import UTC, datetime

from flask import current_app, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import FileStorage

from inspect_app.domain.ids import is_uuid7
from inspect_app.errors import ProblemError, form_with, problem
from inspect_app.extensions import csrf, db
from inspect_app.photos.headers import MAX_BYTES
from inspect_app.public.operator.pages import answers, opened, show
from inspect_app.public.operator.sessions import current_code
from inspect_app.queries.corrections.operator import find_step
from inspect_app.services.corrections.operator import ASK, REPORT, answer
from inspect_app.services.corrections.operator_photos import (
    MOST_BYTES,
    Answering,
    add_photo,
    keep_photo,
    take_back,
)
from inspect_app.storage.open import open_storage
from inspect_app.web.language import t
from inspect_app.web.limits import ANSWERS, per_minute
from inspect_app.web.same_origin import require_same_origin

FORM_BYTES = 256 * 1024
# What is too large is read to its end, or the browser would show a broken connection.
MOST_DRAINED = 128 * 1024 * 1024
PIECE = 64 * 1024
OF_ONE_FILE = ("photo_large", "photo_kind")  # the others may be sound


@answers.post("/<correction_id>")
@per_minute(ANSWERS)
def report(correction_id: str) -> ResponseReturnValue:
    """Keep the photos that came, then report unless only photos were to be sent."""
    require_same_origin()
    opened(correction_id)
    who = Answering(current_code().id, correction_id)
    db.session.rollback()  # the body may take minutes
    request.max_content_length = MOST_BYTES + FORM_BYTES
    if (request.content_length or 0) > request.max_content_length:
        _drain()
        return _again(correction_id, problem("photo_count"))
    with closing(request):  # and the files of its form
        if current_app.config["WTF_CSRF_ENABLED"]:
            csrf.protect()
        return _kept_and_reported(who)


csrf.exempt(report)  # it checks the token itself, once the size limit is set


@answers.post("/<correction_id>/ask")
@per_minute(ANSWERS)
def ask(correction_id: str) -> ResponseReturnValue:
    """Ask for more time, with a reason."""
    require_same_origin()
    opened(correction_id)
    return _answer(Answering(current_code().id, correction_id), ASK, _form_id())


@answers.post("/<correction_id>/photos/<sha256>/back")
@per_minute(ANSWERS)
def photo_back(correction_id: str, sha256: str) -> ResponseReturnValue:
    """Take back a photo that was not reported yet."""
    require_same_origin()
    opened(correction_id)
    take_back(Answering(current_code().id, correction_id), sha256, datetime.now(UTC))
    return _back(correction_id)


def _kept_and_reported(who: Answering) -> ResponseReturnValue:
    step_id, only_photos = _form_id(), request.form.get("act") == "photos"
    if not find_step(step_id):
        if refused := _keep_photos(who):
            return _again(who.correction_id, *refused, request.form.get("note", ""))
        if only_photos:
            flash(t("operator.kept"))
            return _back(who.correction_id)
    return _answer(who, REPORT, step_id)


def _answer(who: Answering, move: str, step_id: str) -> ResponseReturnValue:
    try:
        answer(who, move, step_id, request.form.get("note", ""), datetime.now(UTC))
    except ProblemError as error:
        note = request.form.get("note", "") if move == REPORT else ""
        return _again(who.correction_id, error, note=note)
    flash(t("operator.reported") if move == REPORT else t("operator.asked"))
    return _back(who.correction_id)


def _keep_photos(who: Answering) -> tuple[ProblemError, str] | None:
    """Keep each photo; return what was wrong with the first that was refused, and its name."""
    storage, refused = open_storage(current_app.config["SETTINGS"].storage), None
    for file in _chosen():
        data, at = file.stream.read(MAX_BYTES + 1), datetime.now(UTC)
        try:
            add_photo(who, keep_photo(storage, who, data, at), at)
        except ProblemError as error:
            refused = refused or (error, (file.filename or "")[:80])
            if error.problem.code not in OF_ONE_FILE:
                break
    return refused


def _chosen() -> list[FileStorage]:
    """Return the chosen files; a browser sends an empty one without a name if there are none."""
    return [file for file in request.files.getlist("photo") if file.filename]


def _form_id() -> str:
    form_id = request.form.get("id", "")
    if not is_uuid7(form_id):
        raise problem("malformed")
    return form_id


def _again(
    correction_id: str, error: ProblemError, refused: str = "", note: str = ""
) -> ResponseReturnValue:
    db.session.rollback()
    return form_with(error, show(opened(correction_id), error, note, refused))


def _back(correction_id: str) -> ResponseReturnValue:
    return redirect(url_for("answers.one", correction_id=correction_id), 303)


def _drain() -> None:
    stream, left = request.environ["wsgi.input"], MOST_DRAINED
    left = min(left, request.content_length or 0)
    while left > 0 and (piece := stream.read(min(PIECE, left))):
        left -= len(piece)
