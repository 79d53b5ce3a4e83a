"""Acceptances of the unit works of major sites: most pass at once, some not, a few fall through."""

import random
from collections.abc import Iterator
from datetime import date, timedelta

from inspect_app.demo.register.entries import Entry
from inspect_app.demo.visits.fails import FAILED_ACCEPTANCE
from inspect_app.demo.visits.outings import Outing, plan_outing, working_day

CODE = "construction-acceptance"
FIRST, LAST = date(2021, 5, 10), date(2023, 12, 8)
# How a unit work fares: never fails, fails once, is adjourned once, waits for its meeting.
WAYS = {"passes": 80, "fails": 5, "void": 4, "ahead": 11}


def list_meetings(
    chance: random.Random, sites: list[Entry], works: list[Entry]
) -> Iterator[Outing]:
    known = {site.id: site for site in sites}
    ways, weights = list(WAYS), list(WAYS.values())
    for number, work in enumerate(works):
        site = known[work.parent or ""]
        day = working_day(chance, FIRST, LAST)
        # Whatever the dice say, one of each is there to be seen.
        way = ways[number] if number < 3 else chance.choices(ways, weights)[0]
        yield from meet(chance, site, work, day, way)


def meet(chance: random.Random, site: Entry, work: Entry, day: date, way: str) -> Iterator[Outing]:
    """After a meeting that failed or fell through another one follows."""
    if way == "ahead":
        return
    about = {"unit_work": work.id}
    if way == "fails":
        yield plan_outing(
            chance,
            site,
            day,
            "approved",
            checklist=CODE,
            fails=FAILED_ACCEPTANCE,
            acceptance=about | {"handling": "rework"},
        )
    if way == "void":
        void = about | {"void": "监理单位负责人未到场，验收会没有开成"}
        yield plan_outing(chance, site, day, "approved", checklist=CODE, acceptance=void)
    again = day if way == "passes" else working_day(chance, *later(day))
    yield plan_outing(chance, site, again, "approved", checklist=CODE, acceptance=about)


def later(day: date) -> tuple[date, date]:
    return day + timedelta(days=21), day + timedelta(days=60)
