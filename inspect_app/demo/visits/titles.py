"""Titles of shops, streets and units: proposed by one, confirmed by another, a few revoked."""

import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import partial

from inspect_app.demo.diary import Step
from inspect_app.demo.register.entries import Entry
from inspect_app.demo.visits.outings import working_day
from inspect_app.services.review.baselines import Reached, confirm_baseline, enter_baseline
from inspect_app.services.review.designations import (
    Naming,
    confirm_title,
    enter_title,
)
from inspect_app.services.review.title_endings import ask_revocation, confirm_revocation

SPECIALISTS = ("chen", "xu", "pan")
BASELINE, BASELINE_ON = 2_668, date(2020, 12, 31)
FIRST, LAST = date(2021, 6, 1), date(2023, 12, 18)


@dataclass(frozen=True)
class Award:
    """Of the entries of a kind so many were named; some were proposed and nobody confirmed them."""

    title: str
    level: str
    share: float
    issuer: str


AWARDS = {
    "food_shop": Award("食品经营实体示范店（示例）", "区级", 0.872, "普市监示"),
    "food_online": Award("网络食品经营示范店（示例）", "区级", 0.906, "普市监网"),
    "food_street": Award("食品安全示范街区（示例）", "市级", 0.78, "沪食安办"),
    "consumer_unit": Award("放心消费示范单位（示例）", "市级", 0.86, "沪消保"),
}
PROPOSED, REVOKED = 0.03, 0.012
WHY = "抽查不合格，发文单位撤销命名（示例）"


def list_titles(
    chance: random.Random, entries: list[Entry], people: Mapping[str, str]
) -> Iterator[Step]:
    for kind, award in AWARDS.items():
        of_kind = [entry for entry in entries if entry.kind == kind]
        candidates = chance.sample(of_kind, len(of_kind))
        named = round(len(of_kind) * award.share)
        proposed = round(len(of_kind) * PROPOSED)
        for number, entry in enumerate(candidates[: named + proposed]):
            yield propose(chance, entry, award, people, confirmed=number < named)


def propose(
    chance: random.Random,
    entry: Entry,
    award: Award,
    people: Mapping[str, str],
    *,
    confirmed: bool,
) -> Step:
    first = max(FIRST, entry.recorded_at.date() + timedelta(days=30))
    day = working_day(chance, first, max(first, LAST))
    naming = Naming(
        title=award.title,
        level=award.level,
        document=f"{award.issuer}〔{day.year}〕示例-{chance.randint(3, 96)} 号",
        named_on=day,
        valid_to=day.replace(year=day.year + 3, day=min(day.day, 28)),
    )
    one, other = (people[user] for user in chance.sample(SPECIALISTS, 2))
    at = morning(chance, day + timedelta(days=chance.randint(1, 6)))
    later = at + timedelta(days=chance.randint(1, 5), hours=chance.randint(1, 4))
    lost = entry.kind != "food_street" and chance.random() < REVOKED
    revoked = later + timedelta(days=chance.randint(90, 400)) if lost else None
    told = (entry, naming, one, other, at, later if confirmed else None, revoked)
    return Step(at, partial(enter, *told))


def enter(
    entry: Entry,
    naming: Naming,
    one: str,
    other: str,
    at: datetime,
    confirmed_at: datetime | None,
    revoked_at: datetime | None,
) -> Iterator[Step]:
    title = enter_title(one, entry.id, naming, at=at)
    if confirmed_at is None:
        return
    yield Step(confirmed_at, call(confirm_title, other, title, at=confirmed_at))
    if revoked_at is not None:
        day, later = revoked_at.date(), revoked_at + timedelta(hours=2)
        yield Step(revoked_at, call(ask_revocation, other, title, day, WHY, at=revoked_at))
        yield Step(later, call(confirm_revocation, one, title, day, at=later))


def call(act: Callable[..., None], *args: object, at: datetime) -> Callable[[], None]:
    return partial(act, *args, at=at)


def morning(chance: random.Random, day: date) -> datetime:
    return datetime.combine(day, time(chance.randint(1, 7), chance.randint(0, 59)), UTC)


def baseline_step(people: Mapping[str, str]) -> Step:
    """What the bureau counted before the plan: one enters it, another confirms it."""
    at = datetime(2021, 4, 26, 2, 0, tzinfo=UTC)
    reached = Reached("consumer-unit", BASELINE, BASELINE_ON, "普市监〔2021〕示例-3号")

    def act() -> None:
        entry = enter_baseline(people["sun"], reached, at=at)
        confirm_baseline(people["zhou"], entry, at=at)

    return Step(at, act)
