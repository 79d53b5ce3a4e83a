"""Passkeys (WebAuthn): adding one, and taking its signature in place of a code.

`webauthn_ceremony` is imported where it is used, because it is slow to load.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from inspect_app.errors import problem
from inspect_app.extensions import db
from inspect_app.models.factors import Passkey, PasskeyChallenge
from inspect_app.models.people import User
from inspect_app.services.people.factors.checking import has_factor
from inspect_app.services.people.factors.enrolment import require_open_enrolment
from inspect_app.services.people.factors.recovery_codes import make_recovery_codes
from inspect_app.services.writing.transaction import Writing, writing
from sync.retry import retry_on_conflict

CHALLENGE_LIVES = timedelta(minutes=10)
MOST = 10


@dataclass(frozen=True)
class PasskeySite:
    """The address for which passkeys are made: the host's name, and the whole origin."""

    host: str
    origin: str


@retry_on_conflict
def offer_passkey(user_id: str, session_id: str, site: PasskeySite, *, at: datetime) -> str:
    """Return the options, as JSON, with which a browser makes a new passkey."""
    from inspect_app.services.people.factors import webauthn_ceremony as ceremony

    with writing(at) as w:
        user = w.session.get_one(User, user_id, with_for_update={"key_share": True})
        require_open_enrolment(w, user)
        challenge, known = make_challenge(w, session_id), _list_ids(w.session, user_id)
        name, full_name = user.name, user.full_name
    return ceremony.ask_to_make(site.host, user_id, name, full_name, challenge, known)


@retry_on_conflict
def add_passkey(
    user_id: str, session_id: str, credential: str, site: PasskeySite, *, at: datetime
) -> list[str]:
    """Store the new passkey; return recovery codes where it is the first factor."""
    from inspect_app.services.people.factors import webauthn_ceremony as ceremony

    with writing(at) as w:
        user = w.session.get_one(User, user_id, with_for_update={"key_share": True})
        require_open_enrolment(w, user)
        first, challenge = not has_factor(w.session, user_id), _take_challenge(w, session_id)
        made = ceremony.read_made(credential, ceremony.Expected(challenge, site.host, site.origin))
        if w.session.get(Passkey, made.id) or len(_list_ids(w.session, user_id)) >= MOST:
            raise problem("passkey")
        key, count = made.public_key, made.count
        w.session.add(
            Passkey(id=made.id, user_id=user_id, public_key=key, sign_count=count, made_at=at)
        )
        w.audit("factor.enrol", f"user:{user_id}", user_id, what="passkey")
        return make_recovery_codes(w, user_id) if first else []


@retry_on_conflict
def remove_passkeys(user_id: str, *, at: datetime) -> None:
    """Remove a user's passkeys; raise `last_factor` where nothing else is left."""
    with writing(at) as w:
        for passkey in w.session.scalars(select(Passkey).where(Passkey.user_id == user_id)):
            w.session.delete(passkey)
        w.session.flush()
        if not has_factor(w.session, user_id):
            raise problem("last_factor")
        w.audit("factor.remove", f"user:{user_id}", user_id, what="passkey")


def make_challenge(w: Writing, holder: str) -> bytes:
    """Store and return new random bytes for a session or a pending sign-in to sign."""
    fresh, expires_at = secrets.token_bytes(32), w.at + CHALLENGE_LIVES
    w.session.merge(PasskeyChallenge(holder=holder, challenge=fresh, expires_at=expires_at))
    return fresh


def ask_for_passkey(user_id: str, holder: str, site: PasskeySite) -> str | None:
    """Return the options, as JSON, to ask a browser for a passkey; None where there is none."""
    row, known = db.session.get(PasskeyChallenge, holder), _list_ids(db.session(), user_id)
    if row is None or not known:
        return None
    from inspect_app.services.people.factors import webauthn_ceremony as ceremony

    return ceremony.ask_to_sign(site.host, row.challenge, known)


def take_passkey(w: Writing, user_id: str, holder: str, credential: str, site: PasskeySite) -> None:
    """Accept a signature of one of the user's passkeys; raise `passkey` otherwise."""
    from inspect_app.services.people.factors import webauthn_ceremony as ceremony

    expected = ceremony.Expected(_take_challenge(w, holder), site.host, site.origin)
    passkey = w.session.get(Passkey, ceremony.read_id(credential), with_for_update=True)
    if passkey is None or passkey.user_id != user_id:
        raise problem("passkey")
    key, count = passkey.public_key, passkey.sign_count
    passkey.sign_count = ceremony.read_count(credential, expected, key, count)
    passkey.used_at = w.at


def _take_challenge(w: Writing, holder: str) -> bytes:
    row = w.session.get(PasskeyChallenge, holder, with_for_update=True)
    if row is None or row.expires_at <= w.at:
        raise problem("passkey")
    w.session.delete(row)
    return row.challenge


def _list_ids(session: Session, user_id: str) -> Sequence[str]:
    return session.scalars(select(Passkey.id).where(Passkey.user_id == user_id)).all()
