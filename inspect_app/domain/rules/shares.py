"""Turns what was counted into a share in %: 47 of 50 are 94. Cut, never rounded up."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from inspect_app.domain.exact import exact, is_number
from inspect_app.domain.rules.checklist import Checklist

TENTH = Fraction(1, 10)


def share_of(part: int, whole: int, step: Fraction | None) -> Fraction:
    """Return the share in %, cut to the step."""
    unit = step or TENTH
    return Fraction(100 * part, whole) // unit * unit


def list_wrong_shares(checklist: Checklist, answers: Mapping[str, Any]) -> list[str]:
    """List the items whose value is not the share that was counted."""
    counted = {name: one for name, one in answers.items() if "fraction" in one}
    items = {item.id: item for item in (*checklist.profile, *checklist.items)}
    return [name for name, one in counted.items() if not _is_share(items.get(name), one)]


def _is_share(item: Any, answer: Mapping[str, Any]) -> bool:
    value, fraction = answer["value"], answer["fraction"]
    if item is None or item.type != "number" or not is_number(value):
        return False
    return exact(value) == _cut(fraction, item.entry.step if item.entry else None)


def _cut(fraction: Sequence[int], step: Fraction | None) -> Fraction:
    part, whole = fraction
    return share_of(part, whole, step)
