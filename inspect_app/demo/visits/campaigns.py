"""Three years of visits to everything but canteens: estate by estate, market by market."""

import random
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date, time, timedelta

from inspect_app.demo.register.entries import Entry
from inspect_app.demo.register.people import Person, pick_pair
from inspect_app.demo.visits.fails import CARELESS_STALL, HONEST_STALL
from inspect_app.demo.visits.outings import Fate, Outing, plan_outing, usual_fate, working_day

YEARS = (2021, 2022, 2023)
PLAN_ENDS = date(2023, 12, 22)
BY_DAY = 12  # so many lifts or stalls two people do in a day
Visits = Iterator[Outing]


def list_campaigns(chance: random.Random, entries: list[Entry]) -> list[Outing]:
    """However large the district is: the shares that were visited are the same at any size."""
    by_kind: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        by_kind[entry.kind].append(entry)
    outings = [
        *visit_lifts(chance, by_kind["elevator"]),
        *visit_markets(chance, by_kind["market"], by_kind["stall"]),
        *visit_sites(chance, by_kind["construction_site"]),
    ]
    for kind, share in SHARES.items():
        outings += visit_some(chance, by_kind[kind], share)
    return outings


# Of the shops and units so many were visited, some of them again.
SHARES = {"food_shop": 0.72, "food_online": 0.9, "food_street": 1.2, "consumer_unit": 0.62}
LIFTS_VISITED, MARKETS_VISITED, MARKETS_ALONE = 0.52, 0.63, 0.16


def visit_some(chance: random.Random, entries: list[Entry], share: float) -> Visits:
    """Over a share of one, some are visited twice."""
    many = round(len(entries) * share)
    rounds = [chance.sample(entries, len(entries)) for _ in range(2)]
    for entry in (rounds[0] + rounds[1])[:many]:
        day = any_day(chance, entry)
        if day is not None:
            yield plan_outing(chance, entry, day, usual_fate(chance))


def any_day(chance: random.Random, entry: Entry) -> date | None:
    """A working day of the plan on which it was open, if there is one."""
    first = max(date(2021, 1, 6), entry.recorded_at.date() + timedelta(days=1))
    for _ in range(5):
        day = working_day(chance, first, PLAN_ENDS)
        if first <= day <= PLAN_ENDS and entry.is_open(day):
            return day
    return None


def visit_lifts(chance: random.Random, lifts: list[Entry]) -> Visits:
    """An estate is one round: the same two people, lift after lift; the oldest estates first."""
    estates = group(lifts, lambda lift: lift.parent or lift.id)
    chance.shuffle(estates)
    left = round(len(lifts) * LIFTS_VISITED)
    for estate in estates:
        if left <= 0:
            return
        if not is_old(estate[0]) and chance.random() < 0.6:
            continue
        chosen = estate[:left]
        left -= len(chosen)
        yield from one_round(chance, chosen, any_day(chance, chosen[0]))


def is_old(lift: Entry) -> bool:
    """Old enough for the plan, or soon to be."""
    return str(lift.attrs["in_service_on"]) < "2007" and lift.attrs["residential"] is True


def one_round(chance: random.Random, entries: list[Entry], day: date | None) -> Visits:
    """Twelve a day by one pair."""
    if day is None:
        return
    pair = pick_pair(chance, entries[0].area, entries[0].kind)
    for number, entry in enumerate(entries):
        on = next_working_day(day, number // BY_DAY)
        if entry.is_open(on) and on <= PLAN_ENDS:
            start = slot(number % BY_DAY)
            fate = usual_fate(chance)
            here = entry.parent or ""
            yield plan_outing(chance, entry, on, fate, pair=pair, start=start, round=here)


def slot(number: int) -> time:
    """Forty minutes each, from half past eight on."""
    minutes = 8 * 60 + 30 + number * 40
    return time(minutes // 60, minutes % 60)


def next_working_day(day: date, later: int) -> date:
    for _ in range(later):
        day += timedelta(days=1)
        while day.weekday() > 4:
            day += timedelta(days=1)
    return day


def visit_markets(chance: random.Random, markets: list[Entry], stalls: list[Entry]) -> Visits:
    """First every stall of a market, then, when those are reviewed, the market itself."""
    halls = {hall[0].parent: hall for hall in group(stalls, lambda one: one.parent or "")}
    chosen = chance.sample(markets, len(markets))
    whole = max(1, round(len(markets) * MARKETS_VISITED))
    alone = round(len(markets) * MARKETS_ALONE)
    for number, market in enumerate(chosen[: whole + alone]):
        day = working_day(chance, date(YEARS[number % 3], 1, 10), date(YEARS[number % 3], 10, 20))
        if number < whole:
            yield from visit_stalls(chance, halls.get(market.id, []), day, number % 7 == 6)
        on = working_day(chance, day + timedelta(days=35), day + timedelta(days=50))
        yield plan_outing(chance, market, on, "approved")


def visit_stalls(chance: random.Random, stalls: list[Entry], day: date, careless: bool) -> Visits:
    fails = CARELESS_STALL if careless else HONEST_STALL
    pairs: list[tuple[Person, Person]] = []
    for number, stall in enumerate(stalls):
        on = next_working_day(day, number // BY_DAY)
        if number % BY_DAY == 0:
            pairs.append(pick_pair(chance, stall.area, stall.kind))
        if stall.is_open(on):
            fate: Fate = "mended" if chance.random() < 0.04 else "approved"
            start = slot(number % BY_DAY)
            yield plan_outing(
                *(chance, stall, on, fate),
                fails=fails,
                pair=pairs[-1],
                start=start,
                round=stall.parent or "",
            )


def visit_sites(chance: random.Random, sites: list[Entry]) -> Visits:
    """Dangerous works of each, and the score by tables of most."""
    for site in sites:
        for checklist, likely in (("construction-special", 0.95), ("construction-jgj59", 0.7)):
            day = any_day(chance, site)
            if day is not None and chance.random() < likely:
                yield plan_outing(chance, site, day, usual_fate(chance), checklist=checklist)


def group(entries: list[Entry], key: Callable[[Entry], str]) -> list[list[Entry]]:
    """Those of one key together, in their order."""
    found: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        found[key(entry)].append(entry)
    return list(found.values())
