"""Reads people and their sessions."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from inspect_app.extensions import db
from inspect_app.models.people import Session, User


def find_user(name: str) -> User | None:
    """Find the user who signs in under this name."""
    return db.session.scalars(select(User).where(User.name == name)).one_or_none()


def list_users(limit: int = 500) -> Sequence[User]:
    """List users by name, disabled ones included; the command line knows those beyond the limit."""
    return db.session.scalars(select(User).order_by(User.name).limit(limit)).all()


def list_sessions(user_id: str, at: datetime) -> Sequence[Session]:
    """List a user's live sessions, newest first."""
    query = select(Session).where(
        Session.user_id == user_id, Session.ended_at.is_(None), Session.expires_at > at
    )
    return db.session.scalars(query.order_by(Session.created_at.desc())).all()
