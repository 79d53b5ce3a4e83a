"""Decides which visits and premises count, on a day and by what was known then. No database."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol, TypeVar

from inspect_app.domain.calendar.visits import shanghai_day
from inspect_app.domain.figures.history import (
    InspectionRecord,
    PremisesRecord,
    RevisionRecord,
)
from inspect_app.domain.rules.unable import UNABLE

EXCLUDING_ATTRS: dict[str, Callable[[dict[str, Any]], bool]] = {
    "kindergarten": lambda attrs: attrs.get("stage") == "幼",
    "no_kitchen": lambda attrs: attrs.get("no_kitchen") is True,
    "community_meals": lambda attrs: attrs.get("community_meals") is True,
}


@dataclass(frozen=True)
class AsOf:
    """A day to count for, and the last day whose records may be used (None: all of them)."""

    day: date
    known_at: date | None = None

    def knows(self, moment: datetime) -> bool:
        if self.known_at is None:
            return True
        return shanghai_day(moment) <= self.known_at


class Dated(Protocol):
    """A change that holds from a day on and was recorded at a time."""

    @property
    def from_on(self) -> date: ...

    @property
    def recorded_at(self) -> datetime: ...


Change = TypeVar("Change", bound=Dated)


@dataclass(frozen=True)
class CountingVisit:
    """A visit with an approved revision; visits sort by day, then arrival, then id."""

    on: date
    arrived_at: datetime
    inspection: str
    covered: bool | None
    passed: bool | None

    def sort_key(self) -> tuple[date, datetime, str]:
        return (self.on, self.arrived_at, self.inspection)


Visits = Mapping[str, list[CountingVisit]]


def add_twelve_months(day: date) -> date:
    """Return the same day a year later; 29 February becomes 28 February."""
    if day.year == date.max.year:
        return date.max
    last_day = 28 if (day.month, day.day) == (2, 29) else day.day
    return day.replace(year=day.year + 1, day=last_day)


def effective_revision(inspection: InspectionRecord, as_of: AsOf) -> RevisionRecord | None:
    """Return the complete revision that the last known decision approved, or None."""
    decisions = [
        (decision.at, revision.rev, index, decision, revision)
        for revision in inspection.revisions
        if as_of.knows(revision.received_at)
        for index, decision in enumerate(revision.reviews)
        if as_of.knows(decision.at)
    ]
    if not decisions:
        return None
    *_, decision, revision = max(decisions, key=lambda row: row[:3])
    return revision if decision.action == "approve" and revision.complete else None


def counting_visits(
    inspections: Iterable[InspectionRecord], start: date, as_of: AsOf
) -> dict[str, list[CountingVisit]]:
    """Return the counting visits between two days by premises, oldest first.

    One at which nothing could be inspected counts nowhere, whoever approved it.
    """
    visits: dict[str, list[CountingVisit]] = defaultdict(list)
    for inspection in inspections:
        if not start <= inspection.on <= as_of.day:
            continue
        revision = effective_revision(inspection, as_of)
        if revision is not None and revision.outcome != UNABLE:
            visits[inspection.premises].append(visit_of(inspection, revision))
    return {place: sorted(rows, key=CountingVisit.sort_key) for place, rows in visits.items()}


def visit_of(inspection: InspectionRecord, revision: RevisionRecord) -> CountingVisit:
    """Return the counting visit of a revision; it arrived when revision 1 did."""
    return CountingVisit(
        on=inspection.on,
        arrived_at=min(inspection.revisions, key=lambda row: row.rev).received_at,
        inspection=inspection.id,
        covered=revision.covered,
        passed=revision.passed,
    )


def is_registered(premises: PremisesRecord, as_of: AsOf) -> bool:
    """Whether the premises was on the register on the day, as known then."""
    return premises.registered_on <= as_of.day and as_of.knows(premises.recorded_at)


def in_force(changes: Collection[Change], as_of: AsOf) -> Change | None:
    """Return the change in force on a day, or None; of two from one day the later recorded wins."""
    if not changes:  # as with most premises, of which figures ask this at every turn
        return None
    known = [
        change
        for change in changes
        if change.from_on <= as_of.day and as_of.knows(change.recorded_at)
    ]
    if not known:
        return None
    return sorted(known, key=lambda change: (change.from_on, change.recorded_at))[-1]


def status_on(premises: PremisesRecord, as_of: AsOf) -> str:
    """Return the status in force on a day."""
    change = in_force(premises.statuses, as_of)
    return change.status if change else "open"


def attrs_on(premises: PremisesRecord, as_of: AsOf) -> dict[str, Any]:
    """Return the attributes in force on a day."""
    change = in_force(premises.attrs_from, as_of)
    return change.attrs if change else premises.attrs


def area_on(premises: PremisesRecord, as_of: AsOf) -> str:
    """Return the street or town that a premises belonged to on a day."""
    change = in_force(premises.area_from, as_of)
    return change.area if change else premises.area


def reason_to_exclude(premises: PremisesRecord, excludes: Iterable[str], as_of: AsOf) -> str | None:
    """Return why a premises does not count, or None; attributes come before status."""
    attrs = attrs_on(premises, as_of)
    for reason in excludes:
        if EXCLUDING_ATTRS[reason](attrs):
            return reason
    status = status_on(premises, as_of)
    return None if status == "open" else status
