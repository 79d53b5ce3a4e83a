"""The desk's blueprint with its guard, and the data of the navigation on every page."""

from datetime import UTC, datetime
from typing import Any

from flask import Blueprint
from flask_login import current_user

from inspect_app.access import WHOLE_DISTRICT, colleagues, in_scope, may_see_quarantined
from inspect_app.desk.notices import factor_notice
from inspect_app.domain.vocabulary import who_may
from inspect_app.guards import signed_in
from inspect_app.plans.load import current_plan
from inspect_app.queries.corrections.board import measure_open as measure_corrections
from inspect_app.queries.notices import count_unread
from inspect_app.queries.phones import count_alarms
from inspect_app.queries.proposals import count_open
from inspect_app.queries.quarantine import measure_open
from inspect_app.queries.reviews import measure_queue
from inspect_app.services.people.sessions import DESK_IDLE
from inspect_app.web.formats import today

desk = Blueprint("desk", __name__, url_prefix="/desk")
desk.before_request(signed_in(*who_may("enter_desk")))


@desk.context_processor
def rail() -> dict[str, Any]:
    """Return the navigation's data: areas, queues, quarantine, phone alarms; {} if signed out."""
    if not current_user.is_authenticated:
        return {}
    plan = current_plan()
    areas = {area.code for area in plan.areas}
    if current_user.role not in WHOLE_DISTRICT:
        areas = {membership.area for membership in current_user.memberships}
    return {
        "phone_alarms": count_alarms(colleagues(current_user), datetime.now(UTC)),
        "open_proposals": count_open(in_scope(current_user)),
        "quarantine_size": measure_open(may_see_quarantined(current_user)),
        "queue_size": measure_queue(in_scope(current_user)),
        "correction_size": measure_corrections(in_scope(current_user), today()),
        "areas_covered": len(areas),
        "areas_all": len(plan.areas),
        "unread_notices": count_unread(current_user.id, in_scope(current_user)),
        "factor_notice": factor_notice(),
        "idle_seconds": int(DESK_IDLE.total_seconds()),
    }
