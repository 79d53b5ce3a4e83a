"""Invitations: a link by which a person alone sets a password, once, within three days."""

import secrets
from datetime import datetime, timedelta

from sqlalchemy import select, update

from inspect_app.domain.ids import uuid7
from inspect_app.domain.vocabulary import who_may
from inspect_app.errors import problem
from inspect_app.extensions import db
from inspect_app.models.factors import Invitation
from inspect_app.models.people import User
from inspect_app.services.people.actors import require_role
from inspect_app.services.people.passwords import hash_password
from inspect_app.services.people.sessions import digest_of, end_sessions_of
from inspect_app.services.people.signing_keys import revoke_keys_of
from inspect_app.services.writing.locks import lock_user
from inspect_app.services.writing.transaction import release_connection, writing
from sync.retry import retry_on_conflict

LIVES = timedelta(hours=72)


@retry_on_conflict
def invite(name: str, *, at: datetime, actor: str | None = None) -> str:
    """Return the token of a new link for a user; earlier links end, the password stays for now.

    `actor` is None for the operator at the command line.
    """
    token = secrets.token_urlsafe(32)
    with writing(at) as w:
        if actor is not None:
            require_role(w.session, actor, who_may("manage_people"))
        user = lock_user(w.session, name)
        if user is None or user.disabled_at is not None:
            raise problem("not_found")
        if user.id == actor:
            raise problem("second_person")
        unused = (Invitation.user_id == user.id, Invitation.used_at.is_(None))
        w.session.execute(update(Invitation).where(*unused).values(expires_at=at))
        w.session.add(
            Invitation(
                id=uuid7(),
                user_id=user.id,
                token_hash=digest_of(token),
                issued_by=actor,
                issued_at=at,
                expires_at=at + LIVES,
            )
        )
        w.audit("password.invite", f"user:{user.id}", actor)
    return token


def find_invited(token: str, at: datetime) -> User:
    """Return the user of a live link; raise `invitation` for any other."""
    query = select(User).join(Invitation, Invitation.user_id == User.id)
    fits = (Invitation.token_hash == digest_of(token), Invitation.used_at.is_(None))
    user = db.session.scalars(query.where(*fits, Invitation.expires_at > at)).one_or_none()
    if user is None or user.disabled_at is not None:
        raise problem("invitation")
    return user


@retry_on_conflict
def accept_invitation(token: str, password: str, *, at: datetime) -> None:
    """Set the password of a link's user, which uses up the link and ends all sessions."""
    invited = find_invited(token, at)
    user_id, role, names = invited.id, invited.role, (invited.name, invited.full_name)
    release_connection()
    hashed = hash_password(password, role, *names)
    with writing(at) as w:
        fits = (Invitation.token_hash == digest_of(token), Invitation.used_at.is_(None))
        take = update(Invitation).where(*fits, Invitation.expires_at > at).values(used_at=at)
        if w.session.scalars(take.returning(Invitation.id)).first() is None:
            raise problem("invitation")
        user = w.session.get_one(User, user_id, with_for_update={"key_share": True})
        user.password_hash = hashed
        end_sessions_of(w, user_id)
        revoke_keys_of(w, user, user_id)
        w.audit("password.accept", f"user:{user_id}", user_id)
