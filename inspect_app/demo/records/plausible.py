"""Answers that any checklist takes: within the entry range and, where one value can, the limits."""

from collections.abc import Callable, Collection, Mapping
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


def bad_value(item: Item, on: str, known: Mapping[str, Any]) -> Any:
    """What makes the item fail; None for one that cannot. `known` are readings worth a picture."""
    if item["id"] in known:
        return known[item["id"]]
    day = date.fromisoformat(on)
    match item["type"]:
        case "pass_fail":
            return "fail"
        case "number":
            return bad_number(item)
        case "choice" | "choices":
            bad = [option["value"] for option in item["options"] if option["ok"] is False]
            wrong = bad[:1] or (good_options(item)[:1] if item["type"] == "choices" else [])
            return (wrong if item["type"] == "choices" else wrong[0]) if wrong else None
        case "weigh":
            return {"tier": 1, "billed": 500, "actual": 440}
        case "date_future":
            return (day - timedelta(days=20)).isoformat()
        case "age_days":
            return (day - timedelta(days=800)).isoformat()
    return None


def bad_number(item: Item) -> float | int | None:
    """A little outside of the first limit, as far as it can be entered."""
    entry, limits = item["entry"], item["limits"]
    step = entry["step"] or 1 if entry else 1
    for limit in limits[:1]:
        over = [] if limit["max"] is None else [limit["max"] + 4 * step, limit["max"] + step]
        under = [] if limit["min"] is None else [limit["min"] - 4 * step, limit["min"] - step]
        for value in (*over, *under):
            if entry is None or entry["min"] <= value <= entry["max"]:
                return float(round(value, 2)) if isinstance(value, float) else value
    return None


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


def full_tables(checklist: Mapping[str, Any], lost: Collection[str] = ()) -> list[dict[str, Any]]:
    """One sheet of every table, nothing taken off but at the items that are named."""
    return [
        {
            "table": table["id"],
            "label": "1#",
            "scores": {
                item["id"].partition(".")[2]: deducted(item) if item["id"] in lost else item["max"]
                for item in checklist["items"]
                if item["id"].startswith(f"{table['id']}.")
            },
        }
        for table in checklist["tables"]
    ]


def deducted(item: Item) -> Any:
    """What the cheapest clause of the pick list takes off; without one, one point."""
    clauses = sorted(item.get("deductions", ()), key=lambda one: one["points"][0])
    if not clauses:
        return max(0, item["max"] - 1)
    clause = clauses[0]
    points = clause["points"][0]
    return {"deductions": [{"clause": clause["clause"], "count": 1, "points": points}]}
