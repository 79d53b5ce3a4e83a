"""The page that asks before an approval is withdrawn, and says what follows from it."""

from datetime import UTC, datetime

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from inspect_app.access import inspection_for
from inspect_app.desk.blueprint import desk
from inspect_app.desk.review.decided import way_out
from inspect_app.desk.review.given import Refused, asked_rev
from inspect_app.desk.review.pages import inspection_page
from inspect_app.errors import ProblemError, form_with, wants_json
from inspect_app.guards import only
from inspect_app.models.inspections import Inspection
from inspect_app.queries.inspections import names_of
from inspect_app.queries.reviews import list_decisions
from inspect_app.services.people.actors import LONGEST_REASON
from inspect_app.services.review.reviews import MAY_REVIEW
from inspect_app.services.review.withdrawals import withdraw_approval
from inspect_app.web.language import t
from inspect_app.web.same_origin import require_same_origin

ON_THE_FORM = ("invalid", "own_approval")


@desk.get("/inspections/<inspection_id>/withdraw")
@only(*MAY_REVIEW)
def ask_to_withdraw(inspection_id: str) -> ResponseReturnValue:
    """Ask whether the approval in force is to be withdrawn, and why."""
    found = inspection_for(current_user, inspection_id)
    return _page_of(found) or redirect(url_for("desk.inspection", inspection_id=inspection_id))


@desk.post("/inspections/<inspection_id>/withdraw")
@only(*MAY_REVIEW)
def withdraw(inspection_id: str) -> ResponseReturnValue:
    """Withdraw the approval: the inspection waits for review again."""
    require_same_origin()
    found = inspection_for(current_user, inspection_id)
    name = found.premises.name
    reason, at = request.form.get("reason", ""), datetime.now(UTC)
    try:
        withdraw_approval(current_user.id, inspection_id, asked_rev(), reason, at=at)
    except ProblemError as error:
        return _refused(inspection_id, error)
    flash(t("decisions.undone.approve", name=name))
    return redirect(url_for("desk.inspection", inspection_id=inspection_id))


def _refused(inspection_id: str, error: ProblemError) -> ResponseReturnValue:
    if wants_json() or error.problem.code in ("not_found", "role"):
        raise error
    found = inspection_for(current_user, inspection_id)
    page = _page_of(found, error) if error.problem.code in ON_THE_FORM else ""
    return form_with(error, page or inspection_page(found, refused=Refused(error)))


def _page_of(found: Inspection, error: ProblemError | None = None) -> str:
    """Return the page, filled as it was sent; empty unless an approval is in force."""
    history = list_decisions(found.id)
    given = history[0] if history else None
    revision = next((one for one in found.revisions if given and one.rev == given.rev), None)
    way = way_out(revision, history, may=True) if revision else ""
    if given is None or not way:
        return ""
    return render_template(
        "desk/review/withdraw.html",
        inspection=found,
        revision=revision,
        approval=given,
        who=names_of({given.reviewer_id})[given.reviewer_id],
        way=way,
        longest=LONGEST_REASON,
        reason=request.form.get("reason", ""),
        error=error,
    )
