"""Pages for a user's own password and own sessions."""

from datetime import UTC, datetime

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from inspect_app.auth.cookies import current_session, set_cookie
from inspect_app.auth.visitors import read_visitor
from inspect_app.errors import ProblemError, form_with, problem
from inspect_app.guards import signed_in
from inspect_app.models.people import Session
from inspect_app.queries.people import list_sessions
from inspect_app.services.people import accounts, sessions
from inspect_app.services.people.passwords import MIN_CHARACTERS
from inspect_app.web.asking_again import asks_again
from inspect_app.web.same_origin import require_same_origin

account = Blueprint("account", __name__, url_prefix="/auth")
account.before_request(signed_in())


@account.get("/password")
def password() -> ResponseReturnValue:
    """Show the form to change one's own password."""
    return _password_form()


@account.post("/password")
def change_password() -> ResponseReturnValue:
    """Change the password, which ends every session, and sign this browser in again."""
    require_same_origin()
    at, name, new = datetime.now(UTC), current_user.name, request.form.get("new", "")
    old, visitor = request.form.get("old", ""), read_visitor(name, None)
    try:
        accounts.change_password(current_user.id, old, new, visitor, at=at)
    except ProblemError as error:
        return form_with(error, _password_form(error))
    here = sessions.Visitor(agent=request.user_agent.string, limited=False)
    fresh = sessions.sign_in(name, new, here, at)
    response = make_response(redirect(url_for("account.own_sessions", changed=1)))
    set_cookie(response, fresh)
    return response


@account.get("/sessions")
def own_sessions() -> ResponseReturnValue:
    """Show where this user is signed in."""
    here = _here()
    rows = list_sessions(current_user.id, datetime.now(UTC))
    return render_template("auth/sessions.html", sessions=rows, here=here.id)


@account.post("/sessions/<session_id>/end")
@asks_again
def end_session(session_id: str) -> ResponseReturnValue:
    """Sign one other browser out."""
    require_same_origin()
    sessions.end_own_session(current_user.id, session_id, datetime.now(UTC))
    return redirect(url_for("account.own_sessions"))


@account.post("/sessions/end-others")
@asks_again
def end_others() -> ResponseReturnValue:
    """Sign every other browser out."""
    require_same_origin()
    sessions.end_other_sessions(current_user.id, _here().id, datetime.now(UTC))
    return redirect(url_for("account.own_sessions"))


def _here() -> Session:
    session = current_session()
    if session is None:
        raise problem("sign_in")
    return session


def _password_form(error: ProblemError | None = None) -> str:
    least = MIN_CHARACTERS[current_user.role]
    return render_template("auth/password.html", error=error, least=least)
