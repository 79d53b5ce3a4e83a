"""Who may pass: one line under each blueprint, `bp.before_request(signed_in("inspector"))`."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from flask import g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from inspect_app.errors import problem, wants_json

Guard = Callable[[], ResponseReturnValue | None]
P = ParamSpec("P")
R = TypeVar("R")

# How well the source of an item was verified is a matter of those who answer for the checklists.
MAY_SEE_MARKS = ("administrator", "auditor")


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


def delivering() -> Guard:
    """Lets inspectors through, and clients that are drained: they may hand in, and read nothing."""

    def guard() -> ResponseReturnValue | None:
        if not current_user.is_authenticated:
            row = g.get("session_row")
            if row is None or not row.drain:
                raise problem("sign_in")
        elif current_user.role != "inspector":
            raise problem("role")
        return None

    guard.roles = ("inspector",)  # type: ignore[attr-defined]
    return guard


def only(*roles: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """For a page that fewer may see than its blueprint lets in."""

    def narrow(view: Callable[P, R]) -> Callable[P, R]:
        @wraps(view)
        def narrowed(*args: P.args, **more: P.kwargs) -> R:
            if current_user.role not in roles:
                raise problem("role")
            return view(*args, **more)

        return narrowed

    return narrow


def may_see_marks() -> bool:
    """Whether this reader is shown what of a checklist is still to be verified."""
    return current_user.role in MAY_SEE_MARKS


def open_to_all() -> None:
    """Says that a blueprint was thought about and is public."""
