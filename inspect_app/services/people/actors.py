"""Checks who may act, by the database: rights may have changed since the sign-in."""

from collections.abc import Collection

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from inspect_app.domain.vocabulary import who_may
from inspect_app.errors import problem
from inspect_app.models.people import User

MAY_DECIDE = who_may("decide")
LONGEST_REASON = 500
_RIGHTS = select(User.role, User.disabled_at).where(User.id == bindparam("actor"))


def require_role(session: Session, actor_id: str, roles: Collection[str]) -> None:
    """Raise Problem `role` unless the user is active and has one of these roles."""
    actor = session.connection().execute(_RIGHTS, {"actor": actor_id}).one()
    if actor.role not in roles or actor.disabled_at is not None:
        raise problem("role")
