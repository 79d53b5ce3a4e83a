"""Who may pass: one line under each blueprint, `bp.before_request(signed_in("inspector"))`."""

from collections.abc import Callable

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from inspect_app.errors import problem, wants_json

Guard = Callable[[], ResponseReturnValue | None]


def signed_in(*roles: str) -> Guard:
    """Lets the named roles through (none named: everyone signed in); pages are led to sign-in."""

    def guard() -> ResponseReturnValue | None:
        if not current_user.is_authenticated:
            if wants_json() or request.method != "GET":
                raise problem("sign_in")
            return redirect(url_for("auth.sign_in", next=request.full_path.rstrip("?")))
        if roles and current_user.role not in roles:
            raise problem("role")
        return None

    guard.roles = roles or ("*",)  # type: ignore[attr-defined]  # read by tests/test_guards.py
    return guard


def open_to_all() -> None:
    """Says that a blueprint was thought about and is public."""
