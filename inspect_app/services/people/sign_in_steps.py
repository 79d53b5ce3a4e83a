"""Signing in by a password and, where the rule asks for it, a second factor.

A browser takes two steps: the password begins a pending sign-in, which grants nothing and ends
after ten minutes, and the code makes a session of it. A program sends both at once.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import delete, select

from inspect_app.domain.ids import uuid7
from inspect_app.domain.second_factor import ENROL_WITHIN, needs_factor
from inspect_app.errors import problem
from inspect_app.extensions import db
from inspect_app.models.factors import PasskeyChallenge, PendingSignIn
from inspect_app.models.people import User
from inspect_app.services.people.factors.checking import has_factor, has_passkey, take_code
from inspect_app.services.people.factors.enrolment import take_enrolment_code
from inspect_app.services.people.factors.passkeys import (
    PasskeySite,
    make_challenge,
    take_passkey,
)
from inspect_app.services.people.sessions import (
    SignedIn,
    Visitor,
    begin_session,
    digest_of,
    password_proven,
)
from inspect_app.services.people.throttle import count_try, forget_tries
from inspect_app.services.writing.transaction import Writing, writing

STEP_LIVES = timedelta(minutes=10)


@dataclass(frozen=True)
class Pending:
    """A sign-in whose code is due; only a cookie of its own will have the token."""

    token: str
    expires_at: datetime


@dataclass(frozen=True)
class Policy:
    """The rule in force (off, staff, all), and the instance whose key opens the seeds."""

    rule: str
    instance: Path


def begin_sign_in(
    name: str, password: str, visitor: Visitor, at: datetime, policy: Policy
) -> SignedIn | Pending:
    """Begin a session, or a pending sign-in where a code is due."""
    with password_proven(name, password, visitor, at) as (w, user):
        if _enters_by_password(w, user, policy.rule):
            return begin_session(w, user, visitor)
        return _begin_pending(w, user, visitor)


def sign_in_at_once(
    name: str, password: str, code: str, visitor: Visitor, at: datetime, policy: Policy
) -> SignedIn:
    """Begin a session by a password and a code; raise `code` or `second_factor` without one."""
    with password_proven(name, password, visitor, at) as (w, user):
        if not _enters_by_password(w, user, policy.rule):
            if not has_factor(w.session, user.id):
                raise problem("second_factor")
            if not code or not take_code(w, user.id, code, policy.instance):
                raise problem("code")
        return begin_session(w, user, visitor)


def find_pending(token: str | None, at: datetime) -> PendingSignIn | None:
    """Return the live pending sign-in of a cookie's token."""
    if not token:
        return None
    query = select(PendingSignIn).where(PendingSignIn.token_hash == digest_of(token))
    found = db.session.scalars(query).one_or_none()
    return found if found is not None and found.expires_at > at else None


def is_enrolled(pending: PendingSignIn) -> bool:
    """Whether the user of a pending sign-in has a factor; without one an enrolment code is due."""
    return has_factor(db.session(), pending.user_id)


def finish_sign_in(
    token: str | None, code: str, visitor: Visitor, at: datetime, policy: Policy
) -> SignedIn:
    """Begin the session of a pending sign-in; raise `code`, `sign_in_again` or `too_many`."""
    pending = find_pending(token, at)
    if pending is None:
        raise problem("sign_in_again")
    tries = count_code_try(at, pending.user_id, visitor)
    with writing(at) as w:
        row, user = take_pending(w, token)
        if has_factor(w.session, user.id):
            right = take_code(w, user.id, code, policy.instance)
        else:
            right = take_enrolment_code(w, user, code)
        if not right:
            raise problem("code")
        forget_tries(w, tries)
        return end_pending(w, row, user, visitor)


def finish_by_passkey(
    token: str | None, credential: str, site: PasskeySite, visitor: Visitor, at: datetime
) -> SignedIn:
    """Begin the session of a pending sign-in; raise `passkey`, `sign_in_again` or `too_many`."""
    pending = find_pending(token, at)
    if pending is None:
        raise problem("sign_in_again")
    tries = count_code_try(at, pending.user_id, visitor)
    with writing(at) as w:
        row, user = take_pending(w, token)
        take_passkey(w, user.id, row.id, credential, site)
        forget_tries(w, tries)
        return end_pending(w, row, user, visitor)


def count_code_try(at: datetime, user_id: str, visitor: Visitor) -> list[str]:
    """Count a try at a code as tries at a password are counted, and return its keys."""
    if not visitor.limited:
        return []
    browser = f"{visitor.known}:code" if visitor.known else None
    return count_try(at, f"code:{user_id}", browser=browser, address=visitor.address)


def take_pending(w: Writing, token: str | None) -> tuple[PendingSignIn, User]:
    """Lock a pending sign-in and its user; raise `sign_in_again` if it ended meanwhile."""
    query = select(PendingSignIn).where(PendingSignIn.token_hash == digest_of(token or ""))
    row = w.session.scalars(query.with_for_update()).one_or_none()
    if row is None or row.expires_at <= w.at:
        raise problem("sign_in_again")
    user = w.session.get_one(User, row.user_id, with_for_update={"key_share": True})
    if user.disabled_at is not None:
        raise problem("revoked")
    return row, user


def end_pending(w: Writing, row: PendingSignIn, user: User, visitor: Visitor) -> SignedIn:
    """Make a session of a pending sign-in, which ends with it."""
    w.session.delete(row)
    return begin_session(w, user, visitor)


def drop_old_steps(at: datetime) -> None:
    """Delete pending sign-ins and passkey challenges that were never used."""
    with writing(at) as w:
        w.session.execute(delete(PendingSignIn).where(PendingSignIn.expires_at <= at))
        w.session.execute(delete(PasskeyChallenge).where(PasskeyChallenge.expires_at <= at))


def _enters_by_password(w: Writing, user: User, rule: str) -> bool:
    """Whether the password is enough: no factor is asked for, or there are days left to enrol."""
    if not needs_factor(user.role, rule):
        return True
    if has_factor(w.session, user.id):
        return False
    if user.factor_due_at is None:
        user.factor_due_at = w.at + ENROL_WITHIN
    return user.factor_due_at > w.at


def _begin_pending(w: Writing, user: User, visitor: Visitor) -> Pending:
    token = secrets.token_urlsafe(32)
    row = PendingSignIn(
        id=uuid7(),
        token_hash=digest_of(token),
        user_id=user.id,
        created_at=w.at,
        expires_at=w.at + STEP_LIVES,
    )
    w.session.add(row)
    if has_passkey(w.session, user.id):
        make_challenge(w, row.id)
    w.audit("sign_in.step", f"user:{user.id}", user.id)
    return Pending(token, row.expires_at)
