"""One visit as it was planned: who goes where on which day, and what becomes of it."""

import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal

from inspect_app.demo.register.entries import Entry
from inspect_app.demo.register.people import Person, pick_pair
from inspect_app.demo.visits.fails import BY_CHECKLIST, Fails
from inspect_app.domain.calendar.visits import SHANGHAI

Fate = Literal["approved", "mended", "returned", "pending", "resent", "waiting", "alone", "foreign"]
USUALLY: tuple[tuple[Fate, int], ...] = (("approved", 940), ("mended", 52), ("returned", 8))
CHECKLISTS = {"construction_site": "construction-special"}


@dataclass(frozen=True, kw_only=True)
class Outing:
    """What a fate means is in `fates`; `minutes` is the least and the most that a visit takes.

    `asks` is the script of what is to be put right, if anything. `round` names the round that
    it belongs to; `lent` names a photo that is shown at another visit, too.
    """

    entry: Entry
    checklist: str
    author: Person
    second: Person
    started_at: datetime
    fate: Fate
    fails: Fails
    minutes: tuple[int, int] = (20, 45)
    acceptance: Mapping[str, str] | None = None
    asks: str = ""
    round: str = ""
    lent: str = ""


def plan_outing(
    chance: random.Random,
    entry: Entry,
    day: date,
    fate: Fate,
    *,
    checklist: str = "",
    fails: Fails | None = None,
    pair: tuple[Person, Person] | None = None,
    start: time | None = None,
    acceptance: Mapping[str, str] | None = None,
    round: str = "",
) -> Outing:
    """Two who hold the place go there by day."""
    code = checklist or CHECKLISTS.get(entry.kind, entry.kind.replace("_", "-"))
    author, second = pair or pick_pair(chance, entry.area, entry.kind)
    hour = start or time(chance.randint(8, 14), chance.choice((5, 15, 25, 35, 45, 55)))
    return Outing(
        entry=entry,
        checklist=code,
        author=author,
        second=second,
        started_at=datetime.combine(day, hour, SHANGHAI).astimezone(UTC),
        fate=fate,
        fails=fails or BY_CHECKLIST.get(code, Fails()),
        acceptance=acceptance,
        round=f"{round} {day}" if round else "",
    )


def usual_fate(chance: random.Random) -> Fate:
    """Reviewed, mostly approved."""
    fates, weights = zip(*USUALLY, strict=True)
    found: Fate = chance.choices(fates, weights)[0]
    return found


def working_day(chance: random.Random, first: date, last: date) -> date:
    """Monday to Friday; when the span holds none, its last day must do."""
    day = first + timedelta(days=chance.randint(0, max(0, (last - first).days)))
    while day.weekday() > 4 and day < last:
        day += timedelta(days=1)
    return day
