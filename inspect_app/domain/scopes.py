"""The names of what phones pull: everybody's rows, one person's, those of one kind in one area."""

from inspect_app.domain.kinds import IN_PARTS, PARENTS

INSPECTION = "inspection"  # the collection of sealed revisions
CATALOGUE = "catalogue"


def user_scope(user_id: str) -> str:
    """What is told to one person alone."""
    return f"user:{user_id}"


def area_scope(area: str, kind: str) -> str:
    """Where the premises of one kind in one area lie."""
    return f"area:{area}:{kind}"


def scope_above(scope: str) -> str | None:
    """Of the stalls and lifts of an area: the scope of the markets, the estates they lie under."""
    area, _, kind = scope.rpartition(":")
    return f"{area}:{PARENTS[kind]}" if kind in IN_PARTS else None
