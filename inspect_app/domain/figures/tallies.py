"""How many things of a target count as what: the numbers of a figure without its lists."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from inspect_app.domain.figures.sides import Counted, Member


@dataclass(frozen=True)
class Tally:
    """Things in the numerator, open (in the denominator alone) and excluded.

    Of those not excluded, `seen` have a visit behind them and `passed` one that passed.
    """

    numerator: int = 0
    open: int = 0
    excluded: int = 0
    seen: int = 0
    passed: int = 0

    @property
    def denominator(self) -> int:
        return self.numerator + self.open

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.numerator + other.numerator,
            self.open + other.open,
            self.excluded + other.excluded,
            self.seen + other.seen,
            self.passed + other.passed,
        )


NOTHING = Tally()
ByArea = Mapping[str, Tally]


def add_up(tallies: Iterable[Tally]) -> Tally:
    """Return the sum of some tallies."""
    return sum(tallies, NOTHING)


def tally_of(counted: Counted) -> dict[str, Tally]:
    """Return the tally of each area of a counted figure."""
    found: dict[str, Tally] = {}
    inside = {member.id for member in counted.numerator}
    rest = [member for member in counted.denominator if member.id not in inside]
    titles = {member.id for member in counted.excluded} & inside  # listed, though they count
    out = [member for member in counted.excluded if member.id not in titles]
    for member in counted.numerator:
        found[member.area] = found.get(member.area, NOTHING) + _one(member, numerator=1)
    for member in rest:
        found[member.area] = found.get(member.area, NOTHING) + _one(member, open=1)
    for member in out:
        found[member.area] = found.get(member.area, NOTHING) + Tally(excluded=1)
    return found


def _one(member: Member, **side: int) -> Tally:
    visit = member.visit
    return Tally(
        **side,
        seen=int(visit is not None),
        passed=int(visit is not None and visit.passed is True),
    )
