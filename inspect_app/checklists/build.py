"""Builds the published object from checklist files: joins shared files, fills in defaults."""

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
    """Build the published object from `parts`: included files first, the checklist's own last."""
    plain = ("code", "version", "kind", "zh", "en", "valid_from", "judgement", "signatures")
    items = [item for part in parts for item in part.get("items", [])]
    items += [score for table in head.get("tables", []) for score in build_scored(table)]
    return {
        **{name: head[name] for name in plain},
        "valid_to": head.get("valid_to"),
        "rules": [build_rule(rule) for rule in head["rules"]],
        "attrs": build_attrs(parts),
        "sections": build_sections(head, parts),
        "profile": [
            build_item(item, f"P{at}") for at, item in enumerate(head.get("profile", []), 1)
        ],
        "items": [build_item(item, str(at)) for at, item in enumerate(items, 1)],
        **build_summary(head),
    }


def build_sections(head: Given, parts: list[Given]) -> list[Given]:
    """Return the files' sections, then the rows of the summary, which are sections, too."""
    own = [section for part in parts for section in part.get("sections", [])]
    return own + [
        {name: line[name] for name in ("id", "zh", "en")} for line in head.get("lines", [])
    ]


def build_summary(head: Given) -> dict[str, Any]:
    """Return the summary rows and tables of a scored checklist; {} for other ones."""
    if "tables" not in head:
        return {}
    tables = [
        {name: table[name] for name in ("id", "line", "zh", "en")} for table in head["tables"]
    ]
    lines = [
        {**line, "tables": [table["id"] for table in tables if table["line"] == line["id"]]}
        for line in head.get("lines", [])
    ]
    return {"lines": lines, "tables": tables}


def build_scored(table: Given) -> list[dict[str, Any]]:
    """Return a scored table's items: points from 0 to `max`, numbered like B.14-4."""
    return [
        {
            **item,
            "id": f"{table['id']}.{item['id']}",
            "no": f"{table['id'][0]}.{table['id'][1:]}-{at}",
            "section": table["line"],
            "type": "number",
            "unit": "分",
            "unit_en": "points",
            "photo": "on_fail",
            "na": False,
            "entry": {"min": 0, "max": item["max"]},
        }
        for at, item in enumerate(table["items"], 1)
    ]


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
