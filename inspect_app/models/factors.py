"""Tables of the second factor: seeds, recovery codes, unfinished sign-ins, enrolment codes."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from inspect_app.extensions import Model
from inspect_app.models.people import User
from inspect_app.models.types import UtcDateTime


class Totp(Model):
    """A user's authenticator app; both seeds are encrypted.

    `next_seed` is one that the user has not confirmed by a code yet. `last_step` is the time step
    of the last code that was accepted: no code of that step or an older one is accepted again.
    """

    __tablename__ = "totp"
    user_id: Mapped[str] = mapped_column(ForeignKey("user.id"), primary_key=True)
    seed: Mapped[str | None]
    confirmed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    last_step: Mapped[int] = mapped_column(default=0)
    next_seed: Mapped[str | None]


class RecoveryCode(Model):
    """A code that stands for a lost authenticator, once; stored as a hash."""

    __tablename__ = "recovery_code"
    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    user_id: Mapped[str] = mapped_column(ForeignKey("user.id"), index=True)
    code_hash: Mapped[str] = mapped_column(String(64))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class PendingSignIn(Model):
    """A sign-in whose password was right and whose code is due; it grants nothing."""

    __tablename__ = "pending_sign_in"
    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    user_id: Mapped[str] = mapped_column(ForeignKey("user.id"), index=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    user: Mapped[User] = relationship()


class EnrolmentCode(Model):
    """A code of an administrator that opens enrolment for a user again, once; stored as a hash."""

    __tablename__ = "enrolment_code"
    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    user_id: Mapped[str] = mapped_column(ForeignKey("user.id"), index=True)
    code_hash: Mapped[str] = mapped_column(String(64), unique=True)
    issued_by: Mapped[str] = mapped_column(ForeignKey("user.id"))
    issued_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Invitation(Model):
    """A link by which a user sets a password alone, once; its token is stored as a hash.

    `issued_by` is None for one that the command line printed.
    """

    __tablename__ = "invitation"
    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    user_id: Mapped[str] = mapped_column(ForeignKey("user.id"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    issued_by: Mapped[str | None] = mapped_column(ForeignKey("user.id"))
    issued_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Passkey(Model):
    """A public key of an authenticator; `id` is its credential id in base64url."""

    __tablename__ = "passkey"
    id: Mapped[str] = mapped_column(String(1400), primary_key=True)
    user_id: Mapped[str] = mapped_column(ForeignKey("user.id"), index=True)
    public_key: Mapped[bytes]
    sign_count: Mapped[int]
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class PasskeyChallenge(Model):
    """The random bytes that a passkey has to sign; `holder` is a session or a pending sign-in."""

    __tablename__ = "passkey_challenge"
    holder: Mapped[str] = mapped_column(String(36), primary_key=True)
    challenge: Mapped[bytes]
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
