"""The page behind an invitation: a person sets a password that nobody else has seen."""

from datetime import UTC, datetime

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from inspect_app.auth.pages import auth
from inspect_app.errors import ProblemError, form_with
from inspect_app.models.people import User
from inspect_app.services.people.invitations import accept_invitation, find_invited
from inspect_app.services.people.passwords import MIN_CHARACTERS
from inspect_app.web.same_origin import require_same_origin


@auth.get("/invitations/<token>")
def invitation(token: str) -> ResponseReturnValue:
    """Show the form; looking at it uses nothing up."""
    return _form(find_invited(token, datetime.now(UTC)))


@auth.post("/invitations/<token>")
def accept(token: str) -> ResponseReturnValue:
    """Set the password and lead to the sign-in."""
    require_same_origin()
    now = datetime.now(UTC)
    try:
        accept_invitation(token, request.form.get("new", ""), at=now)
    except ProblemError as error:
        if error.problem.code == "invitation":
            raise
        return form_with(error, _form(find_invited(token, now), error))
    return redirect(url_for("auth.sign_in", set=1))


def _form(user: User, error: ProblemError | None = None) -> str:
    least = MIN_CHARACTERS[user.role]
    return render_template("auth/invitation.html", user=user, least=least, error=error)
