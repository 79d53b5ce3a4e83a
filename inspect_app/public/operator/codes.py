"""The form of the one-time code: the two codes of the notice's strip, and nothing else."""

from datetime import UTC, datetime

from flask import make_response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from inspect_app.errors import ProblemError, form_with
from inspect_app.public.operator.sessions import code_form_page, open_session, read_try
from inspect_app.public.pages import public
from inspect_app.services.corrections.codes import open_code
from inspect_app.web.limits import CODES, PAGES, per_minute
from inspect_app.web.same_origin import require_same_origin


@public.get("/z")
@per_minute(PAGES)
def code_form() -> str:
    """Show the form; the page of a posted code has filled in the code of its premises."""
    return code_form_page(place=request.args.get("place", ""))


@public.post("/z")
@per_minute(CODES)
def try_code() -> ResponseReturnValue:
    """Open what the code opens, or show the form again: whatever is wrong, the words are one."""
    require_same_origin()
    try:
        code = open_code(read_try(), datetime.now(UTC))
    except ProblemError as error:
        return form_with(error, code_form_page(error, request.form.get("place", "")))
    answer = make_response(redirect(url_for("answers.list_corrections"), 303))
    return open_session(answer, code.id)
