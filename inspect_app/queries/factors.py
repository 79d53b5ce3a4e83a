"""Reads which second factors a user has."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from inspect_app.extensions import db
from inspect_app.models.factors import Passkey, RecoveryCode, Totp


@dataclass(frozen=True)
class Factors:
    """A user's second factors; `app_since` is None without an authenticator app."""

    app_since: datetime | None
    passkeys: tuple[Passkey, ...]
    codes_left: int

    @property
    def any(self) -> bool:
        """Return whether there is one at all."""
        return self.app_since is not None or bool(self.passkeys)


def read_factors(user_id: str) -> Factors:
    """Return the second factors of a user."""
    unused = (RecoveryCode.user_id == user_id, RecoveryCode.used_at.is_(None))
    keys = select(Passkey).where(Passkey.user_id == user_id).order_by(Passkey.made_at)
    app = select(Totp.confirmed_at).where(Totp.user_id == user_id, Totp.seed.is_not(None))
    return Factors(
        app_since=db.session.scalar(app),
        passkeys=tuple(db.session.scalars(keys)),
        codes_left=db.session.scalar(select(func.count()).where(*unused)) or 0,
    )
