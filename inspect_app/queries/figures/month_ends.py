"""Reads frozen month-ends, and what changed since each was frozen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from inspect_app.domain.figures.counting import AsOf
from inspect_app.domain.figures.later_facts import LaterFact, later_facts
from inspect_app.domain.figures.targets import Target
from inspect_app.extensions import db
from inspect_app.models.figures import FigureSpan, MonthEnd
from inspect_app.queries.batches import in_batches
from inspect_app.queries.figures.tallies import holding
from inspect_app.queries.figures.unit_facts import load_facts

Kept = tuple[str, str, str]  # side, reason, area


@dataclass(frozen=True)
class Difference:
    """A thing that counts otherwise than when the month-end was frozen: before, now, and why."""

    key: str
    before: Kept | None
    now: Kept | None
    causes: tuple[LaterFact, ...]


def list_month_ends(target: str) -> Sequence[MonthEnd]:
    """List the frozen month-ends of a target, newest first."""
    query = select(MonthEnd).filter_by(target=target).order_by(MonthEnd.day.desc())
    return db.session.scalars(query).all()


def find_month_end(target: str, day: date) -> MonthEnd | None:
    """Return a frozen month-end of a target, or None."""
    return db.session.get(MonthEnd, (day, target))


@dataclass(frozen=True)
class Changes:
    """What of a target counts otherwise on a day than was known at the end of another."""

    target: Target
    known: AsOf
    then: Mapping[str, Kept]
    now: Mapping[str, Kept]

    @property
    def keys(self) -> list[str]:
        """Return the keys of what differs, in order."""
        both = self.then.keys() | self.now.keys()
        return sorted(key for key in both if self.then.get(key) != self.now.get(key))

    def explain(self, keys: Sequence[str]) -> list[Difference]:
        """Return these differences, each with the facts that made it."""
        return [one for some in in_batches(keys) for one in _explain(self, some)]


def read_changes_since(target: Target, day: date, known_at: date) -> Changes:
    """Read what of a target counts otherwise on a day than was known at the end of another."""
    known = AsOf(day, known_at)
    return Changes(target, known, _states(target, known), _states(target, AsOf(day)))


def _states(target: Target, as_of: AsOf) -> dict[str, Kept]:
    columns = (FigureSpan.key, FigureSpan.side, FigureSpan.reason, FigureSpan.area)
    query = select(*columns).where(FigureSpan.target == target.id, *holding(as_of))
    return {row.key: (row.side, row.reason, row.area) for row in db.session.execute(query)}


def _explain(changes: Changes, keys: Sequence[str]) -> list[Difference]:
    known = changes.known
    assert known.known_at is not None
    found = []
    for key in keys:
        facts = later_facts(load_facts(changes.target, [key]), known.day, known.known_at)
        found.append(Difference(key, changes.then.get(key), changes.now.get(key), tuple(facts)))
    return found
