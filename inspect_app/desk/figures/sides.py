"""The lists behind a target's numbers, each metric in its own words."""

from inspect_app.domain.figures.rollup import Counted, Member
from inspect_app.domain.figures.targets import Target

SIDES = {
    "share": ("numerator", "open", "denominator", "inspected", "passed", "excluded"),
    "first": ("numerator", "open", "denominator", "excluded"),
    "lift": ("numerator", "passed"),
    "title": ("numerator", "supported", "unsupported"),
}


def family_of(target: Target) -> str:
    """Return whose words a target is shown in: share, first (acceptances), lift or title."""
    if target.is_count:
        return "title" if target.is_designated else "lift"
    return "first" if target.metric == "first_pass" else "share"


def list_members(target: Target, counted: Counted) -> dict[str, tuple[Member, ...]]:
    """Return the members of each side of a target, in the order of its tabs."""
    return {side: members_of(counted, side) for side in SIDES[family_of(target)]}


def members_of(counted: Counted, side: str) -> tuple[Member, ...]:
    match side:
        case "numerator":
            return counted.numerator
        case "denominator":
            return counted.denominator
        case "excluded" | "unsupported":
            return counted.excluded
        case "open":
            inside = {member.id for member in counted.numerator}
            return tuple(member for member in counted.denominator if member.id not in inside)
    # A count that only grows has no denominator: what was seen is in what was reached.
    seen = [member for member in counted.denominator or counted.numerator if member.visit]
    return tuple(m for m in seen if side != "passed" or (m.visit and m.visit.passed))
