"""What stands below the targets: one of them street by street, and what moved the figures."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property
from math import ceil

from flask_login import current_user

from inspect_app.access import figures_scope
from inspect_app.desk.figures.multiples import Chart, Multiple, draw_multiples, draw_whole
from inspect_app.desk.figures.scope import whole_kinds
from inspect_app.domain.exact import decimal_text
from inspect_app.domain.figures.changes import Change
from inspect_app.domain.figures.counting import AsOf
from inspect_app.domain.figures.pace import expected
from inspect_app.domain.figures.targets import Plan
from inspect_app.queries.figures.changes import list_changes
from inspect_app.queries.figures.gains import Gains, gain_in
from inspect_app.queries.figures.kept_numbers import KeptNumbers
from inspect_app.queries.figures.progress import Progress, Trend, list_trends, quarter_days
from inspect_app.queries.figures.scopes import Scope


@dataclass(frozen=True)
class Panel:
    """The chosen target in the reader's whole scope. A template reads only the parts it shows."""

    plan: Plan
    scope: Scope
    as_of: AsOf
    row: Progress
    gains: Gains
    numbers: KeptNumbers

    @cached_property
    def whole(self) -> Chart:
        return draw_whole(self.plan, self.row, self._trends, self._days)

    @cached_property
    def multiples(self) -> list[Multiple]:
        return draw_multiples(self.plan, self.row, self._trends, self._days)

    @cached_property
    def should_be(self) -> str | None:
        """Return what the pace asks for on the day, rounded up; None outside the plan."""
        target = self.row.figure.target
        wanted = expected(self.plan, target, self.as_of.day)
        if wanted is None:
            return None
        return f"{ceil(wanted):,}" if target.is_count else f"{decimal_text(ceil(wanted * 10), 1)}%"

    def gain(self, area: str) -> Fraction | None:
        """Return how far one street has moved since the end of the last month."""
        return gain_in(self.gains, self.row.figure.target, area)

    def changes(self, area: str) -> list[Change]:
        """List what moved the figures of the reader's scope, or of one street, since then."""
        within = figures_scope(current_user, area)
        whole = set() if area else whole_kinds(current_user)
        return list_changes(self.plan, within, self.gains.since, self.as_of.day, whole)

    @cached_property
    def _days(self) -> list[date]:
        return quarter_days(self.plan.start, self.as_of.day)

    @cached_property
    def _trends(self) -> list[Trend]:
        target = self.row.figure.target
        return list_trends(self.plan, target, self.scope, self._days, self.numbers)
