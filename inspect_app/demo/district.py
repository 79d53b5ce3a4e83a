"""The canteens of the fictional district: how many of each sort, where, and what they are like."""

import random
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from inspect_app.demo import names, numbers

# Roughly where each street and town lies (WGS-84); premises are strewn around it.
CENTRES = {
    "310107005": (31.2395, 121.4045),
    "310107014": (31.2275, 121.3960),
    "310107015": (31.2415, 121.4370),
    "310107016": (31.2655, 121.4290),
    "310107017": (31.2505, 121.4195),
    "310107020": (31.2565, 121.4385),
    "310107021": (31.2715, 121.4040),
    "310107022": (31.2525, 121.3965),
    "310107102": (31.2430, 121.3680),
    "310107103": (31.2830, 121.3560),
}
# 150 school canteens by stage, 70 of homes for the elderly.
STAGES = {"幼": 18, "小": 56, "初": 28, "九年": 16, "高": 14, "完中": 18}
HOME_COUNT, COMMUNITY_COUNT = 62, 8
FIRST_IMPORT = datetime(2020, 12, 15, 1, 30, tzinfo=UTC)


@dataclass(frozen=True)
class Change:
    from_on: date
    status: str
    reason: str


@dataclass(frozen=True)
class Canteen:
    """Invented, with numbers that are valid and belong to nobody; WGS-84 degrees."""

    id: str
    kind: str
    code: str
    token: str
    name: str
    area: str
    address: str
    lat: float
    lng: float
    uscc: str
    licence_no: str
    attrs: dict[str, Any]
    risk_grade: str
    registered_on: date
    recorded_at: datetime
    changes: tuple[Change, ...] = field(default=())

    def is_open(self, day: date) -> bool:
        in_force = [change for change in self.changes if change.from_on <= day]
        return self.registered_on <= day and (not in_force or in_force[-1].status == "open")

    def is_counted(self) -> bool:
        """Whether the plan's denominator wants it at all."""
        attrs = self.attrs
        apart = attrs.get("no_kitchen") or attrs.get("community_meals")
        return not apart and attrs.get("stage") != "幼"


def make_canteens(chance: random.Random, today: date) -> list[Canteen]:
    words = iter(names.shuffled_words(chance))
    canteens = [
        make_canteen(chance, serial, kind, next(words), sort, today)
        for serial, (kind, sort) in enumerate(list_sorts(chance), 1)
    ]
    return sorted(canteens, key=lambda canteen: canteen.recorded_at)


def list_sorts(chance: random.Random) -> list[tuple[str, str]]:
    schools = [("canteen_school", stage) for stage, many in STAGES.items() for _ in range(many)]
    homes = [("canteen_elderly", chance.choice(names.HOMES)) for _ in range(HOME_COUNT)]
    meals = [("canteen_elderly", "community")] * COMMUNITY_COUNT
    sorts = [*schools, *homes, *meals]
    chance.shuffle(sorts)
    return sorts


def make_canteen(
    chance: random.Random, serial: int, kind: str, word: str, sort: str, today: date
) -> Canteen:
    area = list(CENTRES)[serial % len(CENTRES)]
    registered_on = registration(chance, serial, today)
    recorded_at = record_of(registered_on)
    attrs = school_attrs(chance, sort) if kind == "canteen_school" else home_attrs(chance, sort)
    lat, lng = CENTRES[area]
    return Canteen(
        id=numbers.id_of(chance, recorded_at),
        kind=kind,
        code=numbers.short_code(chance),
        token=numbers.token(chance),
        name=name_of(kind, word, sort),
        area=area,
        address=names.address(chance),
        lat=round(lat + chance.uniform(-0.0075, 0.0075), 6),
        lng=round(lng + chance.uniform(-0.009, 0.009), 6),
        uscc=numbers.credit_code(kind, serial),
        licence_no=numbers.licence_number(serial),
        attrs=attrs,
        risk_grade=chance.choices("ABCD", (45, 40, 12, 3))[0],
        registered_on=registered_on,
        recorded_at=recorded_at,
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
        return today - timedelta(days=chance.randint(20, 200))
    if serial % 9 == 0:
        return date(2021, 3, 1) + timedelta(days=chance.randint(0, 900))
    return date(2018, 9, 1) + timedelta(days=chance.randint(0, 800))


def record_of(registered_on: date) -> datetime:
    morning = datetime(registered_on.year, registered_on.month, registered_on.day, 1, tzinfo=UTC)
    return max(FIRST_IMPORT, morning + timedelta(days=1))


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
        attrs["contractor_licence"] = numbers.licence_number(chance.randint(90000, 99999))
    if chance.random() < 0.85:
        attrs["face_grade"] = chance.choices(("green", "yellow", "red"), (60, 37, 3))[0]
    return attrs
