"""Asks for the password or a code before a grave step, and loses nothing of the form."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import wraps
from typing import Any

from flask import Response, after_this_request, current_app, g, render_template, request
from flask.typing import ResponseReturnValue

from inspect_app.auth.cookies import set_cookie
from inspect_app.config import Settings
from inspect_app.errors import ProblemError, form_with, problem, wants_json
from inspect_app.services.people.proof import is_proven, prove_again
from inspect_app.services.people.sessions import SignedIn
from inspect_app.web.same_origin import require_same_origin

FIELD = "proof"
View = Callable[..., ResponseReturnValue]


def asks_again(view: View) -> View:
    """Wrap a view that takes a form: the question comes first, and then the form goes on."""

    @wraps(view)
    def asking(*args: Any, **more: Any) -> ResponseReturnValue:
        require_same_origin()
        now = datetime.now(UTC)
        if is_proven(g.session_row, now):
            return view(*args, **more)
        if FIELD not in request.form:
            if wants_json():
                raise problem("proof")
            return _question(), 403
        try:
            proven = _prove(now)
        except ProblemError as error:
            return form_with(error, _question(error))

        @after_this_request  # on an error page too: the old token is worth nothing now
        def hand_over(response: Response) -> Response:
            set_cookie(response, proven)
            return response

        return view(*args, **more)

    asking.asks_again = True  # type: ignore[attr-defined]  # read by tests/desk/test_asking_again.py
    return asking


def _prove(now: datetime) -> SignedIn:
    settings: Settings = current_app.config["SETTINGS"]
    return prove_again(
        g.session_row.id,
        request.form[FIELD],
        limited=settings.limits,
        instance=settings.instance,
        at=now,
    )


def _question(error: ProblemError | None = None) -> str:
    """Return the page with the question; the form that was being sent lies in hidden fields."""
    fields = [(k, v) for k, v in request.form.items(multi=True) if k not in (FIELD, "csrf_token")]
    return render_template("auth/confirm.html", fields=fields, error=error)
