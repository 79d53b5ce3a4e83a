"""Counts a checklist's items by class, its photos, and its sources by how they were verified."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from inspect_app.checklists.load import Published
from inspect_app.domain.vocabulary import CLASSES, SCORED_CLASSES

MARKS = ("✓", "◐", "R", "P")
NO_LAW = ("网上二手资料", "凭经验，未见原文")
UNSETTLED = ("◐", "R")  # seen second hand, or recalled without the text


def summarise(file: Published) -> dict[str, Any]:
    """Return a checklist's counts; optional items are counted apart from the others."""
    items = file.object["items"]
    asked = [item for item in items if not item["optional"]]
    found = Counter(item["class"] for item in asked)
    classes = SCORED_CLASSES if "tables" in file.object else CLASSES
    marks = Counter(basis["mark"] for item in items for basis in item["basis"])
    return {
        "code": file.code,
        "version": file.version,
        "items": len(asked),
        "optional": len(items) - len(asked),
        "classes": {name: found[name] for name in classes},
        "photo_always": sum(item["photo"] == "always" for item in asked),
        "marks": {mark: marks[mark] for mark in MARKS},
        "sha256": file.sha256,
    }


def is_unsettled(item: Mapping[str, Any]) -> bool:
    """Whether a source of this item has still to be compared with the text of the law."""
    return any(basis["mark"] in UNSETTLED for basis in item["basis"])


def names_law(basis: Mapping[str, Any]) -> bool:
    """Whether a source is a law or a standard, rather than hearsay or what this system proposes."""
    return basis["mark"] != "P" and basis["text"] not in NO_LAW
