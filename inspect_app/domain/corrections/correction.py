"""What is known of one correction, and a move that somebody wants to make."""

from dataclasses import dataclass
from datetime import date

from inspect_app.domain.calendar.workdays import Workdays
from inspect_app.domain.corrections.table import MEASURES, OPEN, PROPOSED

SERVICES = ("handed", "left", "posted", "refused")


@dataclass(frozen=True)
class Correction:
    """The situation of one failed item that is to be put right.

    `days` are working days from the service, 0 is at once, None without a term; a stop at once
    holds until its release, so that it is never late. `passed`: the last
    recheck of a stop passed. `answered`: the operator reported before the order was given.
    `asked`: he wants more time. `amending`: the inspection was returned to its author; the
    correction stays in force. `voided_by` is inspection or supervisor once it is void.
    """

    measure: str
    weight: str
    days: int | None
    state: str = PROPOSED
    served_on: date | None = None
    due_on: date | None = None
    extended: bool = False
    asked: bool = False
    answered: bool = False
    amending: bool = False
    passed: bool = False
    voided_by: str | None = None

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def stops(self) -> bool:
        """Whether a lift or a site stands still until the release."""
        return MEASURES[self.measure].stops

    @property
    def holds(self) -> bool:
        """Whether the order binds the operator: from its service until the end."""
        return self.is_open and self.served_on is not None

    def due_from(self, on: date, calendar: Workdays) -> date | None:
        """Return the deadline of an order that is served on a day.

        A stop at once has none: standing still is what it asks for, and it does until the release.
        """
        at_once = self.days == 0 and self.stops
        return None if self.days is None or at_once else calendar.add(on, self.days)


@dataclass(frozen=True)
class Move:
    """A move by one of system, supervisor, inspector, operator on a Shanghai day.

    `days`: further working days of an extension. `by_inspection`: a void that follows from the
    inspection itself, or the proposal that takes it back. `photos`: how many come with it.
    """

    name: str
    who: str
    on: date
    reason: str = ""
    days: int | None = None
    how: str | None = None
    photos: int = 0
    by_inspection: bool = False
