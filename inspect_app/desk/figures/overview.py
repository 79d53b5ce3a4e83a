"""The overview page: the plan's targets with their progress, and one of them by area."""

from collections.abc import Mapping
from typing import Any

from flask import render_template, request
from flask_login import current_user

from inspect_app.access import in_scope
from inspect_app.desk.blueprint import desk
from inspect_app.desk.figures.choices import (
    Choices,
    asked_choices,
    department_names,
    departments_with_targets,
)
from inspect_app.desk.figures.panel import Panel
from inspect_app.desk.figures.scope import areas_by_kind, areas_of, kinds_in_area, scope_of
from inspect_app.domain.figures.counting import AsOf
from inspect_app.domain.figures.tallies import NOTHING, ByArea, add_up
from inspect_app.domain.figures.targets import Plan
from inspect_app.errors import problem
from inspect_app.queries.figures.gains import gain_in, list_gains, narrow_to_area
from inspect_app.queries.figures.kept_numbers import KeptNumbers
from inspect_app.queries.figures.plans import plan_in_force
from inspect_app.queries.figures.progress import Progress, list_progress
from inspect_app.queries.figures.scopes import WHOLE, Scope
from inspect_app.queries.reported import list_reported
from inspect_app.queries.signatures import list_denied
from inspect_app.web.asof import asked_day, where_it_lies
from inspect_app.web.limits import LISTS, per_minute


@desk.get("/")
@per_minute(LISTS)
def overview() -> str:
    """Show the progress of every target; each number links to the premises and visits behind it."""
    plan, as_of, scope = plan_in_force(), asked_day(), scope_of(current_user)
    choices, numbers = asked_choices(plan), KeptNumbers()
    return render_template(
        "desk/figures/overview.html",
        plan=plan,
        as_of=as_of.day,
        lies=where_it_lies(plan, as_of.day),
        choices=choices,
        areas=areas_of(current_user),
        department_codes=departments_with_targets(plan),
        departments=department_names(plan),
        scope=_held(choices),
        own_scope=areas_by_kind(current_user),
        denied=list_denied(in_scope(current_user)),
        passed=_passed_lifts(plan, scope, numbers.tallies(as_of), choices.area),
        reported_filled=sum(one.id is not None for one in list_reported(as_of, plan)),
        **_board(plan, scope, as_of, choices, numbers),
    )


def _board(
    plan: Plan, scope: Scope, as_of: AsOf, choices: Choices, numbers: KeptNumbers
) -> dict[str, Any]:
    """Return the rows of the table, how far each has moved, and what stands below them."""
    own = list_progress(plan, as_of, scope, numbers)
    gains = list_gains(plan, as_of, scope, own, numbers)
    rows = narrow_to_area(plan, as_of.day, own, choices.area) if choices.area else own
    rows = [row for row in rows if choices.department in ("", *row.figure.target.departments)]
    chosen = _chosen(plan, rows)
    id = chosen.figure.target.id
    return {
        "rows": rows,
        "chosen": chosen,
        "district": _district(plan, scope, as_of, own, choices, numbers),
        "since": gains.since if gains.targets else None,
        "gains": {
            row.figure.target.id: gain_in(gains, row.figure.target, choices.area) for row in rows
        },
        # The streets below stay side by side, whichever of them the rows are narrowed to.
        "panel": Panel(
            plan=plan,
            scope=scope,
            as_of=as_of,
            row=next(row for row in own if row.figure.target.id == id),
            gains=gains,
            numbers=numbers,
        ),
    }


def _held(choices: Choices) -> dict[str, int]:
    """Return of how many of the shown areas the user sees each kind."""
    if choices.area:
        return kinds_in_area(current_user, choices.area)
    return areas_by_kind(current_user)


def _district(
    plan: Plan,
    scope: Scope,
    as_of: AsOf,
    own: list[Progress],
    choices: Choices,
    numbers: KeptNumbers,
) -> dict[str, Progress]:
    """Return the whole district's figures by target where the rows show a part of it, else {}."""
    rows: list[Progress] = []
    if scope != WHOLE:
        rows = list_progress(plan, as_of, WHOLE, numbers)
    elif choices.area:
        rows = own
    return {row.figure.target.id: row for row in rows}


def _passed_lifts(
    plan: Plan, scope: Scope, tallies: Mapping[str, ByArea], area: str
) -> dict[str, int]:
    """Return how many of the lifts that a target has seen had passed."""
    found = {}
    for target in plan.targets:
        if target.counts_lifts:
            seen = scope.within(target, tallies.get(target.id, {}))
            found[target.id] = (
                seen.get(area, NOTHING).passed if area else add_up(seen.values()).passed
            )
    return found


def _chosen(plan: Plan, rows: list[Progress]) -> Progress:
    """Return the target asked for, else the first one that can be counted."""
    asked = request.args.get("target")
    found = [row for row in rows if row.figure.target.id == asked]
    if asked and plan.find_target(asked) is None:
        raise problem("not_found")
    counted = [row for row in rows if row.figure.value is not None and row.figure.denominator]
    return (found or counted or rows)[0]
