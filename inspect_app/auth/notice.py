"""The privacy notice: open to all, and confirmed once by each person who signs in."""

from datetime import UTC, datetime

from flask import Blueprint, Response, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from inspect_app.auth.account import account
from inspect_app.auth.pages import auth, onward
from inspect_app.extensions import csrf
from inspect_app.guards import signed_in
from inspect_app.services.people.notices import note_notice_read
from inspect_app.web.same_origin import require_our_header, require_same_origin

account_json = Blueprint("account_json", __name__, url_prefix="/auth")
account_json.before_request(signed_in())
account_json.before_request(require_our_header)
csrf.exempt(account_json)  # another site's page cannot send our header, so no form token is needed


@auth.get("/notice")
def notice() -> ResponseReturnValue:
    """Show what is kept about a user, with a button to whoever has not confirmed it yet."""
    due = current_user.is_authenticated and current_user.notice_read_at is None
    return render_template("auth/notice.html", due=due)


@account.post("/notice")
def confirm_notice() -> ResponseReturnValue:
    """Note that the user has read the notice, and go on to the page that was wanted."""
    require_same_origin()
    role = current_user.role
    note_notice_read(current_user.id, datetime.now(UTC))
    return redirect(onward(role))


@account_json.post("/notice/read")
def note_read() -> Response:
    """Note that the user has read the notice on a phone; repeating it changes nothing."""
    note_notice_read(current_user.id, datetime.now(UTC))
    return Response(status=204)
