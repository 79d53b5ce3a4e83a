"""The canteens of the fictional district: how many of each sort, and what they are like."""

import random
from datetime import date, timedelta
from typing import Any

from inspect_app.demo.register import names, numbers
from inspect_app.demo.register.areas import AREAS
from inspect_app.demo.register.entries import Change, Clerk, Entry

# 150 school canteens by stage, 70 of homes for the elderly.
STAGES = {"幼": 18, "小": 56, "初": 28, "九年": 16, "高": 14, "完中": 18}
HOME_COUNT, COMMUNITY_COUNT = 62, 8


def make_canteens(clerk: Clerk, words: names.Words) -> list[Entry]:
    sorts = list_sorts(clerk.chance)
    return [make_canteen(clerk, serial, *sort, words) for serial, sort in enumerate(sorts, 1)]


def is_counted(canteen: Entry) -> bool:
    """Whether the plan's denominator wants it at all."""
    attrs = canteen.attrs
    apart = attrs.get("no_kitchen") or attrs.get("community_meals")
    return not apart and attrs.get("stage") != "幼"


def list_sorts(chance: random.Random) -> list[tuple[str, str]]:
    schools = [("canteen_school", stage) for stage, many in STAGES.items() for _ in range(many)]
    homes = [("canteen_elderly", chance.choice(names.HOMES)) for _ in range(HOME_COUNT)]
    meals = [("canteen_elderly", "community")] * COMMUNITY_COUNT
    sorts = [*schools, *homes, *meals]
    chance.shuffle(sorts)
    return sorts


def make_canteen(clerk: Clerk, serial: int, kind: str, sort: str, words: names.Words) -> Entry:
    chance, today = clerk.chance, clerk.today
    registered_on = registration(chance, serial, today)
    return clerk.enter(
        kind,
        name_of(kind, next(words), sort),
        AREAS[serial % len(AREAS)],
        school_attrs(chance, sort) if kind == "canteen_school" else home_attrs(chance, sort),
        registered_on=registered_on,
        uscc=numbers.credit_code("12" if kind == "canteen_school" else "52", serial),
        licence_no=numbers.licence_number(3, serial),
        risk_grade=chance.choices("ABCD", (45, 40, 12, 3))[0],
        changes=changes_of(chance, serial, registered_on, today),
    )


def name_of(kind: str, word: str, sort: str) -> str:
    if kind == "canteen_school":
        return names.school_canteen(word, sort)
    if sort == "community":
        return names.community_canteen(word)
    return names.home_canteen(word, sort)


def registration(chance: random.Random, serial: int, today: date) -> date:
    """Most stood in the first import; some came during the plan, a few in the last months."""
    if serial % 37 == 0:
        return today - timedelta(days=chance.randint(45, 220))
    if serial % 9 == 0:
        return date(2021, 3, 1) + timedelta(days=chance.randint(0, 900))
    return date(2018, 9, 1) + timedelta(days=chance.randint(0, 800))


def changes_of(
    chance: random.Random, serial: int, registered_on: date, today: date
) -> tuple[Change, ...]:
    """Each tenth or so was suspended or closed at some time; some opened again."""
    if serial % 11 != 3:
        return ()
    start = max(registered_on, date(2021, 6, 1)) + timedelta(days=chance.randint(60, 700))
    start = min(start, today - timedelta(days=10))
    if serial % 3 == 0:
        return (Change(start, "closed", "单位注销，食堂不再供餐"),)
    stopped = Change(start, "suspended", "食堂改造，暂停供餐")
    if serial % 3 == 1 and start + timedelta(days=90) < today:
        return stopped, Change(start + timedelta(days=90), "open", "改造完成，恢复供餐")
    return (stopped,)


def school_attrs(chance: random.Random, stage: str) -> dict[str, Any]:
    attrs = common_attrs(chance, 1400 if stage in ("高", "完中", "九年") else 800)
    attrs |= {"stage": stage, "ownership": chance.choices(("public", "private"), (85, 15))[0]}
    if attrs["operation"] == "delivered" and chance.random() < 0.5:
        attrs["no_kitchen"] = True
    return attrs


def home_attrs(chance: random.Random, sort: str) -> dict[str, Any]:
    attrs = common_attrs(chance, 180)
    if sort == "community":
        return attrs | {"community_meals": True, "delivers_meals": chance.random() < 0.7}
    beds = chance.randint(40, 260)
    attrs |= {"beds": beds, "residents": int(beds * chance.uniform(0.6, 0.98))}
    attrs["swallowing_risk"] = chance.random() < 0.8
    attrs["special_diets"] = chance.randint(3, 40)
    attrs["delivers_meals"] = chance.random() < 0.3
    return attrs


def common_attrs(chance: random.Random, diners: int) -> dict[str, Any]:
    operation = chance.choices(("self", "contract", "delivered"), (62, 26, 12))[0]
    attrs: dict[str, Any] = {
        "operation": operation,
        "diners": round(diners * chance.uniform(0.4, 1.6)),
        "special_room": chance.random() < 0.25,
        "cameras": chance.randint(2, 8),
        "screens": chance.randint(1, 2),
    }
    if operation != "self":
        attrs["contractor"] = chance.choice(names.CATERERS) + names.MARK
        attrs["contractor_licence"] = numbers.licence_number(3, chance.randint(90000, 99999))
    if chance.random() < 0.85:
        attrs["face_grade"] = chance.choices(("green", "yellow", "red"), (60, 37, 3))[0]
    return attrs
