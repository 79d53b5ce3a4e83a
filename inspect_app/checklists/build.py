"""From files to the object that is published: what they share is joined, defaults are filled in."""

from collections.abc import Mapping
from typing import Any

Given = Mapping[str, Any]

DEFAULTS: Given = {
    "section": None,
    "vetoes": None,
    "photo": "none",
    "deadline_days": None,
    "unit": None,
    "until": False,
    "valid_from": None,
    "valid_to": None,
    "condition": None,
    "optional": False,
}


def build(head: Given, parts: list[Given]) -> dict[str, Any]:
    """`parts` are the files to join, what is included first, the checklist's own file last."""
    plain = ("code", "version", "kind", "zh", "en", "valid_from", "judgement", "signatures")
    items = [item for part in parts for item in part.get("items", [])]
    return {
        **{name: head[name] for name in plain},
        "valid_to": head.get("valid_to"),
        "rules": [build_rule(rule) for rule in head["rules"]],
        "attrs": build_attrs(parts),
        "sections": [section for part in parts for section in part.get("sections", [])],
        "profile": [
            build_item(item, f"P{at}") for at, item in enumerate(head.get("profile", []), 1)
        ],
        "items": [build_item(item, str(at)) for at, item in enumerate(items, 1)],
    }


def build_rule(given: Given) -> dict[str, Any]:
    return {"from": None, "to": None, "general_max": None, "general_share": None, **given}


def build_attrs(parts: list[Given]) -> dict[str, Any]:
    properties = {name: attr for part in parts for name, attr in part.get("attrs", {}).items()}
    return {"type": "object", "additionalProperties": False, "properties": properties}


def build_item(given: Given, no: str) -> dict[str, Any]:
    return {
        **DEFAULTS,
        "no": no,
        "na": given["type"] == "pass_fail",
        **given,
        "entry": build_range(given.get("entry")),
        "limits": [
            {"when": None, "min": None, "max": None, **limit} for limit in given.get("limits", [])
        ],
        "options": [
            {"ok": None, "required": None, **option} for option in given.get("options", [])
        ],
        "parts": [
            {**part, "entry": build_range(part.get("entry"))} for part in given.get("parts", [])
        ],
        "basis": [{"text": text[2:], "mark": text[0]} for text in given.get("basis", [])],
    }


def build_range(given: Given | None) -> dict[str, Any] | None:
    return {"min": None, "max": None, "step": None, **given} if given else None
