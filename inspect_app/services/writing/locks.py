"""Rows that a decision rests on, locked before they are read: on PostgreSQL many write at once.

A row that others only point to stays open for them (`FOR NO KEY UPDATE`).
"""

from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from inspect_app.models.people import User
from inspect_app.models.premises import Premises
from inspect_app.models.sync import SyncScope


def lock_premises(session: Session, premises_id: str) -> None:
    """Who counts its visits, numbers its acceptances or tells phones of it comes one by one."""
    session.execute(_locking(select(Premises.id).filter_by(id=premises_id)))


def lock_user(session: Session, name: str) -> User | None:
    """Whoever changes a person's rights."""
    query = _locking(select(User).filter_by(name=name))
    return session.scalars(query.execution_options(populate_existing=True)).one_or_none()


def lock_scopes(session: Session, scopes: set[str]) -> None:
    """In the order that every writer takes them: what is read now is still so when it is told."""
    query = select(SyncScope.scope).where(SyncScope.scope.in_(scopes)).order_by(SyncScope.scope)
    session.execute(_locking(query))


def _locking(query: Select[Any]) -> Select[Any]:
    return query.with_for_update(key_share=True)
