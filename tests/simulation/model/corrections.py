"""Corrections of the model server: the domain's own moves over the model's books."""

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from inspect_app.domain.corrections.correction import Correction, Move
from inspect_app.domain.corrections.moving import move
from inspect_app.domain.refusals import Refused
from inspect_app.plans.workdays import current_workdays
from sync.records import QUARANTINED, IntakeResult, Stored
from tests.simulation.model.books import Books
from tests.simulation.seen import MoveSeen
from tests.simulation.steps import PLACES

DAY, EARLY = date(2026, 6, 1), date(2000, 1, 1)
"""No deadline is past: days are the domain's own tests' matter."""
MORE_DAYS = 5
RECHECKED = ("pass", "still_failing", "unable")


@dataclass(frozen=True)
class Held:
    """A correction in the books; what lies there is never changed, only put anew."""

    inspection: str
    author: str
    place: str
    now: Correction
    assigned: str | None = None
    moves: tuple[MoveSeen, ...] = ()
    photos: frozenset[str] = field(default_factory=frozenset)

    @property
    def seeing(self) -> set[str]:
        return {self.author} | ({self.assigned} if self.assigned else set())


def make(
    books: Books, id: str, held: Held, wanted: Move, move_id: str, photos: tuple[str, ...] = ()
) -> None:
    """Makes a move, or raises Refused."""
    after = move(held.now, wanted, current_workdays())
    number = len(held.moves) + 1
    made = MoveSeen(move_id, number, wanted.name, wanted.who, held.now.state, after.state)
    brought = held.photos | set(photos)
    held = replace(held, now=after, moves=(*held.moves, made), photos=brought)
    books.put(books.corrections, id, held)
    books.put(books.moved, (id, number), (number, wanted.name, after.state))
    publish(books, id, held)


def publish(books: Books, id: str, held: Held) -> None:
    last = held.moves[-1].name if held.moves else None
    data = {"state": held.now.state, "steps": len(held.moves), "after": sorted(held.photos)}
    text = json.dumps(data | {"said": {"move": last}})
    for user in sorted(held.seeing):
        books.publish(f"user:{user}", "correction", id, len(held.moves), text)


def take_step(books: Books, stored: Stored, body: Mapping[str, Any]) -> IntakeResult:
    """What an inspector did on a phone, perhaps long ago."""
    id, wanted = body["correction"], body["move"]
    held: Held | None = books.corrections.get(id)
    if held is None:
        return IntakeResult(QUARANTINED, "stale")
    if (stored.user, PLACES[held.place]) not in books.grants:
        return IntakeResult(QUARANTINED, "out_of_scope")
    if any(one.id == stored.record.id for held in books.corrections.values() for one in held.moves):
        return IntakeResult(QUARANTINED, "final")
    sent = [one.number for one in held.moves if one.name == "send"]
    late = wanted in RECHECKED and sent and sent[-1] > body["seen_rev"]
    if wanted == "on_the_spot" or late:
        return IntakeResult(QUARANTINED, "stale")
    given = Move(wanted, "inspector", DAY, body["note"], how=body["how"])
    try:
        make(books, id, held, given, stored.record.id, tuple(stored.record.hashes))
    except Refused:
        return IntakeResult(QUARANTINED, "stale")
    return IntakeResult()


class CorrectionsDesk:
    """What people at desks and the operator do: a part of `Desk`."""

    serial_of_moves = 0

    @property
    def books(self) -> Books:
        raise NotImplementedError

    def approved(self) -> list[str]:
        many = self.books.revisions.items()
        return [id for id, known in many if known and known[max(known)]["state"] == "approved"]

    def corrections(self) -> list[str]:
        return list(self.books.corrections)

    def order(self, id: str, inspection: str, *, stops: bool, days: int | None) -> None:
        known = self.books.revisions[inspection]
        newest = known[max(known)]
        measure = "stop_use" if stops else "order"
        now = Correction(measure, "general", days)
        with self.books.transaction():
            held = Held(inspection, newest["user"], newest["place"], now)
            make(self.books, id, held, Move("order", "supervisor", DAY), f"order of {id}")

    def settle(self, id: str, name: str, reason: str, to: str | None) -> str | None:
        books, held = self.books, self.books.corrections[id]
        before = held.seeing
        if name in ("send", "assign"):
            held = replace(held, assigned=to)
        self.serial_of_moves += 1
        made = f"desk-{self.serial_of_moves}"
        wanted = Move(name, "supervisor", EARLY, reason, MORE_DAYS, "handed")
        with suppress(Refused), books.transaction():
            make(books, id, held, wanted, made)
            for user in before - held.seeing:
                books.publish(f"user:{user}", "correction", id, 0, None)
            return made
        return None

    def answer_order(self, id: str, name: str, form: str) -> str | None:
        books = self.books
        if any(one.id == form for held in books.corrections.values() for one in held.moves):
            return form
        with suppress(Refused), books.transaction():
            make(books, id, books.corrections[id], Move(name, "operator", DAY, "示例"), form)
            return form
        return None
