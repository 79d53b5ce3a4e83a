"""The visits of the fictional city, in the order of their days, with decisions and standings."""

import random
from collections import defaultdict
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from inspect_app.domain.ids import uuid7
from inspect_app.extensions import db
from inspect_app.models.acceptances import Acceptance
from inspect_app.models.inspections import Answer, Inspection, Revision
from inspect_app.models.reviews import Review, Standing
from inspect_app.plans.load import current_plan
from inspect_app.queries.people import find_user
from script.benches.figures.patterns import (
    AUTHOR,
    ON,
    PLACE,
    SECOND,
    WORK,
    Pattern,
    make_patterns,
)

FIRST, LAST = date(2021, 1, 1), date(2023, 12, 31)
WAITING, ANSWERED = 500, 10_000
FAILS, RETURNED = 0.12, 0.03
SLOWEST_DECISION = 10
Row = dict[str, Any]


class Visits:
    """Adds one visit after the other; the last ones wait for their review."""

    def __init__(
        self,
        add: Callable[[Any, Row], None],
        dice: random.Random,
        people: list[str],
        works: dict[str, list[str]],
        count: int,
    ) -> None:
        self._add, self._dice, self._people, self._works = add, dice, people, works
        self._count = count
        self._patterns = make_patterns()
        self._reviewer = _chief()
        self._made: dict[str, int] = defaultdict(int)
        self._attempts: dict[str, int] = defaultdict(int)
        self._standing: dict[str, tuple[Row, str, Pattern, date]] = {}

    def add(self, number: int, place: Row) -> None:
        """Add the visit with this number of all."""
        turn = self._made[place["id"]]
        self._made[place["id"]] += 1
        choice = self._patterns[place["kind"]]
        pattern = choice[turn % len(choice)][self._dice.random() < FAILS]
        on = FIRST + timedelta(days=number * ((LAST - FIRST).days + 1) // self._count)
        received = datetime.combine(on, time(10, 30), UTC)
        author = self._people[number % len(self._people)]
        second = self._people[(number + 1) % len(self._people)]
        names = {AUTHOR: author, SECOND: second, PLACE: place["id"], ON: on.isoformat()}
        work = self._work_of(place, turn) if WORK in pattern.text else ""
        body, digest = pattern.sealed(names | {WORK: work})
        id = uuid7()
        action = self._action(number)
        state = {"approve": "approved", "return": "returned", "": "received"}[action]
        decided = received + timedelta(days=self._dice.randint(1, SLOWEST_DECISION))
        self._add(
            Inspection,
            {
                "id": id,
                "premises_id": place["id"],
                "author_id": author,
                "visit": id,
                "checklist": pattern.code,
                "visited_on": on,
                "received_at": received,
                "head_rev": 1,
            },
        )
        self._add(
            Revision,
            {
                "inspection_id": id,
                "rev": 1,
                "digest": digest,
                "body": body,
                "blobs": [],
                "checklist_id": pattern.checklist_id,
                "state": state,
                "received_at": received,
                "complete_at": received,
                "decided_at": decided if action else None,
                "complete": True,
                "result": pattern.score["result"],
                "covered": pattern.score["covered"],
                "passed": pattern.passed,
                "score": pattern.score,
                "lacks": [],
                "flags": [],
            },
        )
        if action:
            self._add(Review, self._review(id, action, decided))
        if action == "approve":
            self._standing[place["id"]] = (place, id, pattern, on)
        if work:
            self._accept(id, work, on, pattern)
        if number >= self._count - ANSWERED:
            self._answer(id, pattern)

    def add_standings(self) -> None:
        """Add the standing of each premises by its last approved visit."""
        targets = defaultdict(list)
        for target in current_plan().targets:
            targets[target.kind].append(target.id)
        for place, id, pattern, on in self._standing.values():
            for target in targets[place["kind"]]:
                self._add(
                    Standing,
                    {
                        "target": target,
                        "premises_id": place["id"],
                        "inspection_id": id,
                        "covered": pattern.score["covered"],
                        "passed": pattern.passed,
                        "since": on,
                    },
                )

    def _action(self, number: int) -> str:
        if number >= self._count - WAITING:
            return ""
        return "return" if self._dice.random() < RETURNED else "approve"

    def _review(self, id: str, action: str, at: datetime) -> Row:
        return {
            "id": uuid7(),
            "inspection_id": id,
            "rev": 1,
            "reviewer_id": self._reviewer,
            "action": action,
            "items": [],
            "remark": "",
            "decided_at": at,
        }

    def _work_of(self, site: Row, turn: int) -> str:
        works = self._works[site["id"]]
        return works[turn // 2 % len(works)] if works else uuid7()

    def _accept(self, id: str, work: str, on: date, pattern: Pattern) -> None:
        self._attempts[work] += 1
        row = {"inspection_id": id, "unit_work": work, "held_on": on}
        row |= {"attempt_no": self._attempts[work], "outcome": pattern.score["result"]}
        self._add(Acceptance, row | {"reopened_reason": ""})

    def _answer(self, id: str, pattern: Pattern) -> None:
        for position, (item, value, verdict) in enumerate(pattern.answers):
            row = {"inspection_id": id, "rev": 1, "position": position, "item": item}
            self._add(Answer, row | {"value": value, "verdict": verdict})


def _chief() -> str:
    found = find_user("chief")
    assert found
    id = found.id
    db.session.rollback()  # SQLite's log grows without end while somebody reads
    return id
