"""What becomes of a visit: each fate is a short list of steps, each at its moment."""

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from functools import partial
from typing import Any

from inspect_app.demo.diary import Step
from inspect_app.demo.records.bodies import Sealed, Visit, bind_signatures, mend, retake, seal
from inspect_app.demo.records.corrections import Asked, ask_for, failing_of, live_on
from inspect_app.demo.records.past import Postman, record_of
from inspect_app.demo.records.places import Catalogue, opened
from inspect_app.demo.register.numbers import id_of
from inspect_app.demo.register.people import SUPERVISORS
from inspect_app.demo.visits.corrections import ITEMS, SCRIPTS
from inspect_app.demo.visits.fails import pick_failing
from inspect_app.demo.visits.outings import Outing
from inspect_app.domain.calendar.visits import SHANGHAI, shanghai_day

REMARKS = (
    "照片看不清，请补拍一张清楚的",
    "读数和填写的对不上，请核对后补拍",
    "请把标签上的日期拍进去",
    "只拍到局部，请补一张整体的",
)
VERDICTS = {"waiting": "waiting", "foreign": "quarantined"}
REVIEWERS = ("chen", *(person.user for person in SUPERVISORS))


@dataclass(frozen=True)
class World:
    """What every story needs: ids by user name, published checklists, who brings it, today."""

    people: Mapping[str, str]
    catalogue: Catalogue
    postman: Postman
    now: datetime


@dataclass
class Story:
    """One inspection from the visit to where it stands today."""

    outing: Outing
    serial: int
    world: World
    chance: random.Random = field(init=False)
    id: str = field(init=False)
    sealed: Sealed = field(init=False)
    reviewer: str = field(init=False)

    def __post_init__(self) -> None:
        self.chance = random.Random(f"{self.serial} {self.outing.entry.code}")
        self.id = id_of(self.chance, self.outing.started_at)
        self.reviewer = self.world.people[self.chance.choice(REVIEWERS)]

    def begin(self) -> Step:
        """Nobody knows before the visit what the premises will look like by then."""
        return Step(self.outing.started_at, self.visit, counts=1)

    def visit(self) -> Iterator[Step]:
        self.sealed = self.seal()
        without = self.withhold() if self.outing.fate == "waiting" else frozenset()
        if self.outing.asks:
            ask_for(self.sealed, self.outing.asks, self.asked_id)
        bind_signatures(self.sealed, self.id)
        sent_at = self.soon(datetime.fromisoformat(self.sealed.body["sealed_at"]), 150)
        yield Step(sent_at, partial(self.send, 1, None, self.sealed, sent_at, without))
        decided_at = None
        match self.outing.fate:
            case "approved":
                decided_at = self.next_office_hour(sent_at)
                yield self.approval(1, decided_at)
            case "returned":
                yield self.return_(self.next_office_hour(sent_at))
            case "mended" | "resent":
                yield from self.mending(sent_at)
        if self.outing.asks:
            yield from live_on(self.asked(), sent_at, decided_at)

    @property
    def asked_id(self) -> str:
        """Dice of its own: what is asked for changes nothing else."""
        return id_of(random.Random(f"asks {self.id}"), self.outing.started_at)

    def asked(self) -> Asked:
        return Asked(
            id=self.asked_id,
            inspection=self.id,
            item=ITEMS[self.outing.checklist],
            script=SCRIPTS[self.outing.asks],
            inspector=self.sealed.author,
            reviewer=self.reviewer,
            album=self.world.postman.album,
            now=self.world.now,
        )

    def seal(self) -> Sealed:
        outing, people = self.outing, self.world.people
        entry, code = outing.entry, outing.checklist
        version = self.world.catalogue.in_force(code, shanghai_day(outing.started_at))
        attrs = self.world.postman.attrs_of(entry.id)
        place = opened(entry.id, entry.kind, attrs, entry.lat, entry.lng, version)
        visit = Visit(
            author=people[outing.author.user],
            second=None if outing.fate == "alone" else people[outing.second.user],
            started_at=outing.started_at,
            minutes=self.chance.randint(*outing.minutes),
            failing=pick_failing(place.object, outing.fails, self.chance)
            | failing_of(code, outing.asks),
            refused=self.chance.random() < 0.04,
            id=self.visit_id,
            apart=self.id if self.is_undecided else "",
            lent=outing.lent,
            acceptance=outing.acceptance,
        )
        return seal(place, visit, self.chance)

    @property
    def visit_id(self) -> str:
        """Dice of its own: all that one round inspects belongs to one visit."""
        about, at = self.outing.round or self.id, self.outing.started_at
        morning = at.replace(hour=0, minute=0)
        return id_of(random.Random(f"visit {about}"), morning if self.outing.round else at)

    @property
    def is_undecided(self) -> bool:
        """A reviewer will look at it item by item, so each has a photo and ink of its own."""
        lately = self.world.now - self.outing.started_at < timedelta(days=14)
        return lately and self.outing.fate not in ("approved", "mended")

    def mending(self, sent_at: datetime) -> Iterator[Step]:
        returned_at = self.next_office_hour(sent_at)
        again_at = self.soon(returned_at + timedelta(hours=2), 20 * 60)
        sealed_at = again_at - timedelta(minutes=20)
        mended = mend(self.sealed, self.doubtful(), sealed_at, self.serial)
        send = partial(self.send, 2, self.sealed.digest, mended, again_at)
        yield self.return_(returned_at)
        yield Step(again_at, send)
        if self.outing.fate == "mended":
            yield self.approval(2, self.next_office_hour(again_at))

    def send(
        self,
        rev: int,
        base: str | None,
        sealed: Sealed,
        at: datetime,
        without: frozenset[str] = frozenset(),
    ) -> None:
        record = record_of(self.id, rev, base, sealed)
        verdict = VERDICTS.get(self.outing.fate, "stored")
        self.world.postman.hand_in(sealed, record, at, verdict, without)

    def approval(self, rev: int, at: datetime) -> Step:
        return Step(at, partial(self.world.postman.approve, self.reviewer, self.id, rev, at))

    def return_(self, at: datetime) -> Step:
        items = [{"item": item, "remark": self.chance.choice(REMARKS)} for item in self.doubtful()]
        give_back = self.world.postman.return_items
        return Step(at, partial(give_back, self.reviewer, self.id, 1, items, at))

    def doubtful(self) -> list[str]:
        """The items of a return: the same each time it is asked."""
        body = self.sealed.body
        shown = sorted(body["photos"]) or sorted(body["answers"]) or scored_items(body)
        return random.Random(self.serial).sample(shown, min(len(shown), 1 + self.serial % 2))

    def withhold(self) -> frozenset[str]:
        """The last photos have not come yet: pictures of their own, that nobody else sent."""
        at = self.outing.started_at + timedelta(minutes=30)
        return frozenset(
            retake(self.sealed, item, at, 100 + self.serial * 10 + number)
            for number, item in enumerate(list(self.sealed.body["photos"])[-3:])
        )

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
        return after + min(gap, (self.world.now - after) * 0.4)


def scored_items(body: Mapping[str, Any]) -> list[str]:
    """List the items of filled-in scoring tables, as a return names them."""
    sheets = body.get("tables", [])
    return sorted(f"{sheet['table']}.{item}" for sheet in sheets for item in sheet["scores"])
