"""The names of scopes: everybody's rows, one user's, premises of one kind in one area."""

from inspect_app.domain.kinds import IN_PARTS, PARENTS

INSPECTION = "inspection"  # the collection of sealed revisions
CATALOGUE = "catalogue"


def user_scope(user_id: str) -> str:
    """Return the scope that only this user may read."""
    return f"user:{user_id}"


def area_scope(area: str, kind: str) -> str:
    """Return the scope of the premises of one kind in one area."""
    return f"area:{area}:{kind}"


def scope_above(scope: str) -> str | None:
    """Return the scope of the markets or estates above a scope of stalls or lifts, else None."""
    area, _, kind = scope.rpartition(":")
    return f"{area}:{PARENTS[kind]}" if kind in IN_PARTS else None
