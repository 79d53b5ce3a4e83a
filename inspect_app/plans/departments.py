"""Which kinds of premises a department answers for in the plan."""

from inspect_app.domain.kinds import PARENTS
from inspect_app.domain.vocabulary import KINDS
from inspect_app.plans.load import current_plan

NONE = "-"  # a kind that no premises has


def kinds_of(kind: str, department: str) -> tuple[str, ...]:
    """Return the kinds that a kind and a department narrow to, each empty where it narrows none."""
    kinds = kinds_of_department(department) if department else tuple(KINDS)
    if kind:
        return (kind,) if kind in kinds else (NONE,)
    return kinds if department else ()


def kinds_of_department(code: str) -> tuple[str, ...]:
    """Return the kinds for which a department answers in the plan, with what lies under them."""
    named = {one.kind for one in current_plan().targets if code in one.departments}
    named |= {parent for child, parent in PARENTS.items() if child in named}
    return tuple(kind for kind in KINDS if kind in named or PARENTS.get(kind) in named) or (NONE,)


def departments_with_kinds() -> list[str]:
    """Return the departments for which something can be narrowed, in the plan's order."""
    named = {code for one in current_plan().targets for code in one.departments}
    return [one.code for one in current_plan().departments if one.code in named]
