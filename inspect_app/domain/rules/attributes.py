"""Checks a premises' attributes against the JSON Schema that a checklist gives for its kind.

Only the few keywords those schemas use, so that the rules need no library: type, enum,
minimum, maximum, format date, items.
"""

from collections.abc import Callable, Mapping
from typing import Any

from inspect_app.domain.calendar.days import is_day
from inspect_app.domain.exact import exact, is_number
from inspect_app.domain.refusals import Refused, shown

TYPES: dict[str, Callable[[object], bool]] = {
    "boolean": lambda value: isinstance(value, bool),
    "integer": lambda value: is_number(value) and exact(value).denominator == 1,
    "number": is_number,
    "string": lambda value: isinstance(value, str),
    "array": lambda value: isinstance(value, list),
}


def check_attributes(schema: Mapping[str, Any], attrs: Mapping[str, object]) -> None:
    """Raise Refused for an unknown attribute or a wrong value."""
    properties = schema["properties"]
    for name, value in attrs.items():
        where = f"premises.attrs.{name}"
        if name not in properties:
            raise Refused("unknown_attribute", where, f"There is no attribute {shown(name)}.")
        if not fits(properties[name], value):
            raise Refused("type", where, f"The attribute {name} cannot be {shown(value)}.")


def fits(schema: Mapping[str, Any], value: object) -> bool:
    if not TYPES[schema["type"]](value):
        return False
    if isinstance(value, list):
        return all(fits(schema["items"], each) for each in value)
    if isinstance(value, str):
        return text_fits(schema, value)
    return isinstance(value, bool) or number_fits(schema, value)


def text_fits(schema: Mapping[str, Any], value: str) -> bool:
    if "enum" in schema and value not in schema["enum"]:
        return False
    return schema.get("format") != "date" or is_day(value)


def number_fits(schema: Mapping[str, Any], value: object) -> bool:
    number = exact(value)
    at_least = "minimum" not in schema or number >= exact(schema["minimum"])
    return at_least and ("maximum" not in schema or number <= exact(schema["maximum"]))
