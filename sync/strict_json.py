"""Strict JSON from outside: what two parsers could read differently is refused.

Duplicate keys, NaN and Infinity, more than 20 levels, lone surrogates, NUL and numbers beyond
2^53 raise StrictJSONError. With `loads_marked` the bad part is replaced by a mark instead, so that
one bad entry of a batch can be refused alone.
"""

import json
import re
from dataclasses import dataclass
from typing import Any

MAX_DEPTH = 20
MAX_NUMBER = 2**53
# Possessive, and a string without its end is a token too: a megabyte of \" would take hours else.
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*+"?|[\[{]|[\]}]', re.DOTALL)
# NUL and surrogates enter by an escape or in a text that was no UTF-8: most bodies have neither.
_MAY_HIDE = re.compile(r"\\u|[\x00\ud800-\udfff]")
_BAD_SIGN = re.compile("[\x00\ud800-\udfff]")


class StrictJSONError(ValueError):
    """The text is not JSON, or is JSON that this module refuses."""


@dataclass(frozen=True)
class Mark:
    """A placeholder for a refused part of the JSON."""

    reason: str


def loads(text: str | bytes) -> Any:
    """Return the value of a JSON text; raise StrictJSONError."""
    source = _decoded(text)
    value, marks = _parsed(source)
    if (marks or _MAY_HIDE.search(source)) and (mark := find_mark(value)):
        raise StrictJSONError(mark.reason)
    return value


def loads_marked(text: str | bytes) -> Any:
    """Return the value, with a Mark in place of each refused part; raise StrictJSONError."""
    return _parsed(_decoded(text))[0]


def find_mark(value: Any) -> Mark | None:
    """Return the first mark in a value, or a new one for a bad text; never recurses."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, Mark):
            return one
        if isinstance(one, str) and _BAD_SIGN.search(one):
            return Mark("NUL or half a surrogate pair")
        if isinstance(one, dict):
            waiting += [*one.keys(), *one.values()]
        elif isinstance(one, list):
            waiting += one
    return None


def _decoded(text: str | bytes) -> str:
    if isinstance(text, str):
        return text
    try:
        return text.decode("utf-8")
    except UnicodeDecodeError as error:
        raise StrictJSONError("not UTF-8") from error


def _cut_deep(source: str) -> str:
    """Replace each part below the last allowed level by NaN, so that nothing recurses far."""
    depth, start, kept, done = 0, 0, [], 0
    for token in _TOKEN.finditer(source):
        sign = token[0][0]
        if sign in "[{":
            depth += 1
            if depth == MAX_DEPTH + 1:
                start = token.start()
        elif sign in "]}":
            depth -= 1
            if depth == MAX_DEPTH:
                kept += [source[done:start], "NaN"]
                done = token.end()
    if depth > MAX_DEPTH:
        raise StrictJSONError("not JSON")
    return "".join([*kept, source[done:]])


def _parsed(source: str) -> tuple[Any, list[Mark]]:
    """Return the value, and all marks made while parsing, some of which it may contain."""
    hooks = _Hooks()
    try:
        value = json.loads(
            _cut_deep(source),
            object_pairs_hook=hooks.object,
            parse_int=hooks.integer,
            parse_float=hooks.number,
            parse_constant=lambda name: hooks.mark(f"{name} is not JSON"),
        )
    except (ValueError, RecursionError) as error:
        raise StrictJSONError("not JSON") from error
    return value, hooks.marks


class _Hooks:
    def __init__(self) -> None:
        self.marks: list[Mark] = []

    def mark(self, reason: str) -> Mark:
        self.marks.append(Mark(reason))
        return self.marks[-1]

    def object(self, pairs: list[tuple[str, Any]]) -> Any:
        value = dict(pairs)
        return value if len(value) == len(pairs) else self.mark("a key stands twice")

    def integer(self, digits: str) -> Any:
        if len(digits) > 17 or abs(number := int(digits)) > MAX_NUMBER:
            return self.mark("a number beyond 2^53")
        return number

    def number(self, digits: str) -> Any:
        number = float(digits)
        return number if abs(number) <= MAX_NUMBER else self.mark("a number beyond 2^53")
