"""Authenticator apps (RFC 6238): enrolling one, and accepting each of its codes once."""

from datetime import datetime
from hmac import compare_digest
from pathlib import Path

from pyotp import TOTP, random_base32

from inspect_app.domain.codes import normalise_code
from inspect_app.errors import problem
from inspect_app.extensions import db
from inspect_app.models.factors import Totp
from inspect_app.services.people.factors.seeds import decrypt, encrypt
from inspect_app.services.writing.transaction import Writing

ISSUER = "普陀现场检查"
DIGITS = 6


def offer_totp(w: Writing, user_id: str, instance: Path) -> None:
    """Store a new seed that the user has yet to confirm; an older app still works."""
    row = w.session.get(Totp, user_id, with_for_update=True)
    if row is None:
        row = Totp(user_id=user_id, last_step=0)
        w.session.add(row)
    row.next_seed = encrypt(random_base32(), instance)


def unconfirmed_seed(user_id: str, instance: Path) -> str | None:
    """Return the seed that waits for its first code, or None."""
    row = db.session.get(Totp, user_id)
    return decrypt(row.next_seed, instance) if row and row.next_seed else None


def address_of(seed: str, name: str) -> str:
    """Return the otpauth: address that an authenticator app reads from a QR code."""
    return TOTP(seed).provisioning_uri(name=name, issuer_name=ISSUER)


def confirm_totp(w: Writing, user_id: str, code: str, instance: Path) -> None:
    """Put the new seed in force if the code is its; raise `code` otherwise."""
    row = w.session.get(Totp, user_id, with_for_update=True)
    if row is None or row.next_seed is None:
        raise problem("not_found")
    step = _step_of(normalise_code(code), decrypt(row.next_seed, instance), w.at, after=0)
    if step is None:
        raise problem("code")
    row.seed, row.next_seed = row.next_seed, None
    row.confirmed_at, row.last_step = w.at, step


def take_totp(w: Writing, user_id: str, code: str, instance: Path) -> bool:
    """Accept a code of the user's app unless it, or a later one, was accepted before."""
    row = w.session.get(Totp, user_id, with_for_update=True, populate_existing=True)
    if row is None or row.seed is None:
        return False
    step = _step_of(code, decrypt(row.seed, instance), w.at, after=row.last_step)
    if step is None:
        return False
    row.last_step = step
    return True


def _step_of(code: str, seed: str, at: datetime, after: int) -> int | None:
    """Return the present half minute if the code is its own and was not used; else None.

    A code of the half minute before is refused: the app shows the next one already.
    """
    app, typed = TOTP(seed), code.encode()
    step = app.timecode(at)
    fits = compare_digest(app.generate_otp(step).encode(), typed)
    return step if fits and step > after else None
