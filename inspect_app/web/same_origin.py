"""Refuses requests that other web sites forge in a user's name; forms have a token, too."""

from flask import request

from inspect_app.errors import problem

SAFE_METHODS = ("GET", "HEAD", "OPTIONS")
HEADER = "X-Inspect-App"


def require_our_header() -> None:
    """Require the header X-Inspect-App, which another site's page cannot set, and our origin."""
    if request.method in SAFE_METHODS:
        return
    if request.headers.get(HEADER) != "1":
        raise problem("header")
    require_same_origin()


def require_same_origin() -> None:
    """Raise `origin` for a foreign `Origin` or `Sec-Fetch-Site`; absent ones pass."""
    origin = request.headers.get("Origin")
    if origin is not None and origin != request.host_url.rstrip("/"):
        raise problem("origin")
    if request.headers.get("Sec-Fetch-Site", "none") not in ("same-origin", "none"):
        raise problem("origin")
