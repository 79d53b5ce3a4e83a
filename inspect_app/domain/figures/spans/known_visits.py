"""Counting visits as they became known, one day of knowledge after the other."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime

from inspect_app.domain.calendar.visits import shanghai_day
from inspect_app.domain.figures.counting import (
    AsOf,
    CountingVisit,
    Visits,
    effective_revision,
    visit_of,
)
from inspect_app.domain.figures.history import InspectionRecord
from inspect_app.domain.figures.spans.span import FOREVER
from inspect_app.domain.rules.unable import UNABLE


class KnownVisits:
    """The visits of some premises; `learn` is called with ascending days."""

    def __init__(self, inspections: Iterable[InspectionRecord], start: date) -> None:
        self._steps: dict[date, list[tuple[str, str, CountingVisit | None]]] = defaultdict(list)
        for inspection in inspections:
            if inspection.on >= start:
                for day, visit in steps_of(inspection):
                    self._steps[day].append((inspection.premises, inspection.id, visit))
        self._ahead = sorted(self._steps, reverse=True)
        self._counting: dict[str, dict[str, CountingVisit]] = defaultdict(dict)
        self._sorted: dict[str, list[CountingVisit]] = {}

    @property
    def days(self) -> Iterable[date]:
        """Return the days on which a visit began, or ceased, to count."""
        return self._steps

    def learn(self, day: date) -> Visits:
        """Return the visits that count by what was known on a day, oldest first."""
        while self._ahead and self._ahead[-1] <= day:
            for premises, inspection, visit in self._steps[self._ahead.pop()]:
                counting = self._counting[premises]
                counting.pop(inspection, None)
                if visit is not None:
                    counting[inspection] = visit
                self._sorted[premises] = sorted(counting.values(), key=CountingVisit.sort_key)
        return self._sorted


def steps_of(inspection: InspectionRecord) -> Iterator[tuple[date, CountingVisit | None]]:
    """Yield the days on which it became known that a visit counts, or counts no more."""
    before = None
    for day in sorted(days_of(inspection)):
        visit = visit_known(inspection, day)
        if visit != before:
            yield day, visit
        before = visit


def visit_known(inspection: InspectionRecord, day: date) -> CountingVisit | None:
    """Return the visit if it counts by what was known on a day, else None."""
    revision = effective_revision(inspection, AsOf(FOREVER, day))
    if revision is None or revision.outcome == UNABLE:
        return None
    return visit_of(inspection, revision)


def days_of(inspection: InspectionRecord) -> set[date]:
    """Return the days on which something of an inspection became known."""
    return {shanghai_day(moment) for moment in _moments(inspection)}


def _moments(inspection: InspectionRecord) -> Iterator[datetime]:
    for revision in inspection.revisions:
        yield revision.received_at
        yield from (decision.at for decision in revision.reviews)
    if inspection.reopened_at is not None:
        yield inspection.reopened_at
