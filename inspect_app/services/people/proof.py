"""Asking again: a grave step needs a password or a code that was given minutes ago."""

import secrets
from datetime import datetime, timedelta
from pathlib import Path

from inspect_app.errors import problem
from inspect_app.extensions import db
from inspect_app.models.people import Session
from inspect_app.services.people.factors.checking import take_code
from inspect_app.services.people.passwords import password_matches
from inspect_app.services.people.sessions import SignedIn, digest_of
from inspect_app.services.people.throttle import count_try, forget_tries
from inspect_app.services.writing.transaction import release_connection, writing

FRESH_FOR = timedelta(minutes=5)


def is_proven(session: Session, at: datetime) -> bool:
    """Whether the user gave a password or a code in this session a few minutes ago."""
    return at - (session.proven_at or session.created_at) < FRESH_FOR


def prove_again(
    session_id: str, typed: str, *, limited: bool, instance: Path, at: datetime
) -> SignedIn:
    """Take the user's password or a code and give the session a new token.

    Raises `proof` for a wrong answer, or `too_many`.
    """
    user = db.session.get_one(Session, session_id).user
    user_id, stored = user.id, user.password_hash
    tries: list[str] = []
    if limited:
        tries = count_try(at, "", browser=f"again:{user_id}", address=None)
    release_connection()
    by_password = password_matches(typed, stored)
    with writing(at) as w:
        if not by_password and not take_code(w, user_id, typed, instance):
            raise problem("proof")
        forget_tries(w, tries)
        token = secrets.token_urlsafe(32)
        session = w.session.get_one(Session, session_id)
        session.proven_at, session.token_hash = at, digest_of(token)
        w.audit("session.prove", f"session:{session_id}", user_id)
    return SignedIn(session.user, token, session.expires_at)
