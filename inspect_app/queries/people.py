"""Reads people and their sessions."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from inspect_app.extensions import db
from inspect_app.models.people import Session, User


def find_user(name: str) -> User | None:
    """Find the user who signs in under this name."""
    return db.session.scalars(select(User).where(User.name == name)).one_or_none()


def list_users(*, limit: int, offset: int = 0) -> Sequence[User]:
    """List a page of users by name, disabled ones included."""
    query = select(User).order_by(User.name).options(selectinload(User.memberships))
    return db.session.scalars(query.limit(limit).offset(offset)).all()


def count_users() -> int:
    """Count all users, disabled ones included."""
    return db.session.scalar(select(func.count()).select_from(User)) or 0


def list_sessions(user_id: str, at: datetime) -> Sequence[Session]:
    """List a user's live sessions, newest first."""
    query = select(Session).where(
        Session.user_id == user_id, Session.ended_at.is_(None), Session.expires_at > at
    )
    return db.session.scalars(query.order_by(Session.created_at.desc())).all()
