"""Keeps other web sites from speaking in a signed-in person's name; forms carry a token too."""

from flask import current_app, request

from inspect_app.config import Settings
from inspect_app.errors import problem

SAFE_METHODS = ("GET", "HEAD", "OPTIONS")
HEADER = "X-Inspect-App"


def ours_only() -> None:
    """For JSON and uploads: our own header, which a foreign page cannot set, and our origin."""
    if request.method in SAFE_METHODS:
        return
    if request.headers.get(HEADER) != "1":
        raise problem("header")
    origin_is_ours()


def origin_is_ours() -> None:
    """Refuses an `Origin` or `Sec-Fetch-Site` that is not ours; none at all is fine."""
    origin = request.headers.get("Origin")
    if origin is not None and origin not in _own_origins():
        raise problem("origin")
    if request.headers.get("Sec-Fetch-Site", "none") not in ("same-origin", "none"):
        raise problem("origin")


def _own_origins() -> set[str]:
    settings: Settings = current_app.config["SETTINGS"]
    asked = request.host_url.rstrip("/")
    return {asked, settings.origin} if settings.origin else {asked}
