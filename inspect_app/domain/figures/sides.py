"""The sides of a figure: who is counted, of whom, and who is left out and why."""

from collections.abc import Iterable
from dataclasses import dataclass

from inspect_app.domain.figures.counting import CountingVisit


@dataclass(frozen=True)
class Member:
    """One counted thing, its premises, the visit that speaks for it, and why it is out.

    `id` is the premises, or the device code of a lift, the key of a title, a unit work.
    """

    id: str
    area: str
    reason: str | None = None
    visit: CountingVisit | None = None
    premises: str | None = None


@dataclass(frozen=True)
class Counted:
    """The three sides of one figure, each in the order of ids."""

    numerator: tuple[Member, ...] = ()
    denominator: tuple[Member, ...] = ()
    excluded: tuple[Member, ...] = ()


def in_order(members: Iterable[Member]) -> tuple[Member, ...]:
    return tuple(sorted(members, key=lambda member: member.id))


def only_area(counted: Counted, area: str) -> Counted:
    def of(members: Iterable[Member]) -> tuple[Member, ...]:
        return tuple(member for member in members if member.area == area)

    return Counted(of(counted.numerator), of(counted.denominator), of(counted.excluded))
