"""The people of the fictional district: five who get a password, and the authors of its past."""

import random
import secrets
from dataclasses import dataclass

from inspect_app.demo.register.areas import AREAS
from inspect_app.domain.kinds import FOLLOWS
from inspect_app.domain.vocabulary import KINDS as ALL_KINDS

# What follows another kind is read with it.
KINDS = tuple(sorted(set(ALL_KINDS) - set(FOLLOWS)))
LIFTS = ("elevator",)
WORKS = ("construction_site",)
FOOD = tuple(kind for kind in KINDS if kind not in LIFTS + WORKS)
SYLLABLES = tuple(a + b for a in "bdfghkmnprst" for b in ("a", "e", "i", "o", "u"))


@dataclass(frozen=True)
class Person:
    """`areas` are codes of towns; whoever reviews has all of them."""

    user: str
    full_name: str
    role: str
    areas: tuple[str, ...]
    badge: str = ""
    kinds: tuple[str, ...] = KINDS

    def holds(self, area: str, kind: str) -> bool:
        return area in self.areas and kind in self.kinds


# Whoever runs the demo signs in as these. Caoyang belongs to both inspectors.
ACCOUNTS = (
    Person("lin", "林晓禾", "inspector", ("310107005", "310107017"), "示例-101"),
    Person("zhao", "赵一舟", "inspector", ("310107005", "310107015"), "示例-102"),
    Person("chen", "陈砚秋", "supervisor", AREAS, "示例-201"),
    Person("sun", "孙若亭", "administrator", AREAS, "示例-301"),
    Person("zhou", "周亦岚", "administrator", AREAS, "示例-302"),
)

# They did the rest of the work; nobody knows their passwords.
INSPECTORS = (
    Person("he", "何听澜", "inspector", ("310107014", "310107022"), "示例-103", FOOD),
    Person("gu", "顾知远", "inspector", ("310107016", "310107020"), "示例-104", FOOD),
    Person("tang", "唐予墨", "inspector", ("310107021", "310107102"), "示例-105", FOOD),
    Person("jiang", "蒋望舒", "inspector", ("310107103", "310107102"), "示例-106", FOOD),
    Person("meng", "孟怀瑾", "inspector", ("310107016", "310107022"), "示例-107", FOOD),
    Person("luo", "骆承安", "inspector", AREAS, "示例-108", LIFTS),
    Person("shen", "沈墨言", "inspector", AREAS, "示例-109", LIFTS),
    Person("ding", "丁若川", "inspector", AREAS, "示例-110", WORKS),
    Person("qiu", "邱映雪", "inspector", AREAS, "示例-111", WORKS),
)
SUPERVISORS = (
    Person("xu", "许沐辰", "supervisor", AREAS, "示例-202"),
    Person("pan", "潘时雨", "supervisor", AREAS, "示例-203"),
)
EVERYBODY = (*ACCOUNTS, *INSPECTORS, *SUPERVISORS)


def readable_password() -> str:
    """Four spoken groups and two digits, about 55 bits: to be read from a screen and typed."""
    groups = ["".join(secrets.choice(SYLLABLES) for _ in range(2)) for _ in range(4)]
    return "-".join(groups) + f"-{secrets.randbelow(90) + 10}"


def inspectors_of(area: str, kind: str) -> list[Person]:
    return [one for one in EVERYBODY if one.role == "inspector" and one.holds(area, kind)]


def pick_pair(chance: random.Random, area: str, kind: str) -> tuple[Person, Person]:
    """An author who holds the place, and another inspector of the trade beside."""
    author = chance.choice(inspectors_of(area, kind))
    everyone = [one for one in EVERYBODY if one.role == "inspector" and one is not author]
    return author, chance.choice([one for one in everyone if kind in one.kinds])
