"""The last days everywhere but in the canteens: what lies in the queue, what came back."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from inspect_app.demo.register.areas import AREAS
from inspect_app.demo.register.entries import Entry
from inspect_app.demo.visits.outings import Fate, Outing, plan_outing, working_day
from inspect_app.domain.calendar.visits import shanghai_day

# In every street: what lies in the queue, what its author has to mend, what was decided just now.
FRESH: tuple[tuple[str, Fate], ...] = (
    ("elevator", "pending"),
    ("elevator", "approved"),
    ("elevator", "returned"),
    ("stall", "pending"),
    ("stall", "approved"),
    ("food_shop", "pending"),
    ("food_shop", "resent"),
    ("food_shop", "approved"),
    ("consumer_unit", "pending"),
)
# Not in every street: by turns.
RARE: tuple[tuple[str, Fate], ...] = (
    ("construction_site", "pending"),
    ("food_online", "pending"),
    ("construction_site", "returned"),
    ("market", "pending"),
    ("food_online", "returned"),
)

# In two streets the same photo was handed in: whichever came second says that it is reused.
LENT = {(number, kind, "pending") for number in (0, 1) for kind in ("elevator", "food_shop")}


def visit_freshly(chance: random.Random, entries: list[Entry], now: datetime) -> Iterator[Outing]:
    """Each at a place of its own; what a street does not have is left out."""
    today = shanghai_day(now)
    used: set[str] = set()
    for number, area in enumerate(AREAS):
        here = [one for one in entries if one.area == area and one.is_open(today)]
        for kind, fate in (*FRESH, RARE[number % len(RARE)]):
            free = [one for one in here if one.kind == kind and one.id not in used]
            if free:
                entry = chance.choice(free)
                used.add(entry.id)
                first = today - timedelta(days=12 if fate == "approved" else 5)
                day = working_day(chance, first, today - timedelta(days=2))
                outing = plan_outing(chance, entry, day, fate)
                yield replace(outing, lent=kind) if (number, kind, fate) in LENT else outing
