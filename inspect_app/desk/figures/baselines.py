"""Pages of baselines: what cumulative targets had reached before the plan, and each change."""

from collections.abc import Callable
from datetime import UTC, datetime

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from inspect_app.access import WHOLE_DISTRICT
from inspect_app.desk.blueprint import desk
from inspect_app.desk.forms import asked_count, asked_day, asked_text
from inspect_app.desk.paging import paging_of
from inspect_app.desk.refused import filled
from inspect_app.guards import only
from inspect_app.queries.figures.baselines import (
    baselines_by_target,
    count_baselines,
    list_baseline_changes,
    list_waiting_baselines,
)
from inspect_app.queries.figures.plans import plan_in_force
from inspect_app.queries.inspections import names_of
from inspect_app.services.review import baselines as services
from inspect_app.services.review.baselines import MAY_SET, MOST
from inspect_app.web.asking_again import asks_again
from inspect_app.web.language import t
from inspect_app.web.limits import LISTS, per_minute
from inspect_app.web.same_origin import require_same_origin


@desk.get("/baselines")
@only(*WHOLE_DISTRICT)
@per_minute(LISTS)
def baselines() -> str:
    """Show every cumulative target with its baseline, and who changed it."""
    return _page()


def _page(**_: object) -> str:
    plan = plan_in_force()
    waiting_count, change_count = count_baselines()
    first, second = paging_of(waiting_count, "waiting"), paging_of(change_count)
    waiting = list_waiting_baselines(limit=first.size, offset=first.offset)
    changes = list_baseline_changes(limit=second.size, offset=second.offset)
    return render_template(
        "desk/figures/baselines.html",
        plan=plan,
        targets=[target for target in plan.targets if target.is_count],
        entered=baselines_by_target(),
        changes=[(plan.find_target(one.subject.removeprefix("target:")), one) for one in changes],
        waiting=[(plan.find_target(one.target), one) for one in waiting],
        names=names_of({one.actor or "" for one in changes} | {one.entered_by for one in waiting}),
        may_set=current_user.role in MAY_SET,
        paging=second,
        paging_waiting=first,
        most=MOST,
    )


@desk.post("/baselines")
@only(*MAY_SET)
@asks_again
@filled(_page, "desk.baselines")
def enter_baseline() -> ResponseReturnValue:
    """Store a new baseline from the form; the figures change once another confirms it."""
    reached = services.Reached(
        target=request.form.get("target", ""),
        count=asked_count("value"),
        dated_on=asked_day("dated_on"),
        document=asked_text("document"),
    )
    return _write(services.enter_baseline, reached, said="desk.baselines.waits")


@desk.post("/baselines/<entry_id>/confirm")
@only(*MAY_SET)
@asks_again
@filled(_page, "desk.baselines")
def confirm_baseline(entry_id: str) -> ResponseReturnValue:
    """Confirm a baseline that another person entered; the figures change at once."""
    return _write(services.confirm_baseline, entry_id, said="desk.baselines.done")


@desk.post("/baselines/<entry_id>/drop")
@only(*MAY_SET)
@asks_again
@filled(_page, "desk.baselines")
def drop_baseline(entry_id: str) -> ResponseReturnValue:
    """Delete a wrong baseline that nobody has confirmed."""
    return _write(services.drop_baseline, entry_id, said="desk.baselines.dropped")


def _write(act: Callable[..., object], given: object, *, said: str) -> ResponseReturnValue:
    """Let a service write what was given, say that it did, and go back to the page."""
    require_same_origin()
    act(current_user.id, given, at=datetime.now(UTC))
    flash(t(said))
    return redirect(url_for("desk.baselines"))
