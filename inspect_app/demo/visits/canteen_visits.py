"""The canteens: who goes where on which day, and what becomes of each visit."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

from inspect_app.demo.register.areas import AREAS
from inspect_app.demo.register.canteens import is_counted
from inspect_app.demo.register.entries import Entry
from inspect_app.demo.register.people import ACCOUNTS, INSPECTORS
from inspect_app.demo.visits.fails import CANTEEN
from inspect_app.demo.visits.outings import Fate, Outing, plan_outing, working_day
from inspect_app.domain.calendar.visits import SHANGHAI

# The plan's three years: how many visits, and how often a kitchen is not to be seen.
YEARS = ((2021, 80, 0.22), (2022, 95, 0.14), (2023, 125, 0.08))
PAST_FATES: tuple[tuple[Fate, int], ...] = (("mended", 24), ("returned", 14))
RECENT_APPROVED = 120
RECENT_MENDED = 10
# The last days, by where: Shiquan is Lin's alone, Changshou is Zhao's, Caoyang belongs to both.
CAOYANG, SHIQUAN, CHANGSHOU = "310107005", "310107017", "310107015"
ELSEWHERE = ("310107014", "310107016", "310107020", "310107021", "310107102", "310107103")
FRESH: tuple[tuple[Fate, tuple[str, ...]], ...] = (
    ("pending", (CAOYANG, CAOYANG, CAOYANG, SHIQUAN, SHIQUAN, CHANGSHOU, CHANGSHOU)),
    ("pending", ELSEWHERE[:5]),
    ("returned", (SHIQUAN, SHIQUAN, CHANGSHOU, CHANGSHOU, *ELSEWHERE[:3])),
    ("resent", (SHIQUAN, CHANGSHOU, *ELSEWHERE[3:5])),
    ("waiting", ELSEWHERE[2:]),
    ("alone", (CAOYANG, ELSEWHERE[0])),
    ("foreign", (ELSEWHERE[5],)),
)


def list_outings(chance: random.Random, canteens: list[Entry], now: datetime) -> list[Outing]:
    new = list_new(canteens, now.astimezone(SHANGHAI).date())
    canteens = [one for one in canteens if one not in new]
    past = [outing for year in YEARS for outing in visit_year(chance, canteens, *year)]
    outings = [*with_fates(chance, past, PAST_FATES)]
    outings += visit_lately(chance, canteens, now)
    outings += visit_freshly(chance, canteens, now)
    return outings


def list_new(canteens: list[Entry], today: date) -> list[Entry]:
    """Two schools of every street where nobody was yet, so that there is always a first visit."""
    schools = [one for one in canteens if one.kind == "canteen_school"]
    counted = [one for one in schools if is_counted(one) and one.is_open(today)]
    return [one for area in AREAS for one in [s for s in counted if s.area == area][:2]]


def visit_year(
    chance: random.Random, canteens: list[Entry], year: int, many: int, fog: float
) -> Iterator[Outing]:
    """Each canteen at most once a year; a few that the plan does not count are visited, too."""
    for canteen in chance.sample(canteens, len(canteens)):
        day = working_day(chance, date(year, 1, 6), date(year, 12, 22))
        if canteen.is_open(day) and (is_counted(canteen) or chance.random() < 0.3):
            yield canteen_outing(chance, canteen, day, "approved", fog)
            many -= 1
            if not many:
                return


def with_fates(
    chance: random.Random, outings: list[Outing], fates: tuple[tuple[Fate, int], ...]
) -> Iterator[Outing]:
    left = [fate for fate, many in fates for _ in range(many)]
    left += ["approved"] * (len(outings) - len(left))
    chance.shuffle(left)
    for outing, fate in zip(outings, left, strict=True):
        # What was returned years ago would still lie on the phones of the accounts.
        stale = fate == "returned" and outing.author in ACCOUNTS
        yield replace(outing, fate="mended" if stale else fate)


def visit_lately(chance: random.Random, canteens: list[Entry], now: datetime) -> Iterator[Outing]:
    """Approved within the last twelve months, so that they still hold today."""
    today = now.astimezone(SHANGHAI).date()
    fates: list[Fate] = ["mended"] * RECENT_MENDED
    fates += ["approved"] * (RECENT_APPROVED - RECENT_MENDED)
    first, last = today - timedelta(days=345), today - timedelta(days=14)
    for canteen in chance.sample(canteens, len(canteens)):
        day = working_day(chance, max(first, canteen.recorded_at.date()), last)
        if fates and canteen.is_open(day) and (is_counted(canteen) or chance.random() < 0.15):
            yield canteen_outing(chance, canteen, day, fates.pop(), 0.07)


def visit_freshly(chance: random.Random, canteens: list[Entry], now: datetime) -> Iterator[Outing]:
    """The last days: what waits for review, for photos, or for its author."""
    today = now.astimezone(SHANGHAI).date()
    free = [one for one in canteens if one.is_open(today) and is_counted(one)]
    for fate, areas in FRESH:
        for area in areas:
            canteen = chance.choice([one for one in free if one.area == area])
            free.remove(canteen)
            oldest = 2 if fate == "alone" else 9
            day = working_day(chance, today - timedelta(days=oldest), today - timedelta(days=1))
            outing = canteen_outing(chance, canteen, day, fate, 0.1)
            yield outing if fate != "foreign" else by_a_stranger(outing)


def by_a_stranger(outing: Outing) -> Outing:
    """Whoever holds no scope there made this one: it is held back."""
    stranger = next(one for one in INSPECTORS if outing.entry.area not in one.areas)
    return replace(outing, author=stranger, second=outing.author)


def canteen_outing(
    chance: random.Random, canteen: Entry, day: date, fate: Fate, fog: float
) -> Outing:
    """`fog`: how likely the bright kitchen fails."""
    fails = replace(CANTEEN, veto=fog)
    return replace(plan_outing(chance, canteen, day, fate, fails=fails), minutes=(38, 75))
