"""The overview page: the plan's targets with their progress, and one of them by area."""

from flask import render_template, request
from flask_login import current_user

from inspect_app.access import WHOLE_DISTRICT, in_scope
from inspect_app.desk.blueprint import desk
from inspect_app.desk.figures.multiples import draw_multiples, draw_whole
from inspect_app.domain.figures.counting import AsOf
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
    scoped_history,
)
from inspect_app.queries.signatures import list_denied
from inspect_app.web.asof import asked_day, where_it_lies
from inspect_app.web.language import current_language
from inspect_app.web.limits import LISTS, per_minute


@desk.get("/")
@per_minute(LISTS)
def overview() -> str:
    """Show the progress of every target; each number links to the premises and visits behind it."""
    within = None if current_user.role in WHOLE_DISTRICT else in_scope(current_user)
    kinds = whole_kinds(current_user)
    plan, as_of = plan_in_force(whole=kinds), asked_day()
    history = scoped_history(within, whole=kinds)
    rows = list_progress(plan, as_of, history)
    chosen = _chosen(rows)
    days = quarter_days(plan.start, as_of.day)
    trends = list_trends(plan, chosen.figure.target, history, days)
    return render_template(
        "desk/figures/overview.html",
        plan=plan,
        as_of=as_of.day,
        lies=where_it_lies(plan, as_of.day),
        rows=rows,
        chosen=chosen,
        denied=list_denied(in_scope(current_user)),
        scope=areas_by_kind(current_user),
        district=_district(as_of) if within is not None else {},
        whole=draw_whole(plan, chosen, trends, days),
        multiples=draw_multiples(plan, chosen, trends, days),
        departments={one.code: getattr(one, current_language()) for one in plan.departments},
    )


def whole_kinds(user: User) -> set[str] | None:
    """Return the kinds of which the user sees every area; None for the whole district."""
    if user.role in WHOLE_DISTRICT:
        return None
    every = len(current_plan().areas)
    return {kind for kind, held in areas_by_kind(user).items() if held == every}


def areas_by_kind(user: User) -> dict[str, int]:
    """Return of how many of the plan's areas the user sees each kind."""
    areas = {area.code for area in current_plan().areas}
    if user.role in WHOLE_DISTRICT:
        return dict.fromkeys(KINDS, len(areas))
    held = {(one.area, one.kind) for one in user.memberships if one.area in areas}
    return {kind: sum(one == kind for _, one in held) for kind in KINDS}


def _district(as_of: AsOf) -> dict[str, Progress]:
    """Return the figures of the whole district by target, as anybody may see them."""
    rows = list_progress(plan_in_force(), as_of, scoped_history(None))
    return {row.figure.target.id: row for row in rows}


def _chosen(rows: list[Progress]) -> Progress:
    """Return the target asked for, else the first one that can be counted."""
    asked = request.args.get("target")
    found = [row for row in rows if row.figure.target.id == asked]
    if asked and not found:
        raise problem("not_found")
    counted = [row for row in rows if row.figure.value is not None and row.figure.denominator]
    return (found or counted or rows)[0]
