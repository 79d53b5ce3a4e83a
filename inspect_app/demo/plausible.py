"""Answers that any checklist takes: within the entry range and, where one value can, the limits."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

Item = Mapping[str, Any]
FAR = timedelta(days=180)


def plausible_answer(item: Item, on: str) -> dict[str, Any]:
    """For every type of item; `on` is the day of the visit."""
    answer: dict[str, Any] = {"value": VALUES[item["type"]](item, on)}
    if item["parts"] and item["type"] != "numbers":
        answer["parts"] = least_of_parts(item)
    return answer


def likely_number(item: Item) -> float | int:
    """What most of its limits allow; the least that can be entered where there is none."""
    edges = [
        edge for one in item["limits"] for edge in (one["min"], one["max"]) if edge is not None
    ]
    if not edges:
        return least(item["entry"])
    found: float | int = max(
        edges, key=lambda edge: sum(allows(one, edge) for one in item["limits"])
    )
    return found


def allows(limit: Mapping[str, Any], value: float) -> bool:
    above = limit["min"] is None or limit["min"] <= value
    return above and (limit["max"] is None or value <= limit["max"])


def least(entry: Mapping[str, Any] | None) -> float | int:
    found = entry["min"] if entry else None
    return 0 if found is None else found


def least_of_parts(item: Item) -> dict[str, float | int]:
    return {part["name"]: least(part["entry"]) for part in item["parts"]}


def good_options(item: Item) -> list[Any]:
    return [option["value"] for option in item["options"] if option["ok"] is not False]


VALUES: dict[str, Callable[[Item, str], Any]] = {
    "pass_fail": lambda item, on: "pass",
    "number": lambda item, on: likely_number(item),
    "numbers": lambda item, on: least_of_parts(item),
    "choice": lambda item, on: good_options(item)[0],
    "choices": lambda item, on: good_options(item),
    "text": lambda item, on: "示例说明",
    "date": lambda item, on: on,
    "date_future": lambda item, on: (date.fromisoformat(on) + FAR).isoformat(),
    "age_days": lambda item, on: on,
    "weigh": lambda item, on: {"tier": 1, "billed": 500, "actual": 500},
}


def full_tables(checklist: Mapping[str, Any]) -> list[dict[str, Any]]:
    """One sheet of every table, nothing taken off."""
    return [
        {
            "table": table["id"],
            "label": "1#",
            "scores": {
                item["id"].partition(".")[2]: item["max"]
                for item in checklist["items"]
                if item["id"].startswith(f"{table['id']}.")
            },
        }
        for table in checklist["tables"]
    ]
