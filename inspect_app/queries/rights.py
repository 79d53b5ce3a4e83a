"""Whether a person's scope, areas x kinds, holds a premises. Every question of rights ends here."""

from collections.abc import Iterator

from sqlalchemy import ColumnElement, and_, bindparam, case, exists, select

from inspect_app.domain.kinds import FOLLOWS, kinds_of
from inspect_app.extensions import db
from inspect_app.models.people import Membership
from inspect_app.models.premises import Premises


def opens_premises() -> ColumnElement[bool]:
    """The condition between `Membership` and `Premises`."""
    followed = case(FOLLOWS, value=Premises.kind, else_=Premises.kind)
    return and_(Membership.area == Premises.area, Membership.kind.in_([Premises.kind, followed]))


_HOLDS = select(
    exists().where(
        Membership.user_id == bindparam("user"),
        Premises.id == bindparam("premises"),
        opens_premises(),
    )
)


_RIGHTS = select(Membership.area, Membership.kind).where(Membership.user_id == bindparam("user"))


def holds_premises(user_id: str, premises_id: str) -> bool:
    """As the database knows the person now."""
    asked = {"user": user_id, "premises": premises_id}
    return bool(db.session.connection().execute(_HOLDS, asked).scalar())


def list_rights(user_id: str) -> Iterator[tuple[str, str]]:
    """Each area with each kind that the person may read there."""
    for area, right in db.session.connection().execute(_RIGHTS, {"user": user_id}):
        for kind in kinds_of(right):
            yield area, kind
