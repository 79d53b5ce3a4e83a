"""Finds the limit in force for each number, and how far beyond it a value is."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from inspect_app.domain.exact import exact
from inspect_app.domain.refusals import Refused
from inspect_app.domain.rules.checklist import Checklist, Limit
from inspect_app.domain.rules.judging import limit_in_force
from inspect_app.domain.rules.walk import read_case, take


def limits_in_force(checklist: Checklist, given: Mapping[str, Any]) -> dict[str, Limit]:
    """Return the limits in force by item id, in one pass over the checklist."""
    found: dict[str, Limit] = {}
    try:
        case = read_case(checklist, given)
        facts: dict[str, object] = {f"attr:{name}": value for name, value in case.attrs.items()}
        facts["on"] = case.on
        for item in checklist.profile + checklist.items:
            limit = limit_in_force(item, facts)
            if limit is not None:
                found[item.id] = limit
            take(item, case, facts)
    except Refused:
        return found
    return found


def beyond(limit: Limit, value: object) -> tuple[str, Fraction] | None:
    """Return `over` or `under` and the distance; None within the limit or for no number."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    number = exact(value)
    if limit.max is not None and number > limit.max:
        return "over", number - limit.max
    if limit.min is not None and number < limit.min:
        return "under", limit.min - number
    return None


def plain(number: Fraction) -> str:
    """Return a measured number as text with a true minus: 11.6, −12."""
    text = f"{float(number):.4f}".rstrip("0").rstrip(".")
    return text.replace("-", "\N{MINUS SIGN}")


def range_text(limit: Limit) -> str:
    """Return a limit as text: 0–8, ≥ 60, ≤ −12; 100 where both bounds are equal."""
    if limit.min is not None and limit.min == limit.max:
        return plain(limit.min)
    if limit.min is not None and limit.max is not None:
        return f"{plain(limit.min)}–{plain(limit.max)}"
    if limit.min is not None:
        return f"≥ {plain(limit.min)}"
    return f"≤ {plain(limit.max)}" if limit.max is not None else ""
