"""What becomes of a visit: each fate is a short list of steps, each at its moment."""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import partial

from inspect_app.demo.bodies import Place, Sealed, Visit, mend, retake, seal
from inspect_app.demo.numbers import id_of
from inspect_app.demo.past import Postman, record_of
from inspect_app.demo.people import SUPERVISORS
from inspect_app.demo.schedule import Outing
from inspect_app.domain.visits import SHANGHAI
from inspect_app.services.reviews import approve, return_items

REMARKS = (
    "照片看不清，请补拍一张清楚的",
    "读数和填写的对不上，请核对后补拍",
    "请把标签上的日期拍进去",
    "只拍到局部，请补一张整体的",
)
VERDICTS = {"waiting": "waiting", "foreign": "kept"}
FAILS = ((0, 34), (1, 26), (2, 17), (3, 10), (4, 6), (5, 3), (6, 3), (7, 1))


@dataclass(frozen=True)
class Step:
    """Something that happens at a moment; the demo does them in the order of time."""

    at: datetime
    do: Callable[[], None]


@dataclass
class Story:
    """One inspection from its first push to where it stands today."""

    id: str
    outing: Outing
    sealed: Sealed
    reviewer: str
    serial: int
    chance: random.Random
    now: datetime
    postman: Postman
    without: frozenset[str] = frozenset()

    def steps(self) -> list[Step]:
        sent_at = self.soon(self.sealed_at(), 150)
        steps = [Step(sent_at, partial(self.send, 1, None, self.sealed, sent_at))]
        match self.outing.fate:
            case "approved":
                steps.append(self.approval(1, self.next_office_hour(sent_at)))
            case "returned":
                steps.append(self.return_(self.next_office_hour(sent_at)))
            case "mended" | "resent":
                steps += self.mending(sent_at)
        return steps

    def mending(self, sent_at: datetime) -> list[Step]:
        items = self.doubtful()
        returned_at = self.next_office_hour(sent_at)
        again_at = self.soon(returned_at + timedelta(hours=2), 20 * 60)
        mended = mend(self.sealed, items, again_at - timedelta(minutes=20), self.serial)
        resend = partial(self.send, 2, self.sealed.digest, mended, again_at)
        steps = [self.return_(returned_at), Step(again_at, resend)]
        if self.outing.fate == "mended":
            steps.append(self.approval(2, self.next_office_hour(again_at)))
        return steps

    def send(self, rev: int, base: str | None, sealed: Sealed, at: datetime) -> None:
        author = sealed.body["author"]
        self.postman.upload(author, sealed, at - timedelta(seconds=30), self.without)
        verdict = VERDICTS.get(self.outing.fate, "stored")
        self.postman.push(author, record_of(self.id, rev, base, sealed), at, verdict)

    def approval(self, rev: int, at: datetime) -> Step:
        return Step(at, partial(approve, self.reviewer, self.id, rev, at=at))

    def return_(self, at: datetime) -> Step:
        items = [{"item": item, "remark": self.chance.choice(REMARKS)} for item in self.doubtful()]
        return Step(at, partial(return_items, self.reviewer, self.id, 1, items, at=at))

    def doubtful(self) -> list[str]:
        """The items of a return: the same each time it is asked."""
        shown = sorted(self.sealed.body["photos"])
        return random.Random(self.serial).sample(shown, min(len(shown), 1 + self.serial % 2))

    def sealed_at(self) -> datetime:
        return datetime.fromisoformat(self.sealed.body["sealed_at"])

    def soon(self, after: datetime, minutes: int) -> datetime:
        return self.before_now(after, timedelta(minutes=self.chance.randint(3, minutes)))

    def next_office_hour(self, after: datetime) -> datetime:
        day = after.astimezone(SHANGHAI).date() + timedelta(days=self.chance.randint(1, 3))
        while day.weekday() > 4:
            day += timedelta(days=1)
        hour = time(self.chance.randint(9, 16), self.chance.randint(0, 59))
        return self.before_now(after, datetime.combine(day, hour, SHANGHAI) - after)

    def before_now(self, after: datetime, gap: timedelta) -> datetime:
        """Never later than the day of loading: a step that would be is drawn nearer."""
        return after + min(gap, (self.now - after) * 0.4)


def tell_story(
    outing: Outing,
    place: Place,
    people: Mapping[str, str],
    chance: random.Random,
    now: datetime,
    postman: Postman,
    serial: int,
) -> Story:
    second = None if outing.fate == "alone" else people[outing.second.user]
    visit = Visit(
        author=people[outing.author.user],
        second=second,
        started_at=outing.started_at,
        minutes=chance.randint(38, 75),
        failing=pick_failing(place, outing.fog, chance),
        refused=chance.random() < 0.04,
    )
    sealed = seal(place, visit, chance)
    reviewers = ["chen", *(person.user for person in SUPERVISORS)]
    story = Story(
        id=id_of(chance, outing.started_at),
        outing=outing,
        sealed=sealed,
        reviewer=people[chance.choice(reviewers)],
        serial=serial,
        chance=chance,
        now=now,
        postman=postman,
    )
    if outing.fate == "waiting":
        story.without = withhold(sealed, serial, outing.started_at)
    return story


def withhold(sealed: Sealed, serial: int, at: datetime) -> frozenset[str]:
    """The last photos have not come yet: pictures of their own, that nobody else sent either."""
    items = list(sealed.body["photos"])[-3:]
    return frozenset(
        retake(sealed, item, at + timedelta(minutes=30), serial * 10 + number)
        for number, item in enumerate(items)
    )


def pick_failing(place: Place, fog: float, chance: random.Random) -> frozenset[str]:
    by_class: dict[str, list[str]] = {"veto": [], "key": [], "general": [], "record": []}
    for item in place.object["items"]:
        by_class[item["class"]].append(item["id"])
    numbers, weights = zip(*FAILS, strict=True)
    failing = chance.sample(by_class["general"], chance.choices(numbers, weights)[0])
    if chance.random() < 0.12:
        failing.append(chance.choice(by_class["key"]))
    if chance.random() < fog:
        failing.append(chance.choices(by_class["veto"], (25, 35, 40))[0])
    return frozenset(failing)
