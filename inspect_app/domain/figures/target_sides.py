"""The lists behind a target's numbers, each metric in its own words."""

from inspect_app.domain.figures.tallies import Tally
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


def count_sides(target: Target, tally: Tally) -> dict[str, int]:
    """Return the length of each side of a target, in the order of its tabs."""
    return {side: _count(side, tally) for side in SIDES[family_of(target)]}


def _count(side: str, tally: Tally) -> int:
    match side:
        case "inspected" | "supported":
            return tally.seen
        case "unsupported":
            return tally.numerator - tally.seen
    return int(getattr(tally, side))
