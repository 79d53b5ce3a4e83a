"""Whether a user has a second factor, and whether a typed code proves it."""

from pathlib import Path

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from inspect_app.domain.codes import normalise_code
from inspect_app.models.factors import Passkey, Totp
from inspect_app.services.people.factors.recovery_codes import take_recovery_code
from inspect_app.services.people.factors.totp import DIGITS, take_totp
from inspect_app.services.writing.transaction import Writing


def has_factor(session: Session, user_id: str) -> bool:
    """Whether the user has an authenticator app or a passkey."""
    return has_totp(session, user_id) or has_passkey(session, user_id)


def has_totp(session: Session, user_id: str) -> bool:
    """Whether the user confirmed an authenticator app."""
    return bool(
        session.scalar(select(exists().where(Totp.user_id == user_id, Totp.seed.is_not(None))))
    )


def has_passkey(session: Session, user_id: str) -> bool:
    """Whether the user has a passkey."""
    return bool(session.scalar(select(exists().where(Passkey.user_id == user_id))))


def take_code(w: Writing, user_id: str, typed: str, instance: Path) -> bool:
    """Accept a code of the user's app or one of the recovery codes; each works once."""
    code = normalise_code(typed)
    if len(code) == DIGITS and code.isdecimal():
        return take_totp(w, user_id, code, instance)
    return take_recovery_code(w, user_id, code)
