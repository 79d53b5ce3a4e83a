"""Locks rows before they are read for a decision: on PostgreSQL many transactions write at once.

Rows that only refer to a locked row can still be inserted (`FOR NO KEY UPDATE`).
"""

from typing import Any

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session

from inspect_app.models.people import User
from inspect_app.models.premises import Premises
from inspect_app.models.sync import SyncScope

# Asked at every decision: put together once.
_PREMISES = (
    select(Premises.id).where(Premises.id == bindparam("premises")).with_for_update(key_share=True)
)


def lock_premises(session: Session, premises_id: str) -> None:
    """Lock a premises: its visits, acceptances and feed row are changed one at a time."""
    session.connection().execute(_PREMISES, {"premises": premises_id})


def lock_user(session: Session, name: str) -> User | None:
    """Lock a user whose rights change, and return him; None for an unknown or erased one."""
    query = _locking(select(User).filter_by(name=name, erased_at=None))
    return session.scalars(query.execution_options(populate_existing=True)).one_or_none()


def lock_scopes(session: Session, scopes: set[str]) -> None:
    """Lock scope counters in the order of every writer, so that no feed row changes meanwhile."""
    query = select(SyncScope.scope).where(SyncScope.scope.in_(scopes)).order_by(SyncScope.scope)
    session.execute(_locking(query))


def _locking(query: Select[Any]) -> Select[Any]:
    return query.with_for_update(key_share=True)
