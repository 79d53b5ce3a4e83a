"""Counts corrections: closed on time or late, open, overdue; as of a day, as known on another."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from inspect_app.domain.corrections.table import CLOSED, MOVES, OPEN, PROPOSED
from inspect_app.domain.figures.counting import AsOf
from inspect_app.domain.figures.rollup import floored_percentage

MOST_ITEMS = 20
GROUPS = ("area", "kind", "department", "item")


@dataclass(frozen=True)
class Step:
    """A move: the day by which it counts, and the day on which it was recorded here."""

    move: str
    after: str
    on: date
    recorded_on: date
    due_on: date | None = None


@dataclass(frozen=True)
class Case:
    """A correction with its moves in their order; `item` is (checklist, item).

    `on` is the day of the visit at which the item failed.
    """

    id: str
    premises: str
    area: str
    kind: str
    department: str
    item: tuple[str, str]
    on: date
    recorded_on: date
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True)
class Standing:
    """Where a correction stood on a day, as known on another."""

    state: str = PROPOSED
    ordered_on: date | None = None
    served_on: date | None = None
    due_on: date | None = None
    closed_on: date | None = None

    @property
    def is_open(self) -> bool:
        """Whether it binds somebody; a proposal does so once it was served."""
        return self.state in OPEN and (self.state != PROPOSED or self.served_on is not None)

    @property
    def on_time(self) -> bool:
        """Whether it was closed by its deadline; one without a deadline cannot be late."""
        closed = self.closed_on
        return closed is not None and (self.due_on is None or closed <= self.due_on)


def standing_at(case: Case, as_of: AsOf) -> Standing | None:
    """Return where a correction stood; None before it was asked for, or known to be."""
    if not _counts(case.on, case.recorded_on, as_of):
        return None
    state, days = PROPOSED, dict[str, date | None]()
    for step in case.steps:
        if not _counts(step.on, step.recorded_on, as_of):
            continue
        if MOVES[step.move].to is not None:
            state = step.after
        if step.move == "order":
            days["ordered_on"] = step.on
        if step.move == "serve":
            days["served_on"] = step.on
        if step.due_on is not None:
            days["due_on"] = step.due_on
        days["closed_on"] = step.on if state == CLOSED else None
    return Standing(state, **days)


def _counts(on: date, recorded_on: date, as_of: AsOf) -> bool:
    return on <= as_of.day and (as_of.known_at is None or recorded_on <= as_of.known_at)


@dataclass
class Tally:
    """The counts of one street, kind, department or item, or of all."""

    ordered: int = 0
    on_time: int = 0
    late: int = 0
    open: int = 0
    overdue: int = 0
    repeated: int = 0

    @property
    def closed(self) -> int:
        return self.on_time + self.late

    def add(self, standing: Standing, first: date, as_of: AsOf) -> None:
        """Count one: what was ordered and closed since `first`, and what is open on the day."""
        self.ordered += standing.ordered_on is not None and standing.ordered_on >= first
        if standing.closed_on is not None and standing.closed_on >= first:
            self.on_time += standing.on_time
            self.late += not standing.on_time
        if standing.is_open:
            self.open += 1
            self.overdue += standing.due_on is not None and standing.due_on < as_of.day

    def as_object(self) -> dict[str, Any]:
        """Return the counts, and the share of what was closed that was closed on time."""
        share = floored_percentage(self.on_time, self.closed) if self.closed else None
        counts = ("ordered", "closed", "on_time", "late", "open", "overdue", "repeated")
        return {name: getattr(self, name) for name in counts} | {"share": share}


@dataclass
class Tallies:
    """Counts the corrections of a period, which begins on `first`, as of its last day."""

    first: date
    as_of: AsOf
    whole: Tally = field(default_factory=Tally)
    groups: dict[str, dict[Any, Tally]] = field(
        default_factory=lambda: {group: {} for group in GROUPS}
    )

    def add(self, case: Case) -> None:
        """Count one correction, if it was asked for by then."""
        standing = standing_at(case, self.as_of)
        if standing is None:
            return
        for tally in self._tallies(vars(case)):
            tally.add(standing, self.first, self.as_of)

    def add_repeat(self, place: Mapping[str, str], checklist: str, items: Iterable[str]) -> None:
        """Count items that failed at two visits in a row; `place` has area, kind, department."""
        for item in items:
            for tally in self._tallies({**place, "item": (checklist, item)}):
                tally.repeated += 1

    def as_object(self) -> dict[str, Any]:
        """Return all counts by street, kind, department, and those items with most to put right."""
        most = sorted(
            self.groups["item"].items(),
            key=lambda one: (-one[1].ordered - one[1].open - one[1].closed, one[0]),
        )
        return {
            **self.whole.as_object(),
            **{
                f"by_{group}": [
                    {group: key} | tally.as_object()
                    for key, tally in sorted(self.groups[group].items())
                ]
                for group in GROUPS[:-1]
            },
            "by_item": [
                {"checklist": key[0], "item": key[1]} | tally.as_object()
                for key, tally in most[:MOST_ITEMS]
                if tally.ordered or tally.open or tally.closed
            ],
        }

    def _tallies(self, of: Mapping[str, Any]) -> list[Tally]:
        grouped = [self.groups[name].setdefault(of[name], Tally()) for name in GROUPS]
        return [self.whole, *grouped]
