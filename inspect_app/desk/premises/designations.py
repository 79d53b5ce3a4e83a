"""Pages of designations: enter a title, confirm what somebody else entered."""

from datetime import UTC, datetime

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from inspect_app.access import in_scope
from inspect_app.desk.blueprint import desk
from inspect_app.desk.forms import asked_day, asked_text
from inspect_app.errors import problem
from inspect_app.guards import only
from inspect_app.models.designations import Designation
from inspect_app.plans.load import current_plan
from inspect_app.queries.designations import count_titles, find_by_code, find_title, list_titles
from inspect_app.queries.inspections import names_of
from inspect_app.services.review import designations as titles
from inspect_app.web.asking_again import asks_again
from inspect_app.web.language import t
from inspect_app.web.limits import LISTS, per_minute
from inspect_app.web.same_origin import require_same_origin


@desk.get("/designations")
@per_minute(LISTS)
def designations() -> str:
    """Show titles that wait for a second person, confirmed ones, and the entry form."""
    within = in_scope(current_user)
    waiting = list_titles(within, confirmed=False)
    return render_template(
        "desk/premises/designations.html",
        waiting=waiting,
        recorded=list_titles(within, confirmed=True),
        recorded_all=count_titles(within, confirmed=True),
        names=names_of({one.row.entered_by or "" for one in waiting}),
        may_enter=current_user.role in titles.MAY_ENTER,
        counted=[target for target in current_plan().targets if target.is_designated],
    )


@desk.post("/designations")
@only(*titles.MAY_ENTER)
@asks_again
def enter_title() -> ResponseReturnValue:
    """Enter a title for the premises whose short code was typed."""
    require_same_origin()
    premises = find_by_code(in_scope(current_user), request.form.get("code", ""))
    if premises is None:
        raise problem("not_found")
    naming = titles.Naming(
        title=asked_text("title"),
        level=asked_text("level"),
        document=asked_text("document"),
        named_on=asked_day("named_on"),
        valid_to=asked_day("valid_to") if request.form.get("valid_to") else None,
    )
    name = premises.name
    titles.enter_title(current_user.id, premises.id, naming, at=datetime.now(UTC))
    flash(t("desk.titles.entered", name=name))
    return _back()


@desk.post("/designations/<designation_id>/confirm")
@only(*titles.MAY_ENTER)
@asks_again
def confirm_title(designation_id: str) -> ResponseReturnValue:
    """Confirm a title that another person entered; from now on it counts."""
    name = _theirs(designation_id).title
    titles.confirm_title(current_user.id, designation_id, at=datetime.now(UTC))
    flash(t("desk.titles.confirmed", name=name))
    return _back()


@desk.post("/designations/<designation_id>/drop")
@only(*titles.MAY_ENTER)
@asks_again
def drop_title(designation_id: str) -> ResponseReturnValue:
    """Delete a wrong title that nobody has confirmed."""
    name = _theirs(designation_id).title
    titles.drop_title(current_user.id, designation_id, at=datetime.now(UTC))
    flash(t("desk.titles.dropped", name=name))
    return _back()


@desk.post("/designations/<designation_id>/revoke")
@only(*titles.MAY_ENTER)
@asks_again
def revoke_title(designation_id: str) -> ResponseReturnValue:
    """Revoke a title from the day of the decision on."""
    name = _theirs(designation_id).title
    day = asked_day("revoked_on")
    titles.revoke_title(current_user.id, designation_id, day, at=datetime.now(UTC))
    flash(t("desk.titles.revoked", name=name))
    return _back()


def _theirs(designation_id: str) -> Designation:
    require_same_origin()
    found = find_title(in_scope(current_user), designation_id)
    if found is None:
        raise problem("not_found")
    return found


def _back() -> ResponseReturnValue:
    return redirect(url_for("desk.designations"))
