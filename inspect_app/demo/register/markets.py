"""Collective markets, each with its stalls: a hall of a few trades, side by side."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from inspect_app.demo.register import names, numbers
from inspect_app.demo.register.areas import spread, spread_over_areas
from inspect_app.demo.register.entries import Clerk, Entry
from inspect_app.demo.register.size import Size

# What is sold, how often, and what it is called on the sign.
TRADES = {
    "vegetable": (30, "蔬菜"),
    "fruit": (10, "水果"),
    "meat": (11, "鲜肉"),
    "poultry": (5, "光禽"),
    "aquatic": (12, "水产"),
    "egg": (4, "禽蛋"),
    "tofu": (6, "豆制品"),
    "cooked": (7, "熟食"),
    "grain": (5, "粮油"),
    "dried": (5, "南北干货"),
    "bulk": (3, "散装食品"),
    "other": (2, "日杂"),
}
CHILLED = ("meat", "poultry", "aquatic", "tofu", "cooked")
PERMITTED = ("meat", "cooked", "tofu", "bulk")


def make_markets(clerk: Clerk, words: names.Words, size: Size) -> list[Entry]:
    """A market, then its stalls, then the next market."""
    areas = spread_over_areas(clerk.chance, size.markets)
    weights = tuple(clerk.chance.randint(5, 13) for _ in areas)
    halls = zip(areas, spread(size.stalls, weights), strict=True)
    return [entry for area, stalls in halls for entry in make_hall(clerk, words, area, stalls)]


def make_hall(clerk: Clerk, words: names.Words, area: str, stalls: int) -> Iterator[Entry]:
    word, sort = next(words), clerk.chance.choice(names.MARKETS)
    serial = clerk.serial + 1
    attrs = market_attrs(clerk.chance, stalls, clerk.today)
    attrs["operator_uscc"] = numbers.credit_code("91", serial)
    market = clerk.enter(
        "market",
        f"{word}{sort}{names.MARK}",
        area,
        attrs,
        registered_on=clerk.early(),
        uscc=attrs["operator_uscc"],
        risk_grade=clerk.chance.choices("ABCD", (30, 50, 16, 4))[0],
    )
    yield market
    for number in range(1, stalls + 1):
        yield make_stall(clerk, f"{word}{sort}", market, number)


def market_attrs(chance: random.Random, stalls: int, today: date) -> dict[str, Any]:
    area = stalls * chance.randint(16, 26)
    return {
        "standardised": chance.random() < 0.7,
        "area_m2": area,
        "stalls": stalls,
        "stalls_open": stalls - chance.randint(0, 3),
        "farmer_area_m2": round(area * chance.uniform(0.04, 0.08)),
        "fair_scale_no": f"示例公平秤-{chance.randint(100, 999)}",
        "fair_scale_valid_to": (today + timedelta(days=chance.randint(-40, 330))).isoformat(),
        "test_room": chance.random() < 0.8,
        "meat_stalls": True,
        "cooked_stalls": True,
        "chiller": True,
        "retail_produce": True,
        "wet_waste_due": chance.random() < 0.4,
    }


def make_stall(clerk: Clerk, hall: str, market: Entry, number: int) -> Entry:
    chance = clerk.chance
    trade = chance.choices(list(TRADES), [weight for weight, _ in TRADES.values()])[0]
    stall_no = f"{'ABCDE'[number // 30 % 5]}{number % 30 + 1:02d}"
    sign = f"{chance.choice(names.SURNAMES)}记{TRADES[trade][1]}"
    opened_on = max(clerk.registration(), market.registered_on)
    return clerk.enter(
        "stall",
        f"{hall} {stall_no} {sign}{names.MARK}",
        market.area,
        stall_attrs(chance, stall_no, trade, clerk.today),
        registered_on=opened_on,
        above=market,
        uscc=numbers.credit_code("92", clerk.serial + 1),
        changes=clerk.ending(opened_on, 0.03, "经营户撤离，摊位空置"),
    )


def stall_attrs(chance: random.Random, stall_no: str, trade: str, today: date) -> dict[str, Any]:
    attrs: dict[str, Any] = {
        "stall_no": stall_no,
        "holder_id_tail": f"{chance.randint(0, 9999):04d}",
        "trades": [trade],
        "permit_required": trade in PERMITTED,
        "self_produced": trade == "vegetable" and chance.random() < 0.08,
        "traced": trade in ("meat", "vegetable", "aquatic"),
        "chilled": trade in CHILLED,
        "frozen": trade in ("aquatic", "poultry") and chance.random() < 0.4,
        "uses_scale": True,
    }
    valid_to = today + timedelta(days=chance.randint(-20, 340))
    return attrs | {
        "scale_no": f"示例秤-{chance.randint(10000, 99999)}",
        "scale_valid_to": valid_to.isoformat(),
    }
