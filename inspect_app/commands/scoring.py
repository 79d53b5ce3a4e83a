"""`score`: judges answers from stdin by the checklist version of their day."""

import sys
from datetime import date
from typing import Any

import click

from inspect_app.commands.parameters import print_json
from inspect_app.commands.versions import Version, list_published, version_on
from inspect_app.domain.calendar.days import is_day
from inspect_app.domain.refusals import Refused
from inspect_app.domain.rules.scoring import score as judge
from sync.strict_json import StrictJSONError, loads


@click.command()
@click.option("--checklist", "code", required=True)
@click.option("--lines", is_flag=True, help="One JSON object a line in, one a line out.")
def score(code: str, lines: bool) -> None:
    """Print the result of one inspection, or of many with --lines.

    Reads JSON on stdin: `on`, the day of the visit, and `answers`, as in the `body` of push.json.
    """
    versions = list_published(code)
    if not lines:
        print_json(judge_text(versions, sys.stdin.buffer.read()))
        return
    for line in sys.stdin.buffer:
        print_json(judge_line(versions, line))


def judge_line(versions: list[Version], line: bytes) -> dict[str, Any]:
    """Return the result of one input, or its refusal as an object."""
    try:
        return judge_text(versions, line)
    except Refused as refused:
        return refused.as_object()


def judge_text(versions: list[Version], text: bytes) -> dict[str, Any]:
    """Return the result of one input; raise Refused."""
    try:
        given = loads(text)
    except StrictJSONError as error:
        raise Refused("malformed", "", f"The input cannot be read: {error}.") from None
    on = given.get("on") if isinstance(given, dict) else None
    if not isinstance(on, str) or not is_day(on):
        raise Refused("day", "on", "`on` is the day of the visit, YYYY-MM-DD.")
    return judge(version_on(versions, date.fromisoformat(on)).rules, given)
