"""What became known after a day about a counted thing: why an older figure differs from today's."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from inspect_app.domain.calendar.visits import shanghai_day
from inspect_app.domain.figures.counting import Dated
from inspect_app.domain.figures.history import History, InspectionRecord, PremisesRecord

CAUSES = {
    "approve": "late_approval",
    "return": "late_return",
    "withdraw": "withdrawn_approval",
    "recall": "withdrawn_return",
}


@dataclass(frozen=True)
class LaterFact:
    """A fact that was recorded later: its cause, when, and the inspection or premises it is of."""

    cause: str
    at: datetime
    subject: str


def later_facts(history: History, day: date, known_at: date) -> list[LaterFact]:
    """List what was recorded of a thing after `known_at` and holds on `day`, oldest first."""
    found = [
        *(fact for row in history.inspections for fact in _of_inspection(row, day)),
        *(fact for row in history.premises for fact in _of_premises(row, day)),
        *_of_titles(history, day),
    ]
    late = [fact for fact in found if shanghai_day(fact.at) > known_at]
    return sorted(late, key=lambda fact: (fact.at, fact.cause, fact.subject))


def _of_inspection(row: InspectionRecord, day: date) -> Iterator[LaterFact]:
    if row.on > day:
        return
    for revision in row.revisions:
        for decision in revision.reviews:
            yield LaterFact(CAUSES[decision.action], decision.at, row.id)
    if row.reopened_at is not None and shanghai_day(row.reopened_at) <= day:
        yield LaterFact("reopened", row.reopened_at, row.id)


def _of_premises(row: PremisesRecord, day: date) -> Iterator[LaterFact]:
    if row.registered_on <= day:
        yield LaterFact("late_registration", row.recorded_at, row.id)
    for status in row.statuses:
        if status.from_on <= day:
            yield LaterFact(f"late_{status.status}", status.recorded_at, row.id)
    dated: tuple[Dated, ...] = (*row.attrs_from, *row.area_from)
    for change in dated:
        if change.from_on <= day:
            yield LaterFact("corrected_record", change.recorded_at, row.id)


def _of_titles(history: History, day: date) -> Iterator[LaterFact]:
    for title in history.designations:
        if title.named_on <= day:
            yield LaterFact("late_title", title.recorded_at, title.key)
        if title.revoked_on is not None and title.revoked_on <= day:
            told = title.revocation_recorded_at or title.recorded_at
            yield LaterFact("late_revocation", told, title.key)
