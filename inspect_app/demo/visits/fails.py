"""Which items fail: how strict life is to each checklist, and a draw of what goes wrong there."""

import random
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Fails:
    """`general` weighs how many general items fail, from none upwards; the others are chances."""

    general: tuple[int, ...] = (50, 30, 12, 5, 3)
    key: float = 0.06
    veto: float = 0.01


CANTEEN = Fails(general=(34, 26, 17, 10, 6, 3, 3, 1), key=0.12)
# A market whose stalls are weighed honestly, and one that has work to do.
HONEST_STALL = Fails(general=(93, 6, 1), key=0.01, veto=0.002)
CARELESS_STALL = Fails(general=(66, 22, 12), key=0.1, veto=0.01)
BY_CHECKLIST = {
    "market": Fails(general=(48, 46, 6), key=0.05, veto=0.0),
    "elevator": Fails(general=(56, 26, 12, 6), key=0.11, veto=0.015),
    "construction-special": Fails(general=(60, 25, 15), key=0.22, veto=0.06),
    "construction-acceptance": Fails(general=(70, 24, 6), key=0.0),
    "food-shop": Fails(general=(84, 12, 4), key=0.06, veto=0.03),
    "food-online": Fails(general=(55, 41, 4), key=0.05, veto=0.02),
    "food-street": Fails(general=(50, 46, 4), key=0.0, veto=0.0),
    "consumer-unit": Fails(general=(58, 38, 4), key=0.04, veto=0.0),
}
FAILED_ACCEPTANCE = Fails(general=(40, 40, 20), key=1.0)


def pick_failing(
    checklist: Mapping[str, Any], fails: Fails, chance: random.Random
) -> frozenset[str]:
    """Ids of items; those that turn out hidden lose their answer anyway."""
    if "tables" in checklist:
        return pick_deductions(checklist, chance)
    by_class: dict[str, list[str]] = {"veto": [], "key": [], "general": [], "record": []}
    for item in checklist["items"]:
        by_class[item["class"]].append(item["id"])
    many = chance.choices(range(len(fails.general)), fails.general)[0]
    failing = chance.sample(by_class["general"], min(many, len(by_class["general"])))
    for name, likely in (("key", fails.key), ("veto", fails.veto)):
        if by_class[name] and chance.random() < likely:
            failing.append(chance.choice(by_class[name]))
    return frozenset(failing)


def pick_deductions(checklist: Mapping[str, Any], chance: random.Random) -> frozenset[str]:
    """On a site scored by tables a few items cost points, on a bad one every twelfth."""
    share = chance.choice((0.01, 0.02, 0.03, 0.04, 0.08))
    return frozenset(item["id"] for item in checklist["items"] if chance.random() < share)
