"""Checks who may act, by the database: rights may have changed since the sign-in."""

from collections.abc import Collection

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from inspect_app.domain.vocabulary import who_may
from inspect_app.errors import problem
from inspect_app.models.people import User
from inspect_app.queries.rights import holds_premises

MAY_DECIDE = who_may("decide")
WHOLE_DISTRICT = who_may("see_district")
LONGEST_REASON = 500
_RIGHTS = select(User.role, User.disabled_at).where(User.id == bindparam("actor"))


def require_role(session: Session, actor_id: str, roles: Collection[str]) -> None:
    """Raise Problem `role` unless the user is active and has one of these roles."""
    actor = session.connection().execute(_RIGHTS, {"actor": actor_id}).one()
    if actor.role not in roles or actor.disabled_at is not None:
        raise problem("role")


def require_scope(session: Session, actor_id: str, premises_id: str | None) -> None:
    """Raise `not_found` unless the user's scope includes the premises or the whole district."""
    actor = session.connection().execute(_RIGHTS, {"actor": actor_id}).one()
    if actor.role in WHOLE_DISTRICT:
        return
    if premises_id is None or not holds_premises(actor_id, premises_id):
        raise problem("not_found")
