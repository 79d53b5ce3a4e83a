"""Sign-in and sign-out as JSON, for the phone app and for programs."""

from datetime import UTC, datetime
from typing import Any

from flask import Blueprint, Response, jsonify, request
from marshmallow import Schema, ValidationError

from inspect_app.auth.cookies import drop_cookie, read_token, set_cookie
from inspect_app.auth.policy import current_policy
from inspect_app.auth.visitors import read_visitor, remember_browser
from inspect_app.errors import problem
from inspect_app.extensions import csrf
from inspect_app.guards import open_to_all
from inspect_app.schemas.people import DrainLogin, Login, person
from inspect_app.services.people import draining, sessions
from inspect_app.services.people.sign_in_steps import sign_in_at_once
from inspect_app.web.same_origin import require_our_header
from sync.strict_json import StrictJSONError, loads

auth_json = Blueprint("auth_json", __name__, url_prefix="/auth")
auth_json.before_request(open_to_all)
auth_json.before_request(require_our_header)
csrf.exempt(auth_json)  # another site's page cannot send our header, so no form token is needed

BODY_BYTES = 16_384


@auth_json.post("/login")
def login() -> Response:
    """Begin a session; every wrong pair of name and password gets the same answer.

    With a drain code it begins a drain session, which may only push and upload.
    """
    body = read_body()
    if isinstance(body, dict) and "drain_code" in body:
        return _begin_drain(load(DrainLogin(), body))
    given = load(Login(), body)
    signed_in = sign_in_at_once(
        given["user"],
        given["password"],
        given.get("code", ""),
        read_visitor(given["user"], read_token()),
        datetime.now(UTC),
        current_policy(),
    )
    expires = signed_in.expires_at.isoformat(timespec="seconds")
    due = {"notice": True} if signed_in.user.notice_read_at is None else {}
    response = jsonify(user=person(signed_in.user), expires_at=expires, **due)
    set_cookie(response, signed_in)
    remember_browser(response, given["user"])
    return response


@auth_json.post("/logout")
def logout() -> Response:
    """End the session on the server and delete the cookie."""
    sessions.sign_out(read_token(), datetime.now(UTC))
    response = Response(status=204)
    response.headers["Clear-Site-Data"] = '"cache"'  # not "storage": the phone's outbox must stay
    drop_cookie(response)
    return response


def _begin_drain(given: dict[str, str]) -> Response:
    visitor = read_visitor("", None)
    begun = draining.begin_drain(
        given["client_id"], given["drain_code"], visitor, datetime.now(UTC)
    )
    expires = begun.expires_at.isoformat(timespec="seconds")
    response = jsonify(user=person(begun.user), expires_at=expires, drain=True)
    set_cookie(response, begun)
    return response


def read_body() -> Any:
    """Return the call's JSON; raise `media_type`, `too_large` or `malformed`."""
    if request.mimetype != "application/json":
        raise problem("media_type")
    body = request.stream.read(BODY_BYTES + 1)
    if len(body) > BODY_BYTES:
        raise problem("too_large")
    try:
        return loads(body)
    except StrictJSONError:
        raise problem("malformed") from None


def load(schema: Schema, body: Any) -> dict[str, str]:
    """Return the body's fields as the schema reads them; raise `malformed`."""
    try:
        given: dict[str, str] = schema.load(body)
    except ValidationError:
        raise problem("malformed") from None
    return given
