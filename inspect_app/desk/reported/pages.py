"""The page of all reported goals, and the pane of one: its value, what waits, its history."""

from dataclasses import dataclass

from flask import render_template
from flask_login import current_user

from inspect_app.desk.blueprint import desk
from inspect_app.desk.paging import paging_of
from inspect_app.domain.figures.reported import load_value
from inspect_app.domain.figures.reported_periods import list_periods
from inspect_app.domain.figures.reported_words import goal_words, value_words
from inspect_app.domain.figures.targets import ManualTarget, Named
from inspect_app.errors import problem
from inspect_app.models.reported import ReportedFigure
from inspect_app.plans.load import current_plan
from inspect_app.queries.figures.plans import plan_in_force
from inspect_app.queries.inspections import names_of
from inspect_app.queries.reported import (
    ReportedRow,
    count_history,
    count_waiting,
    list_history,
    list_reported,
    list_waiting,
)
from inspect_app.services.review.reported import LONGEST_NOTE, LONGEST_SOURCE, MAY_REPORT
from inspect_app.web.asof import asked_day
from inspect_app.web.formats import today
from inspect_app.web.language import current_language
from inspect_app.web.limits import LISTS, per_minute


@dataclass(frozen=True)
class ShownRow:
    """A goal on the page: its value in force, and how many entries wait."""

    row: ReportedRow
    waiting: int

    @property
    def state(self) -> str:
        """Return waiting, filled or empty, the three looks of its place on the ruler."""
        return "waiting" if self.waiting else "filled" if self.row.id else "empty"


@dataclass(frozen=True)
class Section:
    """A section of the plan's text with its goals."""

    name: Named
    rows: list[ShownRow]

    @property
    def filled(self) -> int:
        """Return how many goals have a value in force."""
        return sum(one.row.id is not None for one in self.rows)


@desk.get("/reported")
@per_minute(LISTS)
def reported() -> str:
    """Show every reported goal by section, with its value in force."""
    return render_template("desk/reported/reported.html", **_page(), chosen=None)


@desk.get("/reported/<manual_id>")
@per_minute(LISTS)
def one_reported(manual_id: str) -> str:
    """Show one goal next to the list: the form, what waits for a second person, the history."""
    return goal_page(manual_id)


def goal_page(manual_id: str) -> str:
    """Return the page of one goal; raise `not_found`."""
    target = manual_for(manual_id)
    first = paging_of(count_waiting().get(target.id, 0), "waiting")
    waiting = list_waiting(target.id, limit=first.size, offset=first.offset)
    second = paging_of(count_history(target.id))
    history = list_history(target.id, limit=second.size, offset=second.offset)
    shown = [*waiting, *history]
    people = {id for one in shown for id in (one.entered_by, one.confirmed_by) if id}
    return render_template(
        "desk/reported/one_reported.html",
        **_page(),
        chosen=target,
        goal=goal_words(target, current_language()),
        history=history,
        waiting=waiting,
        paging=second,
        paging_waiting=first,
        told={one.id: told_value(target, one) for one in shown},
        names=names_of(people),
        periods=list_periods(plan_in_force(), target),
        may_report=current_user.role in MAY_REPORT,
        most_source=LONGEST_SOURCE,
        most_note=LONGEST_NOTE,
        today=today(),
    )


def manual_for(target_id: str) -> ManualTarget:
    """Return a reported goal; raise `not_found`."""
    found = current_plan().find_manual(target_id)
    if found is None:
        raise problem("not_found")
    return found


def told_value(target: ManualTarget, row: ReportedFigure) -> str:
    """Return an entered value in the reader's words."""
    return value_words(target, load_value(row.value), current_language())


def list_sections(rows: list[ShownRow]) -> list[Section]:
    """Return the plan's sections with their goals, in its order."""
    return [
        Section(name, [one for one in rows if one.row.target.section == name.code])
        for name in current_plan().sections
    ]


def _page() -> dict[str, object]:
    as_of = asked_day()
    waiting = count_waiting()
    rows = [ShownRow(row, waiting.get(row.target.id, 0)) for row in list_reported(as_of)]
    plan = plan_in_force()
    return {
        "plan": plan,
        "as_of": as_of.day,
        "sections": list_sections(rows),
        "rows": rows,
        "states": {
            state: sum(one.state == state for one in rows)
            for state in ("filled", "waiting", "empty")
        },
        "departments": {one.code: getattr(one, current_language()) for one in plan.departments},
    }
