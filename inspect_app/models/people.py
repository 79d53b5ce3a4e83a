"""Users, the scope that each may read, and their sessions."""

from datetime import datetime

from flask_login import UserMixin
from sqlalchemy import ForeignKey, String, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from inspect_app.extensions import Model
from inspect_app.models.types import UtcDateTime


class User(UserMixin, Model):  # type: ignore[misc]  # flask-login ships no types
    """A person; `name` is typed at sign-in, `full_name` is shown to others.

    Until `factor_due_at` the user may sign in without a second factor and enrol one; it is None
    before the first sign-in that asks for one. `notice_read_at` is None until the user has
    confirmed the privacy notice. Of an erased user the names are a number.
    """

    __tablename__ = "user"
    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    name: Mapped[str] = mapped_column(String(64), unique=True)
    full_name: Mapped[str] = mapped_column(String(64))
    badge: Mapped[str] = mapped_column(String(32), default="")
    role: Mapped[str] = mapped_column(String(16))
    password_hash: Mapped[str | None]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    disabled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    factor_due_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    erased_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    notice_read_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    memberships: Mapped[list["Membership"]] = relationship(
        back_populates="user", cascade="all, delete-orphan"
    )


class Membership(Model):
    """One area of one kind that a user may read; all his rows are his scope."""

    __tablename__ = "membership"
    user_id: Mapped[str] = mapped_column(ForeignKey("user.id"), primary_key=True)
    area: Mapped[str] = mapped_column(ForeignKey("area.code"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(32), primary_key=True)
    user: Mapped[User] = relationship(back_populates="memberships")


class SignInTries(Model):
    """Sign-in tries at one account, browser or address; `fails` slow down, `tries` alarm."""

    __tablename__ = "sign_in_tries"
    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    fails: Mapped[int]
    tries: Mapped[int]
    first_at: Mapped[datetime] = mapped_column(UtcDateTime)
    last_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Session(Model):
    """A sign-in session; only the hash of the cookie's token is stored.

    A `drain` session may push and upload what its client has unsent, and nothing else. At
    `proven_at` the user last gave a password or a code in it; None is the time of the sign-in.
    """

    __tablename__ = "session"
    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    user_id: Mapped[str] = mapped_column(ForeignKey("user.id"), index=True)
    client_id: Mapped[str | None] = mapped_column(String(36))
    agent: Mapped[str] = mapped_column(String(200), default="")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    seen_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    drain: Mapped[bool] = mapped_column(default=False, server_default=false())
    proven_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    user: Mapped[User] = relationship()


class ClientSession(Model):
    """A session that once said hello as this client; it may be another client by now."""

    __tablename__ = "client_session"
    client_id: Mapped[str] = mapped_column(String(36), primary_key=True)
    session_id: Mapped[str] = mapped_column(
        ForeignKey("session.id", ondelete="CASCADE"), primary_key=True
    )
