"""The list of today's own decisions."""

from flask import render_template
from flask_login import current_user

from inspect_app.desk.blueprint import desk
from inspect_app.desk.paging import paging_of
from inspect_app.domain.calendar.visits import start_of
from inspect_app.queries.own_decisions import count_own, list_own
from inspect_app.web.formats import today
from inspect_app.web.limits import LISTS, per_minute


@desk.get("/reviews/decided")
@per_minute(LISTS)
def own_decisions() -> str:
    """List what the reader decided today, latest first; what was taken back is not in it."""
    since = start_of(today())
    paging = paging_of(count_own(current_user.id, since))
    rows = list_own(current_user.id, since, paging.size, paging.offset)
    return render_template("desk/review/own_decisions.html", rows=rows, paging=paging)
