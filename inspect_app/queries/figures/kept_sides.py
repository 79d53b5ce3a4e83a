"""The kept count of some things in the form of the second count, to compare both."""

from collections.abc import Collection
from dataclasses import dataclass, field

from sqlalchemy import select

from inspect_app.domain.figures.counting import AsOf
from inspect_app.domain.figures.cumulative import UNSUPPORTED
from inspect_app.domain.figures.sides import Counted
from inspect_app.domain.figures.spans.span import EXCLUDED, NUMERATOR
from inspect_app.domain.figures.targets import Target
from inspect_app.extensions import db
from inspect_app.models.figures import FigureSpan
from inspect_app.queries.figures.tallies import holding


@dataclass
class Sides:
    """Maps of key to area, and of excluded key to reason; numbers where the target has them."""

    numerator: dict[str, str] = field(default_factory=dict)
    denominator: dict[str, str] = field(default_factory=dict)
    excluded: dict[str, str] = field(default_factory=dict)
    inspected: int = 0
    passed: int = 0
    supported: int = 0

    def add(self, target: Target, key: str, area: str, side: str, seen: bool, passed: bool) -> None:
        """Add a thing that is in the numerator or open."""
        if side == NUMERATOR:
            self.numerator[key] = area
        if not target.is_count:
            self.denominator[key] = area
        if target.is_share:
            self.inspected += seen
            self.passed += passed
        if target.is_designated:
            self.supported += seen
            if not seen:
                self.excluded[key] = UNSUPPORTED


def kept_sides(target: Target, keys: Collection[str], as_of: AsOf) -> Sides:
    """Return what the kept spans of some things say on a day, as known on a day."""
    sides = Sides()
    columns = (FigureSpan.key, FigureSpan.area, FigureSpan.side, FigureSpan.reason)
    query = select(*columns, FigureSpan.seen, FigureSpan.passed).where(
        FigureSpan.target == target.id, FigureSpan.key.in_(keys), *holding(as_of)
    )
    for row in db.session.execute(query):
        if row.side == EXCLUDED:
            sides.excluded[row.key] = row.reason
        else:
            sides.add(target, row.key, row.area, row.side, row.seen, row.passed)
    return sides


def sides_of(target: Target, counted: Counted) -> Sides:
    """Return a counted figure in this form."""
    sides = Sides(excluded={member.id: str(member.reason) for member in counted.excluded})
    inside = {member.id for member in counted.numerator}
    for member in counted.numerator:
        visit = member.visit
        passed = visit is not None and visit.passed is True
        sides.add(target, member.id, member.area, NUMERATOR, visit is not None, passed)
    for member in counted.denominator:
        if member.id not in inside:
            visit = member.visit
            passed = visit is not None and visit.passed is True
            sides.add(target, member.id, member.area, "open", visit is not None, passed)
    return sides
