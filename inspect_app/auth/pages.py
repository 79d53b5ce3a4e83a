"""Sign-in and sign-out for people with a browser."""

from datetime import UTC, datetime

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from inspect_app.auth.cookies import drop_cookie, read_token, set_cookie, set_step_cookie
from inspect_app.auth.policy import current_policy
from inspect_app.auth.visitors import read_visitor, remember_browser
from inspect_app.domain.vocabulary import who_may
from inspect_app.errors import ProblemError, form_with
from inspect_app.guards import open_to_all
from inspect_app.services.people import sessions
from inspect_app.services.people.sign_in_steps import Pending, begin_sign_in
from inspect_app.web.own_cookies import is_plain_loopback
from inspect_app.web.same_origin import require_same_origin

auth = Blueprint("auth", __name__, url_prefix="/auth")
auth.before_request(open_to_all)


@auth.get("/sign-in")
def sign_in() -> ResponseReturnValue:
    """Show the sign-in form, or redirect a user who is signed in already."""
    if current_user.is_authenticated:
        return redirect(onward(current_user.role))
    return _form()


@auth.post("/sign-in")
def sign_in_now() -> ResponseReturnValue:
    """Sign in and redirect to the wanted page, or show the form again with the error."""
    require_same_origin()
    name, password = request.form.get("user", ""), request.form.get("password", "")
    try:
        visitor = read_visitor(name, read_token())
        begun = begin_sign_in(name, password, visitor, datetime.now(UTC), current_policy())
    except ProblemError as error:
        return form_with(error, _form(error))
    if isinstance(begun, Pending):
        to_code = redirect(url_for("auth.second_step", next=request.values.get("next") or None))
        response = make_response(to_code)
        set_step_cookie(response, begun)
        return response
    return welcome(begun)


@auth.post("/sign-out")
def sign_out() -> Response:
    """End the session and show the sign-in form."""
    require_same_origin()
    sessions.sign_out(read_token(), datetime.now(UTC))
    response = make_response(redirect(url_for("auth.sign_in")))
    response.headers["Clear-Site-Data"] = '"cache"'
    drop_cookie(response)
    return response


def welcome(signed_in: sessions.SignedIn) -> Response:
    """Answer a finished sign-in: the session's cookie, and the wanted page or the notice first."""
    to = onward(signed_in.user.role)
    if signed_in.user.notice_read_at is None:
        to = url_for("auth.notice", next=request.values.get("next") or None)
    response = make_response(redirect(to))
    set_cookie(response, signed_in)
    remember_browser(response, signed_in.user.name)
    return response


def onward(role: str) -> str:
    """Return the page of this site that was wanted before the sign-in, or where the role works."""
    wanted = request.values.get("next", "")
    if wanted.startswith("/") and not wanted.startswith(("//", "/\\")) and wanted.isprintable():
        return wanted
    return "/desk/" if role in who_may("enter_desk") else "/"


def _form(error: ProblemError | None = None) -> str:
    insecure = not request.is_secure and not is_plain_loopback()
    return render_template("auth/sign_in.html", error=error, insecure=insecure)
