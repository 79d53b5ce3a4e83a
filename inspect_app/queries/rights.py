"""Whether a user's scope of areas x kinds includes a premises: the only query of such rights."""

from collections.abc import Iterator
from functools import cache

from sqlalchemy import (
    ColumnElement,
    and_,
    bindparam,
    case,
    exists,
    literal,
    select,
    tuple_,
    union_all,
)

from inspect_app.domain.kinds import FOLLOWS, kinds_of
from inspect_app.extensions import db
from inspect_app.models.people import Membership
from inspect_app.models.premises import Premises


@cache
def opens_premises() -> ColumnElement[bool]:
    """Return the SQL condition by which a `Membership` includes a `Premises`."""
    followed = case(FOLLOWS, value=Premises.kind, else_=Premises.kind)
    return and_(Membership.area == Premises.area, Membership.kind.in_([Premises.kind, followed]))


def within_rights(user_id: str) -> ColumnElement[bool]:
    """Return the condition on `Premises` that this user's scope includes it.

    The rights are read once for a statement, not once for each premises.
    """
    mine = Membership.user_id == user_id
    followers = (
        select(Membership.area, literal(kind)).where(mine, Membership.kind == followed)
        for kind, followed in FOLLOWS.items()
    )
    rights = union_all(select(Membership.area, Membership.kind).where(mine), *followers)
    return tuple_(Premises.area, Premises.kind).in_(rights)


_HOLDS = select(
    exists().where(
        Membership.user_id == bindparam("user"),
        Premises.id == bindparam("premises"),
        opens_premises(),
    )
)


_RIGHTS = select(Membership.area, Membership.kind).where(Membership.user_id == bindparam("user"))


def holds_premises(user_id: str, premises_id: str) -> bool:
    """Whether the user's scope, as the database has it now, includes the premises."""
    asked = {"user": user_id, "premises": premises_id}
    return bool(db.session.connection().execute(_HOLDS, asked).scalar())


def list_rights(user_id: str) -> Iterator[tuple[str, str]]:
    """Yield each (area, kind) that the user may read."""
    for area, right in db.session.connection().execute(_RIGHTS, {"user": user_id}):
        for kind in kinds_of(right):
            yield area, kind
