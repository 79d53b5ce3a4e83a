"""What the fictional city has of each kind, in thousandths of its premises."""

from datetime import date
from typing import Any

PER_THOUSAND = {
    "market": 10,
    "stall": 450,
    "estate": 10,
    "elevator": 300,
    "construction_site": 5,
    "unit_work": 10,
    "canteen_school": 10,
    "canteen_elderly": 10,
    "food_shop": 120,
    "food_online": 10,
    "food_street": 5,
    "consumer_unit": 60,
}
NOT_INSPECTED = ("estate", "unit_work")
# Of so many premises of a kind one has a title, by target.
TITLES = {
    "food_shop": ("food-shop", 10),
    "food_online": ("food-online", 3),
    "food_street": ("food-street", 2),
    "consumer_unit": ("consumer-unit", 3),
}
OLD, YOUNG = date(2003, 5, 1), date(2015, 5, 1)


def attrs_of(kind: str, number: int) -> dict[str, Any]:
    """The attributes of the premises with this number of its kind; every tenth counts nowhere."""
    odd = number % 10 == 9
    if kind == "elevator":
        since = YOUNG if odd else OLD
        code = f"3110{number:016d}"
        return {"residential": True, "in_service_on": since.isoformat(), "device_code": code}
    if kind == "canteen_school":
        return {"stage": "幼" if odd else "初"}
    if kind == "canteen_elderly":
        return {"community_meals": odd}
    if kind == "construction_site":
        return {"major": not odd}
    return {}
