"""Makes random inspections of a published checklist: mostly answerable, some wrong in one place."""

from datetime import date, timedelta
from random import Random
from typing import Any

Object = dict[str, Any]

WRONG = [
    None,
    True,
    "",
    "na",
    "nonsense",
    -1e9,
    0.123,
    [],
    ["nonsense"],
    {},
    "2022-13-01",
    "\u3000",
]


def make_case(checklist: Object, dice: Random, wrong: float = 0.2) -> Object:
    """`wrong` is the share of cases with one answer that may not be readable."""
    items = [*checklist["profile"], *checklist["items"]]
    case = {
        "premises": {"kind": checklist["kind"], "attrs": make_attrs(checklist, dice)},
        "on": make_day(dice, date(2021, 1, 1), 1094),
        "answers": {i["id"]: make_answer(i, dice) for i in items if dice.random() < 0.97},
    }
    if case["answers"] and dice.random() < wrong:
        case["answers"][dice.choice(list(case["answers"]))] = {"value": dice.choice(WRONG)}
    return case


def make_day(dice: Random, first: date, span: int) -> str:
    return (first + timedelta(days=dice.randrange(span + 1))).isoformat()


def make_attrs(checklist: Object, dice: Random) -> Object:
    known = checklist["attrs"]["properties"].items()
    return {name: make_attr(schema, dice) for name, schema in known if dice.random() < 0.5}


def make_attr(schema: Object, dice: Random) -> Any:
    if schema["type"] == "array":
        return [value for value in schema["items"]["enum"] if dice.random() < 0.3]
    if schema["type"] == "boolean":
        return dice.random() < 0.5
    if schema["type"] == "string":
        texts = schema.get("enum") or [make_day(dice, date(2020, 1, 1), 900)]
        return dice.choice(texts)
    return dice.choice([0, 299, 300, 499, 500, 900])


def make_answer(item: Object, dice: Random) -> Object:
    if item["na"] and dice.random() < 0.1:
        return {"value": "na", "note": "无此情形"}
    answer: Object = {"value": make_value(item, dice)}
    if item["parts"] and item["type"] != "numbers":
        answer["parts"] = make_numbers(item, dice)
    if dice.random() < 0.3:
        answer["until"] = make_day(dice, date(2021, 1, 1), 1094)
    return answer


def make_value(item: Object, dice: Random) -> Any:
    values = [option["value"] for option in item["options"]]
    makers = {
        "pass_fail": lambda: "fail" if dice.random() < 0.06 else "pass",
        "number": lambda: make_number(item, dice),
        "numbers": lambda: make_numbers(item, dice),
        "choice": lambda: dice.choice(values),
        "choices": lambda: [value for value in values if dice.random() < 0.85],
        "text": lambda: dice.choice(["某市场", "无名"]),
        "weigh": lambda: make_weighing(dice),
    }
    return makers.get(item["type"], lambda: make_day(dice, date(2021, 1, 1), 1094))()


def make_number(item: Object, dice: Random) -> float:
    """On the step, and as often as not right at a limit."""
    bounds = [limit[end] for limit in item["limits"] for end in ("min", "max")]
    near = [bound for bound in bounds if bound is not None]
    entry = item["entry"] or {"min": 0, "max": 10, "step": 0.01}
    step, low = entry["step"] or 0.01, entry["min"]
    steps = dice.randrange(round((entry["max"] - low) / step) + 1)
    if near and dice.random() < 0.7:
        steps = round((dice.choice(near) - low) / step) + dice.choice([-1, 0, 0, 0, 1])
    return round(low + steps * step, 2)


def make_numbers(item: Object, dice: Random) -> Object:
    parts = (part for part in item["parts"] if dice.random() < 0.95)
    return {part["name"]: make_number({**part, "limits": item["limits"]}, dice) for part in parts}


def make_weighing(dice: Random) -> Object:
    billed = dice.choice([500, 1000, 1000.1, 2500, 4000.5, 30000])
    short = dice.choice([0, 1, 2, 4.9, 5, 5.1, 20, 20.1, 40, 100])
    return {"tier": dice.randint(1, 4), "billed": billed, "actual": round(billed - short, 1)}
