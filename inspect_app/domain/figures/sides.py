"""A counted figure: the members of its numerator and denominator, and the excluded ones."""

from collections.abc import Iterable
from dataclasses import dataclass

from inspect_app.domain.figures.counting import CountingVisit


@dataclass(frozen=True)
class Member:
    """One counted thing with its premises and visit, and the reason if it is excluded.

    `id` is the premises, or the device code of a lift, the key of a title, a unit work.
    """

    id: str
    area: str
    reason: str | None = None
    visit: CountingVisit | None = None
    premises: str | None = None


@dataclass(frozen=True)
class Counted:
    """The numerator, denominator and excluded members of one figure, each ordered by id."""

    numerator: tuple[Member, ...] = ()
    denominator: tuple[Member, ...] = ()
    excluded: tuple[Member, ...] = ()


def in_order(members: Iterable[Member]) -> tuple[Member, ...]:
    return tuple(sorted(members, key=lambda member: member.id))
