"""The session of an operator: a signed cookie that names a code, and ends with it.

It grants nothing by itself: each request asks the database what the code still opens.
"""

from datetime import timedelta

from flask import Response, current_app, g, render_template, request
from itsdangerous import BadData, URLSafeTimedSerializer

from inspect_app.config import Settings
from inspect_app.domain.corrections.codes import NOTHING
from inspect_app.errors import ProblemError, form_with, problem, wants_json
from inspect_app.models.corrections import OperatorCode
from inspect_app.queries.corrections.operator import find_code, what_opens
from inspect_app.services.corrections.codes import Try
from inspect_app.web.formats import today
from inspect_app.web.limits import LOOPBACK, network_of
from inspect_app.web.own_cookies import bound_name, is_plain_loopback

COOKIE = "answer"
LASTS = timedelta(days=60)


def with_code() -> Response | None:
    """Let in who opened a code that still opens something; else answer with the form of codes."""
    code_id = _read()
    code = find_code(code_id) if code_id else None
    opened = what_opens(code, today()) if code else NOTHING
    if code is None or opened == NOTHING:
        error = problem("operator_code" if code_id else "operator_first")
        if wants_json():
            raise error
        return form_with(error, code_form_page(error))
    g.operator_code, g.operator_opens = code, opened
    return None


def code_form_page(error: ProblemError | None = None, place: str = "") -> str:
    """Return the page of the form; `error` is why the last try opened nothing."""
    minutes = -(-error.retry_after // 60) if error and error.retry_after else 0
    return render_template(
        "public/operator/code.html", error=error, place=place[:16], minutes=minutes
    )


with_code.roles = ("operator",)  # type: ignore[attr-defined]  # read by tests/test_guards.py


def current_code() -> OperatorCode:
    """Return the code of this request's session."""
    code: OperatorCode = g.operator_code
    return code


def open_session(response: Response, code_id: str) -> Response:
    """Set the cookie that names the code, which scripts cannot read."""
    _set(response, _serializer().dumps(code_id), LASTS)
    return response


def end_session(response: Response) -> Response:
    """Delete the cookie in this browser; the code itself goes on."""
    _set(response, "", timedelta())
    return response


def read_try() -> Try:
    """Return what was typed into the form of a code, and from where."""
    settings: Settings = current_app.config["SETTINGS"]
    # Behind a proxy that INSPECT_PROXIES does not count, every address is this machine's.
    hidden = request.remote_addr in LOOPBACK
    return Try(
        place=request.form.get("place", "")[:40],
        code=request.form.get("code", "")[:40],
        address=None if hidden else network_of(request.remote_addr),
        limited=settings.limits,
    )


def _read() -> str | None:
    try:
        code_id = _serializer().loads(
            request.cookies.get(bound_name(COOKIE), ""), int(LASTS.total_seconds())
        )
    except BadData:
        return None
    return code_id if isinstance(code_id, str) else None


def _set(response: Response, value: str, lasts: timedelta) -> None:
    response.set_cookie(
        bound_name(COOKIE),
        value,
        max_age=int(lasts.total_seconds()),
        secure=not is_plain_loopback(),
        httponly=True,
        samesite="Lax",
    )


def _serializer() -> URLSafeTimedSerializer:
    config = current_app.config
    keys = [*reversed(config["SECRET_KEY_FALLBACKS"]), config["SECRET_KEY"]]
    return URLSafeTimedSerializer(keys, salt="operator-code")
