"""The second step of a sign-in: the code after the password."""

from datetime import UTC, datetime

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from inspect_app.auth.cookies import drop_step_cookie, read_step_token, read_token
from inspect_app.auth.pages import auth, welcome
from inspect_app.auth.passkeys import passkey_site
from inspect_app.auth.policy import current_policy
from inspect_app.auth.visitors import read_visitor
from inspect_app.errors import ProblemError, form_with
from inspect_app.models.factors import PendingSignIn
from inspect_app.services.people.factors.passkeys import ask_for_passkey
from inspect_app.services.people.sign_in_steps import (
    find_pending,
    finish_by_passkey,
    finish_sign_in,
    is_enrolled,
)
from inspect_app.web.same_origin import require_same_origin


@auth.get("/sign-in/code")
def second_step() -> ResponseReturnValue:
    """Ask for the code, or for the password again if that was too long ago."""
    pending = find_pending(read_step_token(), datetime.now(UTC))
    return _form(pending) if pending else _first_step()


@auth.post("/sign-in/code")
def finish_second_step() -> ResponseReturnValue:
    """Sign in and redirect to the wanted page, or show the form again with the error."""
    require_same_origin()
    now, token = datetime.now(UTC), read_step_token()
    pending = find_pending(token, now)
    if pending is None:
        return _first_step()
    visitor = read_visitor(pending.user.name, read_token())
    credential, site = request.form.get("credential", ""), passkey_site()
    try:
        if credential and site is not None:
            signed_in = finish_by_passkey(token, credential, site, visitor, now)
        else:
            code = request.form.get("code", "")
            signed_in = finish_sign_in(token, code, visitor, now, current_policy())
    except ProblemError as error:
        pending = find_pending(token, now)
        return form_with(error, _form(pending, error)) if pending else _first_step()
    response = welcome(signed_in)
    drop_step_cookie(response)
    return response


def _first_step() -> ResponseReturnValue:
    return redirect(url_for("auth.sign_in", next=request.values.get("next") or None))


def _form(pending: PendingSignIn, error: ProblemError | None = None) -> str:
    site = passkey_site()
    return render_template(
        "auth/code.html",
        enrolled=is_enrolled(pending),
        full_name=pending.user.full_name,
        options=ask_for_passkey(pending.user_id, pending.id, site) if site else None,
        error=error,
    )
