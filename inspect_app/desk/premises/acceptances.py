"""The order to repeat an acceptance, entered on the page of its site."""

from datetime import UTC, datetime

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from inspect_app.access import inspection_for
from inspect_app.desk.blueprint import desk
from inspect_app.desk.premises.pages import one_premises
from inspect_app.desk.refused import filled
from inspect_app.guards import only
from inspect_app.services.review.acceptances import MAY_REOPEN, reopen_acceptance
from inspect_app.web.language import t
from inspect_app.web.same_origin import require_same_origin


def _page(inspection_id: str) -> str:
    return one_premises(inspection_for(current_user, inspection_id).premises_id)


def _address(inspection_id: str) -> str:
    site_id = inspection_for(current_user, inspection_id).premises_id
    return url_for("desk.one_premises", premises_id=site_id)


@desk.post("/acceptances/<inspection_id>/reopen")
@only(*MAY_REOPEN)
@filled(_page, _address)
def reopen(inspection_id: str) -> ResponseReturnValue:
    """Reopen an acceptance from the form; its first conclusion no longer passes, for good."""
    require_same_origin()
    site_id = inspection_for(current_user, inspection_id).premises_id
    reason = request.form.get("reason", "")
    reopen_acceptance(current_user.id, inspection_id, reason, at=datetime.now(UTC))
    flash(t("desk.acceptances.done"))
    return redirect(url_for("desk.one_premises", premises_id=site_id))
