"""What it is worth that a number or a day could not be had. The reason stands in the note."""

from collections.abc import Collection, Mapping
from typing import Any

from inspect_app.domain.rules.checklist import Checklist, Item

UNMEASURED = "unmeasured"
MEASURED = ("number", "numbers", "date", "date_future", "age_days", "weigh")
FAIL, OPEN = "fail", "open"  # what an item makes of it; an item that says nothing refuses it


def is_unmeasured(item: Item, value: object) -> bool:
    """Return whether an answer says that nothing could be read off.

    In the answer to a text item the word is a text like any other.
    """
    return value == UNMEASURED and item.type in MEASURED


def list_open(
    checklist: Checklist, answers: Mapping[str, Any], hidden: Collection[str]
) -> list[str]:
    """List the visible items whose answer was not measured and stays open, in their order."""
    return [
        item.id
        for item in checklist.items
        if item.id not in hidden
        and item.unmeasured == OPEN
        and is_unmeasured(item, answers.get(item.id, {}).get("value"))
    ]
