"""Counted things with all facts that move them: each gives its spans.

A unit is a premises in a share, a device code of lifts, the key of a title, or a unit work.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from inspect_app.domain.calendar.visits import shanghai_day
from inspect_app.domain.figures.acceptances import count_first_passes
from inspect_app.domain.figures.counting import AsOf, CountingVisit, Visits, add_twelve_months
from inspect_app.domain.figures.cumulative import count_designations, count_lifts
from inspect_app.domain.figures.history import (
    DesignationRecord,
    History,
    InspectionRecord,
    PremisesRecord,
)
from inspect_app.domain.figures.shares import count_share, member_of, reaches
from inspect_app.domain.figures.sides import Counted
from inspect_app.domain.figures.spans.known_premises import known_days, known_part, turning_days
from inspect_app.domain.figures.spans.known_visits import KnownVisits, days_of
from inspect_app.domain.figures.spans.span import (
    EXCLUDED,
    NUMERATOR,
    OPEN,
    Span,
    State,
    Timeline,
    spans_of,
    state_of,
)
from inspect_app.domain.figures.targets import Target

ONE_DAY = date.resolution


@dataclass(frozen=True)
class Unit(ABC):
    """A counted thing of a target, with the facts that move it."""

    target: Target
    key: str
    start: date
    inspections: Sequence[InspectionRecord]
    premises: Sequence[PremisesRecord] = ()
    titles: Sequence[DesignationRecord] = ()

    @property
    def thing(self) -> tuple[str, str]:
        """Return the target's id and the key, which together name it."""
        return self.target.id, self.key

    def spans(self) -> list[Span]:
        """Return all spans of this thing, from its first to its last day of knowledge."""
        book = KnownVisits(self.inspections, self.start)
        return spans_of(
            {*book.days, *self.known_days()},
            lambda day: self.timeline(book.learn(day), AsOf(date.max, day)),
        )

    def known_days(self) -> Iterator[date]:
        """Yield the days on which something else than its visits became known."""
        for premises in self.premises:
            yield from known_days(premises)
        for title in self.titles:
            yield shanghai_day(title.recorded_at)
            if title.revocation_recorded_at is not None:
                yield shanghai_day(title.revocation_recorded_at)

    def timeline(self, visits: Visits, known: AsOf) -> Timeline:
        """Yield what it counts as from each day on that may change it, as known on a day."""
        history = self.history_known(known)
        for day in sorted(set(self.turning_days(history, visits, known))):
            yield day, state_of(self.count(history, visits, AsOf(day, known.known_at)), self.key)

    def history_known(self, known: AsOf) -> History:
        assert known.known_at is not None
        parts = (known_part(premises, known.known_at) for premises in self.premises)
        premises = tuple(part for part in parts if part is not None)
        return History(premises, tuple(self.inspections), tuple(self.titles))

    @abstractmethod
    def turning_days(self, history: History, visits: Visits, known: AsOf) -> Iterator[date]:
        """Yield every day from which on it may count as something else."""

    @abstractmethod
    def count(self, history: History, visits: Visits, as_of: AsOf) -> Counted:
        """Count the target as if there were this thing alone."""


class ShareUnit(Unit):
    """A premises in a share of premises."""

    def turning_days(self, history: History, visits: Visits, known: AsOf) -> Iterator[date]:
        for premises in history.premises:
            yield from turning_days(premises)
        for visit in visits.get(self.key, ()):
            yield visit.on
            if self.target.metric == "coverage" and visit.on.year < date.max.year - 1:
                yield add_twelve_months(visit.on) + ONE_DAY

    def timeline(self, visits: Visits, known: AsOf) -> Timeline:
        """Yield the same states as any unit, faster: most units are premises in a share."""
        rows, made = visits.get(self.key, ()), 0
        history = self.history_known(known)
        for day in sorted(set(self.turning_days(history, visits, known))):
            while made < len(rows) and rows[made].on <= day:
                made += 1
            latest = rows[made - 1] if made else None
            as_of = AsOf(day)  # what is not known yet was left out above
            for premises in history.premises:
                if day >= premises.registered_on:
                    yield day, share_state(self.target, premises, latest, as_of)

    def count(self, history: History, visits: Visits, as_of: AsOf) -> Counted:
        return count_share(self.target, history, _made(visits, as_of.day), as_of)


class LiftUnit(Unit):
    """A lift's device code, under which several registered lifts may stand."""

    def turning_days(self, history: History, visits: Visits, known: AsOf) -> Iterator[date]:
        for premises in history.premises:
            yield from turning_days(premises)
            alone = count_lifts(self.target, History((premises,), ()), visits, known)
            yield from (member.visit.on for member in alone.numerator if member.visit)

    def count(self, history: History, visits: Visits, as_of: AsOf) -> Counted:
        return count_lifts(self.target, history, _made(visits, as_of.day), as_of)


class TitleUnit(Unit):
    """A designated key, whose premises may have visits that support it."""

    def turning_days(self, history: History, visits: Visits, known: AsOf) -> Iterator[date]:
        for title in history.designations:
            yield title.named_on
            if title.revoked_on is not None:
                yield title.revoked_on
        for rows in visits.values():
            yield from (visit.on for visit in rows if visit.passed is True)

    def count(self, history: History, visits: Visits, as_of: AsOf) -> Counted:
        made = _made(visits, as_of.day)
        return count_designations(self.target, history, made, as_of, self.start)


class AcceptanceUnit(Unit):
    """A unit work with all its acceptances."""

    def known_days(self) -> Iterator[date]:
        """Yield each day of its acceptances, too: one that waits is listed as waiting."""
        yield from super().known_days()
        for inspection in self.inspections:
            yield from days_of(inspection)

    def turning_days(self, history: History, visits: Visits, known: AsOf) -> Iterator[date]:
        for premises in history.premises:
            yield from turning_days(premises)
        for inspection in history.inspections:
            yield inspection.on
            if inspection.reopened_at is not None:
                yield shanghai_day(inspection.reopened_at)

    def count(self, history: History, visits: Visits, as_of: AsOf) -> Counted:
        return count_first_passes(self.target, history, as_of, self.start)


def share_state(
    target: Target, premises: PremisesRecord, latest: CountingVisit | None, as_of: AsOf
) -> State:
    """Return what a registered premises counts as by its latest visit."""
    member = member_of(target, premises, latest, as_of)
    if member.reason is not None:
        return State(member.area, EXCLUDED, member.reason, premises=premises.id)
    return State(
        area=member.area,
        side=NUMERATOR if reaches(target, latest, as_of) else OPEN,
        seen=latest is not None,
        passed=latest is not None and latest.passed is True,
        premises=premises.id,
    )


def _made(visits: Visits, day: date) -> Visits:
    return {place: [visit for visit in rows if visit.on <= day] for place, rows in visits.items()}
