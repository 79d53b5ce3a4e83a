"""Sign-in, and the server-side sessions behind the cookie. Only the hash of a token is stored."""

import hashlib
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, delete, select
from sqlalchemy.orm import joinedload

from inspect_app.domain.ids import uuid7
from inspect_app.domain.vocabulary import ROLES, who_may
from inspect_app.errors import problem
from inspect_app.extensions import db
from inspect_app.models.factors import PendingSignIn
from inspect_app.models.people import ClientSession, Session, User
from inspect_app.queries.people import find_user
from inspect_app.services.people.passwords import password_matches, rehashed
from inspect_app.services.people.throttle import count_try, forget_tries
from inspect_app.services.writing.transaction import (
    UNWRITABLE,
    Writing,
    release_connection,
    writing,
)

SEEN_EVERY = timedelta(minutes=10)
# A desk stands open in an office, a phone lies in a pocket for days.
DESK_IDLE, DESK_SEEN_EVERY = timedelta(minutes=30), timedelta(seconds=10)
# Run at every request: built once.
_BY_TOKEN = (
    select(Session)
    .where(Session.token_hash == bindparam("token_hash"))
    .options(joinedload(Session.user))
)


@dataclass(frozen=True)
class Visitor:
    """The browser that signs in; `known` names it if this user signed in with it before.

    `address` is None where proxies hide it; `limited` is off where an operator switched limits off.
    """

    agent: str
    known: str | None = None
    address: str | None = None
    limited: bool = True
    old_token: str | None = None


@dataclass(frozen=True)
class SignedIn:
    """A new session: its user, its expiry, and the token that only the cookie will have."""

    user: User
    token: str
    expires_at: datetime


def sign_in(name: str, password: str, visitor: Visitor, at: datetime) -> SignedIn:
    """Begin a session by the password alone, for whom no second factor is asked of.

    Raise `credentials`, `revoked` or `too_many`. Sites sign in through `sign_in_steps`.
    """
    with password_proven(name, password, visitor, at) as (w, user):
        return begin_session(w, user, visitor)


@contextmanager
def password_proven(
    name: str, password: str, visitor: Visitor, at: datetime
) -> Iterator[tuple[Writing, User]]:
    """Open a transaction in which the name and the password are proven right.

    Raise `credentials`, `revoked` or `too_many`; an error inside counts as one more try.
    """
    tries = count_visit(name, visitor, at)
    user, checked = _check(name, password)
    user_id = user.id
    release_connection()
    fresh = rehashed(password, checked or "")
    with writing(at) as w:
        user = w.session.get_one(User, user_id, with_for_update={"key_share": True})
        if user.disabled_at is not None:
            raise problem("revoked")
        if user.password_hash != checked:
            raise problem("credentials")  # the password was changed since it was compared
        user.password_hash = fresh or user.password_hash
        forget_tries(w, tries)
        yield w, user


def begin_session(w: Writing, user: User, visitor: Visitor) -> SignedIn:
    """Begin a session of a proven user, ending the browser's old one."""
    token = secrets.token_urlsafe(32)
    expires_at = w.at + ROLES[user.role].session
    _end_token(w, visitor.old_token)
    session = Session(
        id=uuid7(),
        token_hash=digest_of(token),
        user_id=user.id,
        agent=visitor.agent[:200],
        created_at=w.at,
        seen_at=w.at,
        expires_at=expires_at,
        proven_at=w.at,
    )
    w.session.add(session)
    w.audit("session.begin", f"session:{session.id}", user.id)
    return SignedIn(user, token, expires_at)


def count_visit(name: str, visitor: Visitor, at: datetime) -> list[str]:
    """Count a try of this user's password and return its keys; raise `too_many`."""
    if not visitor.limited:
        return []
    return count_try(at, name, browser=visitor.known, address=visitor.address)


def find_session(token: str | None, at: datetime) -> Session | None:
    """Return the live session of a cookie's token, with its user as the database has him now.

    A drain session is live although its user may be disabled; it grants no sign-in.
    """
    if not token:
        return None
    session = db.session.scalars(_BY_TOKEN, {"token_hash": digest_of(token)}).one_or_none()
    if session is None or session.ended_at is not None or session.expires_at <= at:
        return None
    if is_desk_session(session) and idle_left(session, at) <= timedelta():
        return None
    return session if session.drain or session.user.disabled_at is None else None


def is_desk_session(session: Session) -> bool:
    """Whether a session belongs to somebody who works at the desk, where it ends when idle."""
    return not session.drain and session.user.role in who_may("enter_desk")


def idle_left(session: Session, at: datetime) -> timedelta:
    """Return how long a desk session still lives without a request by its user."""
    return session.seen_at + DESK_IDLE - at


def is_seen_again(session: Session, at: datetime) -> bool:
    """Whether the time of last use is old enough to be written anew."""
    every = DESK_SEEN_EVERY if is_desk_session(session) else SEEN_EVERY
    return at - session.seen_at > every


def note_seen(session_id: str, at: datetime) -> None:
    """Update a session's time of last use; the caller asks `is_seen_again` first."""
    # A page must still be readable when nothing can be written.
    with suppress(*UNWRITABLE), writing(at) as w:
        session = w.session.get_one(Session, session_id)
        session.seen_at = max(session.seen_at, at)


def sign_out(token: str | None, at: datetime) -> None:
    """End the session of a cookie's token; do nothing for an unknown token."""
    with writing(at) as w:
        _end_token(w, token)


def end_own_session(user_id: str, session_id: str, at: datetime) -> None:
    """End one of a user's sessions; raise `not_found` for another user's."""
    with writing(at) as w:
        session = w.session.get(Session, session_id)
        if session is None or session.user_id != user_id or session.ended_at is not None:
            raise problem("not_found")
        _end(w, session)


def end_other_sessions(user_id: str, keep_id: str, at: datetime) -> None:
    """End all of a user's sessions except this one."""
    with writing(at) as w:
        end_sessions_of(w, user_id, keep_id)


def end_sessions_at(w: Writing, client_id: str) -> None:
    """End every session that ever said hello as this client, because it was revoked."""
    used = select(ClientSession.session_id).where(ClientSession.client_id == client_id)
    query = select(Session).where(Session.id.in_(used), Session.ended_at.is_(None))
    for session in w.session.scalars(query.order_by(Session.id)):
        _end(w, session)


def end_sessions_of(w: Writing, user_id: str, keep_id: str | None = None) -> None:
    """End a user's sessions in the transaction that takes his rights away."""
    query = select(Session).where(Session.user_id == user_id, Session.ended_at.is_(None))
    for session in w.session.scalars(query.order_by(Session.id)):
        if session.id != keep_id:
            _end(w, session)
    w.session.execute(delete(PendingSignIn).where(PendingSignIn.user_id == user_id))


def _check(name: str, password: str) -> tuple[User, str | None]:
    """Return the user and the hash that was compared; raise `credentials` or `revoked`."""
    user = find_user(name)
    stored = user.password_hash if user else None
    release_connection()
    if not password_matches(password, stored) or user is None:
        raise problem("credentials")
    if user.disabled_at is not None:
        raise problem("revoked")
    return user, stored


def digest_of(token: str) -> str:
    """Return the SHA-256 of a token, which is what the tables store."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def _end_token(w: Writing, token: str | None) -> None:
    if not token:
        return
    query = select(Session).where(
        Session.token_hash == digest_of(token), Session.ended_at.is_(None)
    )
    for session in w.session.scalars(query):
        _end(w, session)


def _end(w: Writing, session: Session) -> None:
    session.ended_at = w.at
    w.audit("session.end", f"session:{session.id}", session.user_id)
