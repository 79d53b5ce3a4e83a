"""Of which part of the district a reader of the figures sees each kind."""

from inspect_app.access import WHOLE_DISTRICT
from inspect_app.domain.vocabulary import KINDS
from inspect_app.models.people import User
from inspect_app.plans.load import current_plan
from inspect_app.queries.figures.scopes import WHOLE, Scope


def scope_of(user: User) -> Scope:
    """Return the areas of which the user sees the figures of each kind."""
    if user.role in WHOLE_DISTRICT:
        return WHOLE
    held: dict[str, set[str]] = {kind: set() for kind in KINDS}
    for area, kind in _memberships(user):
        held[kind].add(area)
    return Scope({kind: frozenset(areas) for kind, areas in held.items()})


def whole_kinds(user: User) -> set[str] | None:
    """Return the kinds of which the user sees every area; None for the whole district."""
    if user.role in WHOLE_DISTRICT:
        return None
    every = len(current_plan().areas)
    return {kind for kind, held in areas_by_kind(user).items() if held == every}


def areas_by_kind(user: User) -> dict[str, int]:
    """Return of how many of the plan's areas the user sees each kind."""
    areas = {area.code for area in current_plan().areas}
    if user.role in WHOLE_DISTRICT:
        return dict.fromkeys(KINDS, len(areas))
    held = _memberships(user)
    return {kind: sum(one == kind for _, one in held) for kind in KINDS}


def kinds_in_area(user: User, area: str) -> dict[str, int]:
    """Return for each kind 1 if the user sees it in this area, else 0."""
    if user.role in WHOLE_DISTRICT:
        return dict.fromkeys(KINDS, 1)
    return {kind: int((area, kind) in _memberships(user)) for kind in KINDS}


def areas_of(user: User) -> list[str]:
    """Return the codes of the plan's areas of which the user sees something, in their order."""
    areas = [area.code for area in current_plan().areas]
    if user.role in WHOLE_DISTRICT:
        return areas
    ours = {area for area, _ in _memberships(user)}
    return [code for code in areas if code in ours]


def _memberships(user: User) -> set[tuple[str, str]]:
    areas = {area.code for area in current_plan().areas}
    return {(one.area, one.kind) for one in user.memberships if one.area in areas}
