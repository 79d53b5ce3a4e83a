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
    case: Object = {
        "premises": {"kind": checklist["kind"], "attrs": make_attrs(checklist, dice)},
        "on": make_day(dice, date(2021, 1, 1), 1094),
    }
    if "tables" in checklist:
        return case | {"tables": make_sheets(checklist, dice, wrong)}
    items = [*checklist["profile"], *checklist["items"]]
    # Some visits answer everything: of 40 items, 97 % each, only every third would be complete.
    share = dice.choice([0.97, 1])
    case["answers"] = {
        i["id"]: make_answer(i, case["on"], dice) for i in items if dice.random() < share
    }
    if dice.random() < wrong:
        case["acceptance"] = {"void": dice.choice(["缺设计单位", None, *WRONG])}
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
    if schema.get("maximum") == 100:
        return dice.choice([0, 89.9, 90, 100])
    return dice.choice([0, 299, 300, 499, 500, 900])


def make_answer(item: Object, on: str, dice: Random) -> Object:
    if item["na"] and dice.random() < 0.1:
        return {"value": "na", "note": "无此情形"}
    answer: Object = {"value": make_value(item, on, dice)}
    if item["parts"] and item["type"] != "numbers":
        answer["parts"] = make_numbers(item, dice)
    if dice.random() < 0.3:
        answer["until"] = make_day_near(on, [-1, 0, 1, 300], dice)
    return answer


def make_value(item: Object, on: str, dice: Random) -> Any:
    values = [option["value"] for option in item["options"]]
    makers = {
        "pass_fail": lambda: "fail" if dice.random() < 0.06 else "pass",
        "number": lambda: make_number(item, dice),
        "numbers": lambda: make_numbers(item, dice),
        "choice": lambda: dice.choice(values),
        "choices": lambda: [value for value in values if dice.random() < 0.85],
        "text": lambda: dice.choice(["某市场", "无名"]),
        "weigh": lambda: make_weighing(dice),
        "date_future": lambda: make_day_near(on, [0, 1, 90, 300, 300, 300, -1], dice),
        "age_days": lambda: make_day_near(on, [-days for days in make_ages(item)], dice),
    }
    return makers.get(item["type"], lambda: make_day(dice, date(2021, 1, 1), 1094))()


def make_day_near(on: str, distances: list[int], dice: Random) -> str:
    return (date.fromisoformat(on) + timedelta(days=dice.choice(distances))).isoformat()


def make_ages(item: Object) -> list[int]:
    """Mostly young enough, now and then a day too old."""
    most = [limit["max"] for limit in item["limits"]]
    return [*most, *most, 0, 1, 30, 30, 30, 30, *(days + 1 for days in most)]


def make_number(item: Object, dice: Random) -> float:
    """On the step, and as often as not right at a limit."""
    bounds = [limit[end] for limit in item["limits"] for end in ("min", "max")]
    near = [bound for bound in bounds if bound is not None]
    near += [size["over"] for size in item.get("thresholds", [])]
    entry = item["entry"] or {"min": 0, "max": 10, "step": 0.01}
    step, low = entry["step"] or 0.01, entry["min"]
    most = round((entry["max"] - low) / step)
    steps = dice.randrange(most + 1)
    if near and dice.random() < 0.95:
        steps = round((dice.choice(near) - low) / step) + dice.choice([-1, 1, *[0] * 30])
        steps = min(max(steps, 0), most)
    return round(low + steps * step, 2)


def make_numbers(item: Object, dice: Random) -> Object:
    parts = (part for part in item["parts"] if dice.random() < 0.95)
    return {part["name"]: make_part(item, part, dice) for part in parts}


def make_part(item: Object, part: Object, dice: Random) -> float:
    sizes = [size for size in item.get("thresholds", []) if size.get("part") == part["name"]]
    return make_number({**part, "limits": item["limits"], "thresholds": sizes}, dice)


def make_weighing(dice: Random) -> Object:
    billed = dice.choice([500, 1000, 1000.1, 2500, 4000.5, 30000])
    short = dice.choice([0, 1, 2, 4.9, 5, 5.1, 20, 20.1, 40, 100])
    return {"tier": dice.randint(1, 4), "billed": billed, "actual": round(billed - short, 1)}


def make_sheets(checklist: Object, dice: Random, wrong: float) -> list[Object]:
    """Some tables, some of them more than once, from good sites and from bad ones."""
    tables = [table["id"] for table in checklist["tables"]]
    chosen = dice.choices(tables, k=dice.randint(0 if wrong else 1, 12))
    skill = dice.choice([0.5, 0.75, 0.85, 0.95])
    sheets = [
        make_sheet(checklist, table, f"{at}#", skill, dice) for at, table in enumerate(chosen)
    ]
    if sheets and dice.random() < wrong:
        spoil(dice.choice(sheets)["scores"], dice)
    return sheets


def spoil(scores: Object, dice: Random) -> None:
    """Takes one item away, or gives it what cannot be read."""
    slug = dice.choice([*scores, "nonsense"])
    deductions = [
        {"points": 1},
        {"clause": "另有问题", "points": 101},
        {"clause": "没有排水", "points": 0},
    ]
    if slug in scores and dice.random() < 0.3:
        del scores[slug]
    else:
        bad = [*WRONG, 21, {"missing": False}, *({"deductions": [each]} for each in deductions)]
        scores[slug] = dice.choice(bad)


def make_sheet(checklist: Object, table: str, label: str, skill: float, dice: Random) -> Object:
    items = [item for item in checklist["items"] if item["id"].startswith(f"{table}.")]
    scores = {i["id"].split(".")[1]: make_points(i, skill, dice) for i in items}
    return {"table": table, "label": label, "scores": scores}


def make_points(item: Object, skill: float, dice: Random) -> Any:
    die = dice.random()
    if die < 0.05:
        return dice.choice(["missing", {"missing": True, "reason": "无此项"}])
    if die < 0.2:
        return {"deductions": [make_deduction(item, dice) for _ in range(dice.randrange(3))]}
    if die < 0.25:
        return round(dice.random() * item["max"], 1)
    return sum(dice.random() < skill for _ in range(item["max"]))


def make_deduction(item: Object, dice: Random) -> Object:
    listed = item.get("deductions", [])
    if listed and dice.random() < 0.8:
        clause = dice.choice(listed)
        points = dice.randint(*clause["points"])
        return {"clause": clause["clause"], "count": dice.randint(1, 3), "points": points}
    return {"clause": "另有问题", "count": dice.randint(0, 2), "points": dice.choice([1, 2.5, 4])}
