"""Receivers with their deliveries and tries; an administrator may have one sent again."""

from datetime import UTC, datetime

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from inspect_app.access import WHOLE_DISTRICT
from inspect_app.desk.blueprint import desk
from inspect_app.desk.paging import PAGE, page_within
from inspect_app.desk.refused import filled
from inspect_app.domain.refusals import Refused
from inspect_app.domain.vocabulary import who_may
from inspect_app.errors import problem
from inspect_app.guards import only
from inspect_app.queries.notices import count_deliveries, list_deliveries
from inspect_app.services.notices.outbox import RESTING, SENT, WAITING, send_again
from inspect_app.web.language import t
from inspect_app.web.limits import LISTS, per_minute
from inspect_app.web.same_origin import require_same_origin

MAY_REPLAY = who_may("replay_webhooks")
STATES = ("", WAITING, RESTING, SENT)


@desk.get("/webhooks")
@only(*WHOLE_DISTRICT)
@per_minute(LISTS)
def webhooks() -> str:
    """Show the receivers that the settings name, and a page of deliveries."""
    return _page()


def _page(**_: object) -> str:
    state = request.args.get("state", "")
    if state not in STATES:
        raise problem("not_found")
    counts = count_deliveries()
    total = counts.get(state, 0) if state else sum(counts.values())
    page = page_within(total)
    return render_template(
        "desk/webhooks/webhooks.html",
        receivers=current_app.config["SETTINGS"].webhooks,
        rows=list_deliveries(state, limit=PAGE, offset=(page - 1) * PAGE),
        counts=counts | {"": sum(counts.values())},
        total=total,
        state=state,
        states=STATES,
        page=page,
        per_page=PAGE,
        may=current_user.role in MAY_REPLAY,
    )


@desk.post("/webhooks/<delivery_id>/replay")
@only(*MAY_REPLAY)
@per_minute(LISTS)
@filled(_page, "desk.webhooks")
def replay_delivery(delivery_id: str) -> ResponseReturnValue:
    """Put a delivery back into the outbox; the sweep sends it."""
    require_same_origin()
    try:
        send_again(current_user.id, delivery_id, datetime.now(UTC))
    except Refused:
        raise problem("delivery_gone") from None
    flash(t("notices.hooks.replayed"))
    return redirect(url_for("desk.webhooks"))
