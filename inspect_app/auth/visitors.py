"""Identifies the browser at a sign-in, for the throttle."""

import secrets
from typing import Any

from flask import Response, current_app, request
from itsdangerous import BadData, URLSafeTimedSerializer

from inspect_app.config import Settings
from inspect_app.services.people.sessions import Visitor
from inspect_app.web.limits import LOOPBACK, network_of
from inspect_app.web.own_cookies import bound_name, is_plain_loopback

COOKIE = "seen-here"
MAX_AGE = 90 * 24 * 3600
MOST_NAMES = 8  # users of a shared phone; the oldest is forgotten first


def read_visitor(name: str, old_token: str | None) -> Visitor:
    """Return the browser and address of a sign-in request."""
    settings: Settings = current_app.config["SETTINGS"]
    kept = _read()
    return Visitor(
        agent=request.user_agent.string,
        known=f"{kept['browser']}:{name}" if name in kept["names"] else None,
        # Behind a proxy that INSPECT_PROXIES does not count, every address is this machine's.
        address=None if request.remote_addr in LOOPBACK else network_of(request.remote_addr),
        limited=settings.limits,
        old_token=old_token,
    )


def remember_browser(response: Response, name: str) -> None:
    """Remember in a cookie that this user signed in here; it grants nothing."""
    kept = _read()
    names = [name, *(one for one in kept["names"] if one != name)][:MOST_NAMES]
    response.set_cookie(
        bound_name(COOKIE),
        _serializer().dumps({"browser": kept["browser"], "names": names}),
        max_age=MAX_AGE,
        secure=not is_plain_loopback(),
        httponly=True,
        samesite="Lax",
    )


def _read() -> dict[str, Any]:
    try:
        kept: dict[str, Any] = _serializer().loads(
            request.cookies.get(bound_name(COOKIE), ""), MAX_AGE
        )
    except BadData:
        return {"browser": secrets.token_urlsafe(12), "names": []}
    return kept


def _serializer() -> URLSafeTimedSerializer:
    config = current_app.config
    keys = [*reversed(config["SECRET_KEY_FALLBACKS"]), config["SECRET_KEY"]]
    return URLSafeTimedSerializer(keys, salt=COOKIE)
