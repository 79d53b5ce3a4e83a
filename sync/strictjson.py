"""JSON from outside, read strictly: what two parsers could read differently is refused.

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
# No step back, and a text without its end is a token too: a megabyte of \" would take hours else.
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*+"?|[\[{]|[\]}]', re.DOTALL)
_BAD_SIGN = re.compile("[\x00\ud800-\udfff]")


class StrictJSONError(ValueError):
    """The text is no JSON that we read."""


@dataclass(frozen=True)
class Mark:
    """Stands where something refused stood."""

    reason: str


def loads(text: str | bytes) -> Any:
    """The value, or StrictJSONError."""
    value = loads_marked(text)
    if mark := find_mark(value):
        raise StrictJSONError(mark.reason)
    return value


def loads_marked(text: str | bytes) -> Any:
    """Like `loads`, but what is refused inside well-formed JSON is left as a Mark."""
    source = _decoded(text)
    try:
        return json.loads(
            _cut_deep(source),
            object_pairs_hook=_object,
            parse_int=_integer,
            parse_float=_number,
            parse_constant=lambda name: Mark(f"{name} is not JSON"),
        )
    except (ValueError, RecursionError) as error:
        raise StrictJSONError("not JSON") from error


def find_mark(value: Any) -> Mark | None:
    """The first thing refused in a value, looked for without recursion."""
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
    """Puts NaN in place of each part below the last allowed level, so that nothing recurses far."""
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


def _object(pairs: list[tuple[str, Any]]) -> Any:
    value = dict(pairs)
    return value if len(value) == len(pairs) else Mark("a key stands twice")


def _integer(digits: str) -> Any:
    if len(digits) > 17 or abs(number := int(digits)) > MAX_NUMBER:
        return Mark("a number beyond 2^53")
    return number


def _number(digits: str) -> Any:
    number = float(digits)
    return number if abs(number) <= MAX_NUMBER else Mark("a number beyond 2^53")
