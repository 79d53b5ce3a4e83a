"""Exports users with their scope, for who sees the whole district."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from inspect_app.models.people import User
from inspect_app.queries.exports.lists import (
    Column,
    ExportedList,
    Filters,
    Reach,
    Row,
    in_parts,
)


def list_rows(reach: Reach, filters: Filters) -> Iterator[Row]:
    """Yield users by name, disabled ones included; of an erased one the names are a number."""
    query = select(User).order_by(User.name).options(selectinload(User.memberships))
    for part in in_parts(query):
        for (one,) in part:
            yield (
                *(one.full_name, one.name, one.role, one.badge or None),
                sorted({membership.area for membership in one.memberships}),
                sorted({membership.kind for membership in one.memberships}),
                state_of(one),
            )


def state_of(user: User) -> str:
    """Return disabled, invited (without a password) or active."""
    if user.disabled_at:
        return "disabled"
    return "active" if user.password_hash else "invited"


PEOPLE = ExportedList(
    "people",
    (
        *(Column("person"), Column("sign_in_name"), Column("role", "role"), Column("badge")),
        *(Column("areas", "areas"), Column("kinds", "kinds"), Column("state", "person_state")),
    ),
    list_rows,
    of_district=True,
)
