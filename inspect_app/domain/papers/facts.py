"""Puts answers into the words of a paper, which is Chinese whoever prints it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from inspect_app.domain.rules.checklist import Limit
from inspect_app.domain.rules.limits import range_text
from inspect_app.domain.rules.unmeasured import MEASURED, UNMEASURED

Item = Mapping[str, Any]
VERDICTS = {"pass": "符合", "fail": "不符合", "na": "不适用"}
DAYS = ("date", "date_future", "age_days")
WEIGHED = {"tier": "档位", "billed": "标重", "actual": "实重"}


def fact_words(item: Item, answer: Mapping[str, Any]) -> str:
    """Return what was found at a failed item: what was measured or chosen, and the remark."""
    value = answer.get("value")
    plain = item["type"] == "pass_fail" and not answer.get("parts") and not answer.get("until")
    measured = "" if plain or value in (None, "fail") else answer_words(item, answer)
    return _joined([measured, str(answer.get("note", "")).strip()])


def answer_words(item: Item, answer: Mapping[str, Any]) -> str:
    """Return an answer with the numbers that belong to it."""
    value = answer.get("value")
    until = answer.get("until")
    return _joined(
        [
            "" if value is None else value_words(item, value),
            "/".join(str(one) for one in answer.get("fraction") or ()),
            *(_part(item, name, one) for name, one in (answer.get("parts") or {}).items()),
            f"有效期至{day_words(until)}" if until else "",
        ]
    )


def value_words(item: Item, value: Any) -> str:
    """Return a value: options by name, numbers with their unit, days as days."""
    if value == UNMEASURED and item["type"] in MEASURED:
        return "没有测到"
    if isinstance(value, str) and value in VERDICTS:
        return VERDICTS[value]
    if isinstance(value, Mapping):
        return _joined([_part(item, name, one) for name, one in value.items()])
    if isinstance(value, list):
        return "、".join(_option(item, one) for one in value)
    if item["options"]:
        return _option(item, value)
    if item["type"] in DAYS and isinstance(value, str):
        return day_words(value)
    return amount(value, item.get("unit"))


def limit_words(item: Item, limit: Limit | None) -> str:
    """Return the limit that an item is judged by; empty for one without."""
    if limit is None or item["type"] not in ("number", "numbers", "age_days"):
        return ""
    if item["type"] == "age_days":
        return "" if limit.max is None else f"不超过 {limit.max} 天"
    text = range_text(limit)
    return f"限值 {_with_unit(text, item.get('unit'))}" if text else ""


def scored_words(score: Any) -> str:
    """Return what points were lost for on a scored table: the clauses, with how many places."""
    taken = score.get("deductions", []) if isinstance(score, Mapping) else []
    words = []
    for one in taken:
        count = one.get("count", 1)
        words.append(one["clause"] if count == 1 else f"{one['clause']}（{count} 处）")
    return "；".join(words)


def day_words(text: str) -> str:
    """Return an ISO day with its year, such as 2022年9月14日."""
    day = date.fromisoformat(text)
    return f"{day.year}年{day.month}月{day.day}日"


def amount(value: Any, unit: str | None) -> str:
    """Return a number with its unit: 11.6 ℃, but 90%."""
    whole = isinstance(value, float) and value.is_integer()
    figure = str(int(value) if whole else value)
    return _with_unit(figure.replace("-", "\N{MINUS SIGN}"), unit)


def _with_unit(figure: str, unit: str | None) -> str:
    return f"{figure}%" if unit == "%" else f"{figure} {unit or ''}".strip()


def _part(item: Item, name: str, value: Any) -> str:
    if item["type"] == "weigh":
        return f"{WEIGHED.get(name, name)} {amount(value, None if name == 'tier' else 'g')}"
    part = next((one for one in item["parts"] if one["name"] == name), {"zh": name})
    return f"{part['zh']} {amount(value, part.get('unit'))}"


def _option(item: Item, value: Any) -> str:
    found = (one["zh"] for one in item["options"] if one["value"] == value)
    return str(next(found, value))


def _joined(words: list[str]) -> str:
    return "，".join(one for one in words if one)
