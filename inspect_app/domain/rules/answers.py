"""Reads one given answer by the type of its item, or refuses it. Nothing is judged here."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NoReturn

from inspect_app.domain.calendar.days import is_day
from inspect_app.domain.exact import exact, is_number
from inspect_app.domain.refusals import Refused, shown
from inspect_app.domain.rules.checklist import Entry, Item, Part
from inspect_app.domain.rules.unmeasured import is_unmeasured

# Written out, because Python and JavaScript disagree about what is white space.
BLANK = re.compile(r"[ \t\r\n\u3000]*")


@dataclass(frozen=True)
class Answer:
    """A read answer; `fields` are its numbers by name: of `numbers`, `weigh`, or `parts`."""

    value: object
    fields: Mapping[str, object]
    until: str | None = None

    @property
    def is_na(self) -> bool:
        return self.value == "na"


def read_answer(item: Item, given: object) -> Answer:
    """Read the answer to an item; raise Refused with its path in the input."""
    where = f"answers.{item.id}"
    if not isinstance(given, dict):
        refuse("type", where, f"The answer to {item.id} is not an object.")
    if not isinstance(given.get("note", ""), str):
        refuse("type", where, f"The note of {item.id} is not a text.")
    value = read_value(item, given.get("value"), where)
    if value == "na" or is_unmeasured(item, value):
        return Answer(value, {})
    fields = value if isinstance(value, dict) else read_parts(item, given, where)
    return Answer(value, fields, read_until(item, given, where))


def read_value(item: Item, value: object, where: str) -> object:
    if value is None:
        refuse("empty", where, f"The answer to {item.id} has no value.")
    if value == "na":
        if not item.na:
            refuse("na", where, f"{item.id} cannot be answered with na.")
        return value
    if is_unmeasured(item, value):
        if item.unmeasured is None:
            refuse("unmeasured", where, f"{item.id} cannot be answered with unmeasured.")
        return value
    return READERS[item.type](item, value, where)


def read_pass_fail(item: Item, value: object, where: str) -> object:
    if value not in ("pass", "fail"):
        refuse("type", where, f"{item.id} is answered with pass, fail or na.")
    return value


def read_number(item: Item, value: object, where: str) -> object:
    return check_number(item.id, item.entry, value, where)


def read_choice(item: Item, value: object, where: str) -> object:
    if not isinstance(value, str):
        refuse("type", where, f"{item.id} is answered with one option.")
    if value not in {option.value for option in item.options}:
        refuse("option", where, f"{item.id} has no option {shown(value)}.")
    return value


def read_choices(item: Item, value: object, where: str) -> object:
    if not isinstance(value, list):
        refuse("type", where, f"{item.id} is answered with a list of options.")
    return [read_choice(item, one, where) for one in value]


def read_text(item: Item, value: object, where: str) -> object:
    if not isinstance(value, str):
        refuse("type", where, f"{item.id} is answered with a text.")
    if BLANK.fullmatch(value):
        refuse("empty", where, f"The text of {item.id} is empty.")
    return value


def read_day(item: Item, value: object, where: str) -> object:
    if not is_day(value):
        refuse("type", where, f"{item.id} is answered with a day, YYYY-MM-DD.")
    return value


def read_numbers(item: Item, value: object, where: str) -> object:
    return check_fields(item, item.parts, value, where)


def read_weigh(item: Item, value: object, where: str) -> object:
    return check_fields(item, WEIGH_PARTS, value, where)


def read_parts(item: Item, given: Mapping[str, object], where: str) -> Mapping[str, object]:
    return check_fields(item, item.parts, given.get("parts", {}), where)


def read_until(item: Item, given: Mapping[str, object], where: str) -> str | None:
    until = given.get("until") if item.until else None
    if until is None:
        return None
    if not isinstance(until, str) or not is_day(until):
        refuse("type", where, f"The end of validity of {item.id} is not a day, YYYY-MM-DD.")
    return until


def check_fields(
    item: Item, parts: Sequence[Part], value: object, where: str
) -> Mapping[str, object]:
    """Check numbers given by name; missing names are no error: the item is unanswered yet."""
    if not isinstance(value, dict):
        refuse("type", where, f"{item.id} is answered with numbers by name.")
    entries = {part.name: part.entry for part in parts}
    for name, number in value.items():
        if name not in entries:
            refuse("part", where, f"{item.id} has no part {shown(name)}.")
        check_number(f"{item.id}, {name},", entries[name], number, where)
    return value


def check_number(name: str, entry: Entry | None, value: object, where: str) -> object:
    if not is_number(value):
        refuse("type", where, f"{name} is answered with a number.")
    if entry and not entry.holds(exact(value)):
        refuse("entry", where, f"{shown(value)} is outside of what {name} can take.")
    return value


def refuse(code: str, where: str, message: str) -> NoReturn:
    raise Refused(code, where, message)


GRAMS = Entry(min=Fraction(0), max=None, step=None)
WEIGH_PARTS = (
    Part("tier", Entry(min=Fraction(1), max=Fraction(4), step=Fraction(1))),
    Part("billed", GRAMS),
    Part("actual", GRAMS),
)

READERS: dict[str, Callable[[Item, object, str], object]] = {
    "pass_fail": read_pass_fail,
    "number": read_number,
    "numbers": read_numbers,
    "choice": read_choice,
    "choices": read_choices,
    "text": read_text,
    "date": read_day,
    "date_future": read_day,
    "age_days": read_day,
    "weigh": read_weigh,
}
