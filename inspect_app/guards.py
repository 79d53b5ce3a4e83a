"""Guards of blueprints: who may call them, as in `bp.before_request(signed_in("inspector"))`."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from flask import current_app, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from inspect_app.domain.vocabulary import who_may
from inspect_app.errors import problem, wants_json

LONGEST_OPEN_FORM = 16_384  # bytes; parsing a megabyte of fields takes a second
Guard = Callable[[], ResponseReturnValue | None]
P = ParamSpec("P")
R = TypeVar("R")

# Those responsible for checklists may see which sources are still unverified.
MAY_SEE_MARKS = who_may("see_marks")


def signed_in(*roles: str) -> Guard:
    """Make a guard for these roles (none: every signed-in user); pages redirect to sign-in."""

    def guard() -> ResponseReturnValue | None:
        if not current_user.is_authenticated:
            if wants_json() or request.method != "GET":
                raise problem("sign_in")
            return redirect(url_for("auth.sign_in", next=request.full_path.rstrip("?")))
        for allowed in (roles, _roles_of_view()):
            if allowed and current_user.role not in allowed:
                raise problem("role")
        return None

    guard.roles = roles or ("*",)  # type: ignore[attr-defined]  # read by tests/test_guards.py
    return guard


def delivering() -> Guard:
    """Make a guard for inspectors and for drain sessions, which may push and upload only."""

    def guard() -> ResponseReturnValue | None:
        if not current_user.is_authenticated:
            row = g.get("session_row")
            if row is None or not row.drain:
                raise problem("sign_in")
        elif current_user.role not in who_may("inspect"):
            raise problem("role")
        return None

    guard.roles = who_may("inspect")  # type: ignore[attr-defined]
    return guard


def only(*roles: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Make a decorator for a view that fewer roles may call than its blueprint lets in.

    The blueprint's guard reads the roles, so that the form's token is checked after them.
    """

    def narrow(view: Callable[P, R]) -> Callable[P, R]:
        @wraps(view)
        def narrowed(*args: P.args, **more: P.kwargs) -> R:
            if current_user.role not in roles:
                raise problem("role")
            return view(*args, **more)

        narrowed.roles = roles  # type: ignore[attr-defined]
        return narrowed

    return narrow


def _roles_of_view() -> tuple[str, ...]:
    view = current_app.view_functions.get(request.endpoint or "")
    roles: tuple[str, ...] = getattr(view, "roles", ())
    return roles


def may_see_marks() -> bool:
    """Whether the user sees which sources of a checklist are still to be verified."""
    return current_user.role in MAY_SEE_MARKS


def open_to_all() -> None:
    """Let everybody in, with a short form: it marks a blueprint as public on purpose."""
    request.max_content_length = LONGEST_OPEN_FORM
