"""Housing estates and their lifts, most of them old: what the plan wants monitored."""

import random
from datetime import date, timedelta
from typing import Any

from inspect_app.demo.register import names
from inspect_app.demo.register.areas import spread, spread_over_areas
from inspect_app.demo.register.entries import Clerk, Entry
from inspect_app.demo.register.size import Size

# Of a hundred estates so many were built before 2006; the lifts of the others are too young.
OLD_ESTATES, OFFICES = 98, 1


def make_estates(clerk: Clerk, words: names.Words, size: Size) -> list[Entry]:
    """An estate, then its lifts, house by house."""
    areas = spread_over_areas(clerk.chance, size.estates)
    weights = tuple(clerk.chance.randint(2, 18) for _ in areas)
    estates = zip(areas, spread(size.lifts, weights), strict=True)
    return [entry for area, lifts in estates for entry in make_estate(clerk, words, area, lifts)]


def make_estate(clerk: Clerk, words: names.Words, area: str, lifts: int) -> list[Entry]:
    chance = clerk.chance
    name = f"{next(words)}{chance.choice(names.ESTATES)}"
    completed_on = completion(chance)
    estate = clerk.enter(
        "estate",
        f"{name}{names.MARK}",
        area,
        estate_attrs(chance, completed_on, lifts),
        registered_on=clerk.early(),
    )
    maintainer = chance.choice(names.MAINTAINERS) + names.MARK
    residential = chance.randrange(100) >= OFFICES
    houses = [(house, lift) for house in range(1, lifts + 1) for lift in (1, 2)][:lifts]
    return [estate] + [
        make_lift(clerk, name, estate, house, lift, completed_on, maintainer, residential)
        for house, lift in houses
    ]


def completion(chance: random.Random) -> date:
    if chance.randrange(100) < OLD_ESTATES:
        return date(1994, 3, 1) + timedelta(days=chance.randint(0, 4200))
    return date(2009, 1, 1) + timedelta(days=chance.randint(0, 3300))


def estate_attrs(chance: random.Random, completed_on: date, lifts: int) -> dict[str, Any]:
    return {
        "property_firm": f"{chance.choice(names.FIRST)}居物业{names.MARK}",
        "completed_on": completed_on.isoformat(),
        "buildings": max(1, (lifts + 1) // 2),
        "households": lifts * chance.randint(28, 52),
        "lifts": lifts,
    }


def make_lift(
    clerk: Clerk,
    name: str,
    estate: Entry,
    house: int,
    lift: int,
    completed_on: date,
    maintainer: str,
    residential: bool,
) -> Entry:
    chance = clerk.chance
    in_service_on = completed_on + timedelta(days=chance.randint(20, 200))
    attrs = {
        "residential": residential,
        "device_code": f"3110310107{in_service_on:%Y}{clerk.serial + 1:06d}",
        "use_registration": f"梯11沪F{clerk.serial + 1:05d}(示例)",
        "in_service_on": in_service_on.isoformat(),
        "made_on": (in_service_on - timedelta(days=chance.randint(90, 400))).isoformat(),
        "drive": "hydraulic" if chance.random() < 0.01 else "traction",
        "machine_room": chance.random() < 0.93,
        "floors": chance.choice((6, 7, 11, 14, 18, 24, 28)),
        "load_kg": chance.choice((630, 800, 1000)),
        "maintainer": maintainer,
        "maintainer_licence": f"TS331{chance.randint(1000, 9999)}-示例",
        "next_inspection_on": (clerk.today + timedelta(days=chance.randint(-30, 360))).isoformat(),
    }
    scrapped = clerk.ending(estate.registered_on, 0.015, "旧梯拆除更新")
    return clerk.enter(
        "elevator",
        f"{name} {house} 号楼 {lift} 号梯{names.MARK}",
        estate.area,
        attrs,
        registered_on=estate.registered_on,
        above=estate,
        changes=scrapped,
    )
