"""Plausible answers to a whole checklist; which items fail is the caller's wish."""

import random
from collections.abc import Collection, Mapping
from typing import Any

from inspect_app.demo.records.evidence import BAD_READINGS, READINGS
from inspect_app.demo.records.plausible import bad_value, plausible_answer

Answers = dict[str, dict[str, Any]]
Item = Mapping[str, Any]

METHODS = ("steam", "infrared", "machine", "chlorine")
MODES = (["glass"], ["video"], ["glass", "video"], ["video", "online"], ["glass", "online"])


def answer_all(
    object_: Mapping[str, Any],
    given: Mapping[str, Any],
    failing: Collection[str],
    chance: random.Random,
) -> Answers:
    """`given` holds premises and day. What turns out hidden is answered, too."""
    known = answer_profile(object_["profile"], given["premises"]["attrs"])
    return known | {
        item["id"]: answer_one(item, given, item["id"] in failing, chance)
        for item in object_["items"]
    }


def answer_profile(profile: Collection[Item], attrs: Mapping[str, Any]) -> Answers:
    """What is found out once and for all: when it began to run, and what was built in later."""
    born = attrs.get("in_service_on")
    dates = {item["id"]: born for item in profile if item["type"] == "date" and born}
    choices = {
        item["id"]: item["options"][len(str(born)) % len(item["options"])]["value"]
        for item in profile
        if item["type"] == "choice"
    }
    return {item: {"value": value} for item, value in (dates | choices).items()}


def answer_one(
    item: Item, given: Mapping[str, Any], fails: bool, chance: random.Random
) -> dict[str, Any]:
    bad = bad_value(item, given["on"], BAD_READINGS) if fails else None
    if bad is not None:
        return failing_answer(item, bad, given["on"], chance)
    if item["na"] and item["type"] == "number" and chance.random() < 0.08:
        return {"value": "na", "note": "检查时没有这个环节"}
    known = known_value(item, given["premises"]["attrs"], chance)
    return plausible_answer(item, given["on"]) if known is None else {"value": known}


def known_value(item: Item, attrs: Mapping[str, Any], chance: random.Random) -> Any:
    """What agrees with the kitchen or with the pictures of its meters; None for other items."""
    match item["id"]:
        case "canteen.grade-posted" | "shop.face" | "online.face":
            return attrs.get("face_grade", "green")
        case "bright.mode":
            return MODES[attrs.get("cameras", 0) % len(MODES)]
        case "wash.method":
            return METHODS[attrs.get("diners", 0) % len(METHODS)]
    return chance.choice(READINGS[item["id"]]) if item["id"] in READINGS else None


def failing_answer(item: Item, bad: Any, on: str, chance: random.Random) -> dict[str, Any]:
    phrases = item.get("phrases") or [{"zh": "现场不符合要求"}]
    note = chance.choice(phrases)["zh"]
    answer = plausible_answer(item, on) | {"value": bad, "note": note}
    if item["deadline_days"]:
        answer["due_days"] = item["deadline_days"]
    return answer
