"""Reported figures: reads a person's value in the form of its goal, and judges it.

A value is a number, the numbers of a sum's parts, or whether a milestone is done. It is stored and
compared exactly, as text of digits; nothing is rounded.
"""

import re
from collections.abc import Sequence
from decimal import Decimal

from inspect_app.domain.figures.targets import ManualTarget

Value = Decimal | tuple[Decimal, ...] | bool
Stored = str | list[str] | bool

MOST = Decimal(999_999_999)
COUNTED = frozenset("家个项名")
"""Units of what is counted one by one: a value of theirs is a whole number."""
DONE, NOT_DONE = "done", "not_done"
_NUMBER = re.compile(r"([0-9]{1,9}|[0-9]{1,3}(,[0-9]{3}){1,2})(\.[0-9]{1,3})?")
_FULL_WIDTH = str.maketrans("０１２３４５６７８９．，", "0123456789.,")
_PLAIN = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_GOAL = {
    "number": _PLAIN,
    "range": re.compile(r"[0-9]+(?:\.[0-9]+)?-[0-9]+(?:\.[0-9]+)?"),
    "parts": re.compile(r"[0-9]+(?:\.[0-9]+)?(?: \+ [0-9]+(?:\.[0-9]+)?)+"),
}


class WrongValue(ValueError):
    """A value is not of its goal's form."""


def goals_of(target: ManualTarget) -> tuple[Decimal, ...]:
    """Return the numbers of a goal: one, a range's two ends, or one a part; none of a milestone.

    Raise ValueError for a text of another form.
    """
    if target.form == "milestone":
        return ()
    if not _GOAL[target.form].fullmatch(target.target):
        raise ValueError(f"{target.target!r} is no {target.form}")
    goals = tuple(map(Decimal, _PLAIN.findall(target.target)))
    if target.form == "range" and goals[0] >= goals[1]:
        raise ValueError(f"{target.target!r} does not rise")
    if len(target.parts) != (len(goals) if target.form == "parts" else 0):
        raise ValueError(f"{len(goals)} numbers have {len(target.parts)} names of parts")
    return goals


def how_many(target: ManualTarget) -> int:
    """Return how many fields a value of this goal has."""
    return len(target.parts) or 1


def parse_value(target: ManualTarget, given: Sequence[str]) -> Value:
    """Read a value from the fields of a form; raise WrongValue.

    Full-width digits and commas between thousands are taken as what they mean.
    """
    if len(given) != how_many(target):
        raise WrongValue(f"{len(given)} fields")
    if target.form == "milestone":
        return _parse_milestone(given[0])
    numbers = tuple(_parse_number(target, one) for one in given)
    return numbers if target.form == "parts" else numbers[0]


def store_value(value: Value) -> Stored:
    """Return a value as JSON keeps it: no number of a machine, which would be rounded."""
    if isinstance(value, tuple):
        return [plain(one) for one in value]
    return value if isinstance(value, bool) else plain(value)


def load_value(stored: Stored) -> Value:
    """Return a value that `store_value` stored."""
    if isinstance(stored, list):
        return tuple(map(Decimal, stored))
    return stored if isinstance(stored, bool) else Decimal(stored)


def is_met(target: ManualTarget, value: Value) -> bool | None:
    """Whether a value reaches its goal; None where the plan only says "about"."""
    if target.bound == "about":
        return None
    if isinstance(value, bool):
        return value
    numbers = value if isinstance(value, tuple) else (value,)
    if target.bound == "at_most":
        return numbers[0] <= goals_of(target)[0]
    # Of a range the lower end is what must be reached.
    return all(one >= goal for one, goal in zip(numbers, goals_of(target), strict=False))


def plain(number: Decimal) -> str:
    """Return a number as plain digits, without an exponent and zeros behind the point."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _parse_milestone(given: str) -> bool:
    if given not in (DONE, NOT_DONE):
        raise WrongValue("neither done nor not done")
    return given == DONE


def _parse_number(target: ManualTarget, given: str) -> Decimal:
    # Not NFKC, which makes 42 of 4², and not int(), which knows the digits of many scripts.
    text = given.translate(_FULL_WIDTH).strip()
    if not _NUMBER.fullmatch(text):
        raise WrongValue("not a plain number")
    number = Decimal(text.replace(",", ""))
    if number > MOST or (target.unit == "%" and number > 100):
        raise WrongValue("too large")
    if target.unit in COUNTED and number != number.to_integral_value():
        raise WrongValue("a part of one")
    return number
