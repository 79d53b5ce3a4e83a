"""The overview page: the plan's targets with their progress, and one of them by area."""

from flask import render_template, request
from flask_login import current_user

from inspect_app.access import WHOLE_DISTRICT, in_scope
from inspect_app.desk.blueprint import desk
from inspect_app.desk.figures.multiples import draw_multiples, draw_whole
from inspect_app.domain.figures.counting import AsOf
from inspect_app.domain.figures.targets import Plan
from inspect_app.domain.vocabulary import KINDS
from inspect_app.errors import problem
from inspect_app.models.people import User
from inspect_app.plans.load import current_plan
from inspect_app.queries.figures.plans import plan_in_force
from inspect_app.queries.figures.progress import (
    Progress,
    list_progress,
    list_trends,
    quarter_days,
)
from inspect_app.queries.figures.scopes import WHOLE, Scope
from inspect_app.queries.reported import list_reported
from inspect_app.queries.signatures import list_denied
from inspect_app.web.asof import asked_day, where_it_lies
from inspect_app.web.language import current_language
from inspect_app.web.limits import LISTS, per_minute


@desk.get("/")
@per_minute(LISTS)
def overview() -> str:
    """Show the progress of every target; each number links to the premises and visits behind it."""
    scope = scope_of(current_user)
    plan, as_of = plan_in_force(), asked_day()
    rows = list_progress(plan, as_of, scope)
    chosen = _chosen(rows)
    days = quarter_days(plan.start, as_of.day)
    trends = list_trends(plan, chosen.figure.target, scope, days)
    return render_template(
        "desk/figures/overview.html",
        plan=plan,
        as_of=as_of.day,
        lies=where_it_lies(plan, as_of.day),
        rows=rows,
        chosen=chosen,
        denied=list_denied(in_scope(current_user)),
        scope=areas_by_kind(current_user),
        district={} if scope == WHOLE else _district(plan, as_of),
        whole=draw_whole(plan, chosen, trends, days),
        multiples=draw_multiples(plan, chosen, trends, days),
        departments={one.code: getattr(one, current_language()) for one in plan.departments},
        reported_filled=sum(one.id is not None for one in list_reported(as_of)),
    )


def scope_of(user: User) -> Scope:
    """Return the areas of which the user sees the figures of each kind."""
    if user.role in WHOLE_DISTRICT:
        return WHOLE
    return Scope({kind: frozenset(areas) for kind, areas in _areas_held(user).items()})


def areas_by_kind(user: User) -> dict[str, int]:
    """Return of how many of the plan's areas the user sees each kind."""
    if user.role in WHOLE_DISTRICT:
        return dict.fromkeys(KINDS, len(current_plan().areas))
    held = _areas_held(user)
    return {kind: len(held[kind]) for kind in KINDS}


def _areas_held(user: User) -> dict[str, set[str]]:
    areas = {area.code for area in current_plan().areas}
    held: dict[str, set[str]] = {kind: set() for kind in KINDS}
    for one in user.memberships:
        if one.area in areas:
            held[one.kind].add(one.area)
    return held


def _district(plan: Plan, as_of: AsOf) -> dict[str, Progress]:
    """Return the figures of the whole district by target, as anybody may see them."""
    return {row.figure.target.id: row for row in list_progress(plan, as_of)}


def _chosen(rows: list[Progress]) -> Progress:
    """Return the target asked for, else the first one that can be counted."""
    asked = request.args.get("target")
    found = [row for row in rows if row.figure.target.id == asked]
    if asked and not found:
        raise problem("not_found")
    counted = [row for row in rows if row.figure.value is not None and row.figure.denominator]
    return (found or counted or rows)[0]
