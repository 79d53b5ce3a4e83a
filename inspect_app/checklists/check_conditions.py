"""Checks that conditions name what exists: attributes, earlier items, their options and parts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

Object = Mapping[str, Any]


@dataclass
class Known:
    """The attributes and earlier items that a condition may name."""

    attrs: Object
    items: dict[str, Object] = field(default_factory=dict)


def check_condition(condition: Object, known: Known) -> Iterator[str]:
    inner = [*condition.get("all", []), *condition.get("any", [])]
    inner += [condition["not"]] if "not" in condition else []
    for each in inner:
        yield from check_condition(each, known)
    if "fact" in condition:
        yield from check_comparison(condition)
        yield from check_fact(condition, known)


def check_comparison(condition: Object) -> Iterator[str]:
    """Yield complaints about a value: `set` takes none, `in` a list, others a plain one."""
    op, value = condition["op"], condition.get("value")
    if (op == "set") != (value is None):
        yield f"{op} {'takes no' if op == 'set' else 'needs a'} value"
    elif op != "set" and (op == "in") != isinstance(value, list):
        yield f"{op} needs {'a list' if op == 'in' else 'one plain value'}"


def check_fact(condition: Object, known: Known) -> Iterator[str]:
    where, _, rest = condition["fact"].partition(":")
    if where == "attr":
        yield from check_attr(rest, condition, known)
    elif where == "answer":
        yield from check_answer(rest, condition, known)


def check_attr(name: str, condition: Object, known: Known) -> Iterator[str]:
    if name not in known.attrs:
        yield f"there is no attribute {name!r}"
        return
    schema = known.attrs[name]
    yield from check_values(condition, schema.get("items", schema).get("enum"))


def check_answer(name: str, condition: Object, known: Known) -> Iterator[str]:
    item, _, part = name.partition(":")
    if item not in known.items:
        yield f"there is no item {item!r} before this one"
        return
    earlier = known.items[item]
    if part and part not in part_names(earlier):
        yield f"{item} has no part {part!r}"
    if not part and earlier["options"]:
        yield from check_values(condition, [option["value"] for option in earlier["options"]])


def part_names(item: Object) -> list[str]:
    weighing = ["tier", "billed", "actual"] if item["type"] == "weigh" else []
    return weighing + [part["name"] for part in item["parts"]]


def check_values(condition: Object, allowed: list[str] | None) -> Iterator[str]:
    value = condition.get("value")
    for each in value if isinstance(value, list) else [value]:
        if allowed is not None and each is not None and each not in allowed:
            yield f"{each!r} is none of {', '.join(allowed)}"
