"""The forms of a review: approve, return, withdraw, undo; a refusal is shown in place."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from inspect_app.access import inspection_for
from inspect_app.desk.blueprint import desk
from inspect_app.desk.review.arrows import arrow_in
from inspect_app.desk.review.given import Refused, asked_rev, given_items, is_checked
from inspect_app.desk.review.pages import inspection_page
from inspect_app.desk.review.queue import go_on
from inspect_app.errors import ProblemError, form_with, wants_json
from inspect_app.guards import only
from inspect_app.models.inspections import Inspection
from inspect_app.queries.review_marks import unseen_vetoes
from inspect_app.services.review import reviews as decisions
from inspect_app.services.review.undo import undo_decision
from inspect_app.web.language import t
from inspect_app.web.same_origin import require_same_origin

SHOWN = ("rev", "item", "photo")
ELSEWHERE = ("not_found", "role")  # who may not see the page gets none of it


@desk.post("/inspections/<inspection_id>/approve")
@only(*decisions.MAY_REVIEW)
def approve(inspection_id: str) -> ResponseReturnValue:
    """Approve the whole revision, which counts from now on."""

    def act(found: Inspection) -> ResponseReturnValue:
        name = found.premises.name
        unseen = () if is_checked("veto_seen") else _unseen(found)
        decisions.approve(
            current_user.id,
            inspection_id,
            asked_rev(),
            at=datetime.now(UTC),
            unmeasured_checked=is_checked("unmeasured_checked"),
            unseen_vetoes=unseen,
        )
        flash(t("desk.review.approved", name=name))
        return go_on(inspection_id)

    return _in_place(inspection_id, act)


@desk.post("/inspections/<inspection_id>/return")
@only(*decisions.MAY_REVIEW)
def return_items(inspection_id: str) -> ResponseReturnValue:
    """Return the chosen items to the author, each with its remark."""

    def act(found: Inspection) -> ResponseReturnValue:
        name = found.premises.name
        items = [
            {"item": item, "remark": request.form.get(f"remark:{item}", "").strip()}
            | arrow_in(request.form, item)
            for item in request.form.getlist("item")
        ]
        at = datetime.now(UTC)
        decisions.return_items(current_user.id, inspection_id, asked_rev(), items, at=at)
        flash(t("desk.review.returned", name=name, count=len(items)))
        return go_on(inspection_id)

    return _in_place(inspection_id, act)


@desk.post("/inspections/<inspection_id>/undo")
@only(*decisions.MAY_REVIEW)
def undo(inspection_id: str) -> ResponseReturnValue:
    """Undo the own decision of a moment ago; the inspection is shown, which waits again."""

    def act(found: Inspection) -> ResponseReturnValue:
        name = found.premises.name
        at = datetime.now(UTC)
        undone = undo_decision(current_user.id, inspection_id, asked_rev(), at=at)
        flash(t(f"decisions.undone.{undone}", name=name))
        return redirect(url_for("desk.inspection", inspection_id=inspection_id))

    return _in_place(inspection_id, act)


@desk.get("/inspections/<inspection_id>/approve")
@desk.get("/inspections/<inspection_id>/return")
@desk.get("/inspections/<inspection_id>/undo")
def decision(inspection_id: str) -> ResponseReturnValue:
    """Lead from the address of a refused form, reloaded or followed by a link, to the page."""
    inspection_for(current_user, inspection_id)
    shown: dict[str, Any] = {name: request.args[name] for name in SHOWN if name in request.args}
    return redirect(url_for("desk.inspection", inspection_id=inspection_id, **shown))


def _in_place(
    inspection_id: str, act: Callable[[Inspection], ResponseReturnValue]
) -> ResponseReturnValue:
    """Decide; where that is refused, show the page as it is now, with what the form held."""
    require_same_origin()
    found = inspection_for(current_user, inspection_id)
    try:
        return act(found)
    except ProblemError as error:
        if wants_json() or error.problem.code in ELSEWHERE:
            raise
        refused = Refused(error, given_items(), is_checked("unmeasured_checked"))
        found = inspection_for(current_user, inspection_id)
        return form_with(error, inspection_page(found, refused=refused))


def _unseen(found: Inspection) -> list[str]:
    return unseen_vetoes(current_user.id, found.revisions[-1])
