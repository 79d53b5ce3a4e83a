"""Passkeys (WebAuthn): adding one, and taking its signature in place of a code."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from sqlalchemy import select
from webauthn import (
    base64url_to_bytes,
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import bytes_to_base64url, parse_authentication_credential_json
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import PublicKeyCredentialDescriptor

from inspect_app.errors import problem
from inspect_app.extensions import db
from inspect_app.models.factors import Passkey, PasskeyChallenge
from inspect_app.models.people import User
from inspect_app.services.people.factors.checking import has_factor
from inspect_app.services.people.factors.enrolment import require_open_enrolment
from inspect_app.services.people.factors.recovery_codes import make_recovery_codes
from inspect_app.services.people.factors.totp import ISSUER
from inspect_app.services.writing.transaction import Writing, writing
from sync.retry import retry_on_conflict

T = TypeVar("T")
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
    with writing(at) as w:
        user = w.session.get_one(User, user_id, with_for_update={"key_share": True})
        require_open_enrolment(w, user)
        options = generate_registration_options(
            rp_id=site.host,
            rp_name=ISSUER,
            user_name=user.name,
            user_display_name=user.full_name,
            user_id=user.id.encode(),
            challenge=make_challenge(w, session_id),
            exclude_credentials=_descriptors(w, user_id),
        )
    return str(options_to_json(options))


@retry_on_conflict
def add_passkey(
    user_id: str, session_id: str, credential: str, site: PasskeySite, *, at: datetime
) -> list[str]:
    """Store the new passkey; return recovery codes where it is the first factor."""
    with writing(at) as w:
        user = w.session.get_one(User, user_id, with_for_update={"key_share": True})
        require_open_enrolment(w, user)
        first, challenge = not has_factor(w.session, user_id), _take_challenge(w, session_id)
        made = _checked(
            lambda: verify_registration_response(
                credential=credential,
                expected_challenge=challenge,
                expected_rp_id=site.host,
                expected_origin=site.origin,
            )
        )
        id = bytes_to_base64url(made.credential_id)
        if w.session.get(Passkey, id) is not None or len(_descriptors(w, user_id)) >= MOST:
            raise problem("passkey")
        key, count = made.credential_public_key, made.sign_count
        w.session.add(Passkey(id=id, user_id=user_id, public_key=key, sign_count=count, made_at=at))
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
    row = db.session.get(PasskeyChallenge, holder)
    ids = db.session.scalars(select(Passkey.id).where(Passkey.user_id == user_id)).all()
    if row is None or not ids:
        return None
    known = [PublicKeyCredentialDescriptor(id=base64url_to_bytes(id)) for id in ids]
    options = generate_authentication_options(
        rp_id=site.host, challenge=row.challenge, allow_credentials=known
    )
    return str(options_to_json(options))


def take_passkey(w: Writing, user_id: str, holder: str, credential: str, site: PasskeySite) -> None:
    """Accept a signature of one of the user's passkeys; raise `passkey` otherwise."""
    challenge = _take_challenge(w, holder)
    parsed = _checked(lambda: parse_authentication_credential_json(credential))
    passkey = w.session.get(Passkey, bytes_to_base64url(parsed.raw_id), with_for_update=True)
    if passkey is None or passkey.user_id != user_id:
        raise problem("passkey")
    key, count = passkey.public_key, passkey.sign_count
    used = _checked(
        lambda: verify_authentication_response(
            credential=parsed,
            expected_challenge=challenge,
            expected_rp_id=site.host,
            expected_origin=site.origin,
            credential_public_key=key,
            credential_current_sign_count=count,
        )
    )
    passkey.sign_count, passkey.used_at = used.new_sign_count, w.at


def _take_challenge(w: Writing, holder: str) -> bytes:
    row = w.session.get(PasskeyChallenge, holder, with_for_update=True)
    if row is None or row.expires_at <= w.at:
        raise problem("passkey")
    w.session.delete(row)
    return row.challenge


def _checked(verify: Callable[[], T]) -> T:
    try:
        return verify()
    except (WebAuthnException, ValueError):
        raise problem("passkey") from None


def _descriptors(w: Writing, user_id: str) -> list[PublicKeyCredentialDescriptor]:
    ids = w.session.scalars(select(Passkey.id).where(Passkey.user_id == user_id))
    return [PublicKeyCredentialDescriptor(id=base64url_to_bytes(id)) for id in ids]
