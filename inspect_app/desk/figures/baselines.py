"""Pages of baselines: what cumulative targets had reached before the plan, and each change."""

from datetime import UTC, datetime

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from inspect_app.access import WHOLE_DISTRICT
from inspect_app.desk.blueprint import desk
from inspect_app.desk.forms import asked_count, asked_day
from inspect_app.guards import only
from inspect_app.queries.figures.baselines import baselines_by_target, list_baseline_changes
from inspect_app.queries.figures.plans import plan_in_force
from inspect_app.queries.inspections import names_of
from inspect_app.services.review.baselines import MAY_SET, MOST, set_baseline
from inspect_app.web.asking_again import asks_again
from inspect_app.web.language import t
from inspect_app.web.limits import LISTS, per_minute
from inspect_app.web.same_origin import require_same_origin


@desk.get("/baselines")
@only(*WHOLE_DISTRICT)
@per_minute(LISTS)
def baselines() -> str:
    """Show every cumulative target with its baseline, and who changed it."""
    plan = plan_in_force()
    changes = list_baseline_changes()
    return render_template(
        "desk/figures/baselines.html",
        plan=plan,
        targets=[target for target in plan.targets if target.is_count],
        entered=baselines_by_target(),
        changes=[(plan.find_target(one.subject.removeprefix("target:")), one) for one in changes],
        names=names_of({one.actor or "" for one in changes}),
        may_set=current_user.role in MAY_SET,
        most=MOST,
    )


@desk.post("/baselines")
@only(*MAY_SET)
@asks_again
def enter_baseline() -> ResponseReturnValue:
    """Store a new baseline from the form; the figures change at once."""
    require_same_origin()
    target, value = request.form.get("target", ""), asked_count("value")
    set_baseline(target, value, asked_day("dated_on"), at=datetime.now(UTC), actor=current_user.id)
    flash(t("desk.baselines.done"))
    return redirect(url_for("desk.baselines"))
