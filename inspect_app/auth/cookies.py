"""The session cookie: its name, its flags, and the user that it stands for."""

from datetime import UTC, datetime

from flask import Response, g, request

from inspect_app.extensions import login_manager
from inspect_app.models.people import Session, User
from inspect_app.services.people import sessions
from inspect_app.services.people.sign_in_steps import Pending
from inspect_app.web.own_cookies import bound_name, is_plain_loopback

# What a page asks by itself, which keeps no idle desk open.
IN_BACKGROUND = ("desk.idle",)


def cookie_name() -> str:
    """Return the cookie's name; `__Host-` binds it to this host and to https."""
    return bound_name("inspect")


def read_token() -> str | None:
    """Return the cookie's token, valid or not, or None."""
    return request.cookies.get(cookie_name())


def set_cookie(response: Response, signed_in: sessions.SignedIn) -> None:
    """Set the session cookie, which scripts cannot read."""
    response.set_cookie(
        cookie_name(),
        signed_in.token,
        expires=signed_in.expires_at,
        secure=not is_plain_loopback(),
        httponly=True,
        samesite="Lax",
    )


def drop_cookie(response: Response) -> None:
    """Delete the session cookie in the browser."""
    response.delete_cookie(
        cookie_name(), secure=not is_plain_loopback(), httponly=True, samesite="Lax"
    )


def _step_name() -> str:
    return f"{cookie_name()}-step"


def read_step_token() -> str | None:
    """Return the token of a sign-in whose code is due, valid or not, or None."""
    return request.cookies.get(_step_name())


def set_step_cookie(response: Response, pending: Pending) -> None:
    """Set the cookie of a pending sign-in; it opens no page but the one for the code."""
    response.set_cookie(
        _step_name(),
        pending.token,
        expires=pending.expires_at,
        secure=not is_plain_loopback(),
        httponly=True,
        samesite="Lax",
    )


def drop_step_cookie(response: Response) -> None:
    """Delete the cookie of a pending sign-in."""
    response.delete_cookie(
        _step_name(), secure=not is_plain_loopback(), httponly=True, samesite="Lax"
    )


def current_session() -> Session | None:
    """Return this request's live session, read once from the database, or None."""
    if "session_row" not in g:
        at = datetime.now(UTC)
        g.session_row = sessions.find_session(read_token(), at)
        found = g.session_row
        if found is not None and _is_by_a_person() and sessions.is_seen_again(found, at):
            sessions.note_seen(found.id, at)
    row: Session | None = g.session_row
    return row


def _is_by_a_person() -> bool:
    # A screen on the wall renews itself: nobody may be near it.
    return request.endpoint not in IN_BACKGROUND and not request.args.get("wall")


@login_manager.request_loader  # type: ignore[untyped-decorator]
def load_user(_request: object) -> User | None:
    """Return the signed-in user with role and scope from the database, never from the cookie."""
    session = current_session()
    return session.user if session and not session.drain else None
