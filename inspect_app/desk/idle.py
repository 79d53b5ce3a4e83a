"""How long the desk still stays signed in without its user: asked by every page by itself."""

from datetime import UTC, datetime

from flask import Response, g, jsonify

from inspect_app.desk.blueprint import desk
from inspect_app.services.people.sessions import idle_left


@desk.get("/idle")
def idle() -> Response:
    """Answer with the seconds left; asking does not count as a request by a person."""
    return _seconds_left()


@desk.get("/go-on")
def go_on() -> Response:
    """Answer the same for a person who pressed the button, which counts as one."""
    return _seconds_left()


def _seconds_left() -> Response:
    left = idle_left(g.session_row, datetime.now(UTC))
    return jsonify(seconds=max(0, int(left.total_seconds())))
