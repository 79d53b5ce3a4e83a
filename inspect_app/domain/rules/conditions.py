"""Evaluates a checklist's conditions against known facts; an unknown fact makes one false."""

from collections.abc import Callable, Mapping
from typing import Any

from inspect_app.domain.calendar.days import is_day
from inspect_app.domain.exact import exact, is_number
from inspect_app.domain.rules.checklist import Condition

Facts = Mapping[str, object]


def holds(condition: Condition, facts: Facts) -> bool:
    """Whether a condition holds; None always does."""
    if condition is None:
        return True
    if "all" in condition:
        return all(holds(inner, facts) for inner in condition["all"])
    if "any" in condition:
        return any(holds(inner, facts) for inner in condition["any"])
    if "not" in condition:
        return not holds(condition["not"], facts)
    return compares(condition, facts)


def compares(condition: Mapping[str, Any], facts: Facts) -> bool:
    """Whether a comparison holds; an unknown fact is false for every operator, `ne` too."""
    if condition["fact"] not in facts:
        return False
    return OPERATORS[condition["op"]](facts[condition["fact"]], condition.get("value"))


def same(fact: object, value: object) -> bool:
    """Whether two values are equal as JSON: 1 is 1.0, but true is not 1."""
    if is_number(fact) and is_number(value):
        return exact(fact) == exact(value)
    return type(fact) is type(value) and not isinstance(fact, list) and fact == value


def order(fact: object, value: object) -> int | None:
    """Return -1, 0 or 1 for two numbers or two days; None for anything else."""
    if is_number(fact) and is_number(value):
        left, right = exact(fact), exact(value)
        return (left > right) - (left < right)
    if is_day(fact) and is_day(value):
        return (str(fact) > str(value)) - (str(fact) < str(value))
    return None


def contains(many: object, one: object) -> bool:
    return isinstance(many, list) and any(same(each, one) for each in many)


OPERATORS: dict[str, Callable[[object, object], bool]] = {
    "set": lambda fact, value: True,
    "eq": same,
    "ne": lambda fact, value: not same(fact, value),
    "in": lambda fact, value: contains(value, fact),
    "has": contains,
    "ge": lambda fact, value: order(fact, value) in (0, 1),
    "gt": lambda fact, value: order(fact, value) == 1,
    "le": lambda fact, value: order(fact, value) in (0, -1),
    "lt": lambda fact, value: order(fact, value) == -1,
}
