"""Plausible answers to a whole checklist; which items fail is the caller's wish."""

import random
from collections.abc import Collection, Mapping
from typing import Any

from inspect_app.demo.evidence import BAD_READINGS, READINGS
from inspect_app.demo.plausible import good_options, plausible_answer
from inspect_app.domain.checklist import Checklist
from inspect_app.domain.scoring import visible_items

Answers = dict[str, dict[str, Any]]
Item = Mapping[str, Any]

METHODS = ("steam", "infrared", "machine", "chlorine")
MODES = (["glass"], ["video"], ["glass", "video"], ["video", "online"], ["glass", "online"])


def answer_all(
    object_: Mapping[str, Any],
    checklist: Checklist,
    given: Mapping[str, Any],
    failing: Collection[str],
    chance: random.Random,
) -> Answers:
    """`given` holds premises and day. Hidden items lose their answers in the end."""
    answers = {
        item["id"]: answer_one(item, given, item["id"] in failing, chance)
        for item in object_["items"]
    }
    seen = {item.id for item in visible_items(checklist, {**given, "answers": answers})}
    return {item: answer for item, answer in answers.items() if item in seen}


def answer_one(
    item: Item, given: Mapping[str, Any], fails: bool, chance: random.Random
) -> dict[str, Any]:
    if fails:
        return failing_answer(item, chance)
    if item["na"] and item["type"] == "number" and chance.random() < 0.08:
        return {"value": "na", "note": "检查时没有这个环节"}
    known = known_value(item, given["premises"]["attrs"], chance)
    return plausible_answer(item, given["on"]) if known is None else {"value": known}


def known_value(item: Item, attrs: Mapping[str, Any], chance: random.Random) -> Any:
    """What agrees with the kitchen or with the pictures of its meters; None for other items."""
    match item["id"]:
        case "canteen.grade-posted":
            return attrs.get("face_grade", "green")
        case "bright.mode":
            return MODES[attrs.get("cameras", 0) % len(MODES)]
        case "wash.method":
            return METHODS[attrs.get("diners", 0) % len(METHODS)]
    return chance.choice(READINGS[item["id"]]) if item["id"] in READINGS else None


def failing_answer(item: Item, chance: random.Random) -> dict[str, Any]:
    phrases = item.get("phrases") or [{"zh": "现场不符合要求"}]
    answer = {"value": failing_value(item), "note": chance.choice(phrases)["zh"]}
    if item["deadline_days"]:
        answer["due_days"] = item["deadline_days"]
    return answer


def failing_value(item: Item) -> Any:
    if item["type"] == "pass_fail":
        return "fail"
    if item["type"] == "number":
        return BAD_READINGS[item["id"]]
    bad = [option["value"] for option in item["options"] if option["ok"] is False]
    if item["type"] == "choice":
        return bad[0]
    return bad[:1] or good_options(item)[:1]
