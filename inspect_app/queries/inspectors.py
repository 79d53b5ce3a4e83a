"""Finds inspectors who may author an inspection of a premises, or sign it as the second person."""

from sqlalchemy import select

from inspect_app.domain.vocabulary import who_may
from inspect_app.extensions import db
from inspect_app.models.people import Membership, User
from inspect_app.models.premises import Premises
from inspect_app.queries.rights import opens_premises


def find_author(name: str, premises: Premises) -> str | None:
    """Return the id of the inspector of this name if his scope has the premises, else None."""
    query = select(User.id).where(
        User.name == name,
        User.role.in_(who_may("inspect")),
        User.disabled_at.is_(None),
        Membership.user_id == User.id,
        Premises.id == premises.id,
        opens_premises(),
    )
    return db.session.scalar(query)


def find_partner(author: str) -> str | None:
    """Return the id of any other active inspector, or None."""
    others = select(User.id).where(
        User.role.in_(who_may("inspect")), User.disabled_at.is_(None), User.id != author
    )
    return db.session.scalar(others.order_by(User.name).limit(1))
