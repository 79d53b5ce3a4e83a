"""Pages of frozen month-ends: what was known then, what is known now, and why they differ."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from flask import render_template, request

from inspect_app.access import WHOLE_DISTRICT
from inspect_app.desk.blueprint import desk
from inspect_app.desk.paging import paging_of
from inspect_app.domain.calendar.days import is_day
from inspect_app.domain.figures.rollup import size_and_value
from inspect_app.domain.figures.tallies import Tally, add_up
from inspect_app.domain.figures.targets import Plan, Target
from inspect_app.errors import problem
from inspect_app.guards import only
from inspect_app.models.figures import MonthEnd
from inspect_app.models.premises import Premises
from inspect_app.queries.figures.month_ends import (
    Difference,
    find_month_end,
    list_month_ends,
    read_changes_since,
)
from inspect_app.queries.figures.plans import plan_in_force
from inspect_app.queries.figures.tallies import read_course
from inspect_app.queries.premises import premises_by_ids
from inspect_app.web.limits import LISTS, per_minute


@dataclass(frozen=True)
class Then:
    """A frozen month-end with its value, and the same day by what is known now."""

    row: MonthEnd
    value: str | None
    now: Tally
    value_now: str | None

    @property
    def differs(self) -> bool:
        """Whether a number is another one now; lists may differ where none is."""
        before = (self.row.numerator, self.row.denominator, self.row.excluded)
        return before != (self.now.numerator, self.now.denominator, self.now.excluded)


@desk.get("/month-ends")
@only(*WHOLE_DISTRICT)
@per_minute(LISTS)
def month_ends() -> str:
    """Show the frozen month-ends of one target, the newest first."""
    plan = plan_in_force()
    target = _target(plan, request.args.get("target", plan.targets[0].id))
    return render_template(
        "desk/figures/month_ends.html",
        plan=plan,
        target=target,
        rows=_compare(target, list_month_ends(target.id)),
    )


@desk.get("/month-ends/<target_id>/<day>")
@only(*WHOLE_DISTRICT)
@per_minute(LISTS)
def month_end(target_id: str, day: str) -> str:
    """Show what counts otherwise now than when a month-end was frozen, and why."""
    target = _target(plan_in_force(), target_id)
    frozen = find_month_end(target.id, date.fromisoformat(day)) if is_day(day) else None
    if frozen is None:
        raise problem("not_found")
    changes = read_changes_since(target, frozen.day, frozen.day)
    keys = changes.keys
    paging = paging_of(len(keys))
    differences = changes.explain(paging.cut(keys))
    return render_template(
        "desk/figures/month_end.html",
        target=target,
        frozen=frozen,
        differences=differences,
        paging=paging,
        places=_places(differences),
    )


def _target(plan: Plan, target_id: str) -> Target:
    found = plan.find_target(target_id)
    if found is None:
        raise problem("not_found")
    return found


def _compare(target: Target, rows: Iterable[MonthEnd]) -> list[Then]:
    frozen = list(rows)
    days = sorted(row.day for row in frozen)
    now = {
        day: add_up(by_area.values())
        for day, by_area in zip(days, read_course(target.id, days), strict=True)
    }
    return [
        Then(
            row,
            _value(target, row.numerator, _then(row)),
            now[row.day],
            _value(target, now[row.day].numerator, now[row.day]),
        )
        for row in frozen
    ]


def _then(row: MonthEnd) -> Tally:
    return Tally(row.numerator, row.denominator - row.numerator, row.excluded)


def _value(target: Target, numerator: int, tally: Tally) -> str | None:
    return size_and_value(target, numerator, tally)[1]


def _places(differences: Iterable[Difference]) -> dict[str, Premises]:
    subjects = {cause.subject for one in differences for cause in one.causes}
    return premises_by_ids({one.key for one in differences} | subjects)
