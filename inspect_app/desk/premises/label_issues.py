"""The issues of one premises' code, and the next one: the old label leads nowhere from then on."""

import secrets
from datetime import UTC, datetime

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from inspect_app.access import premises_for
from inspect_app.desk.blueprint import desk
from inspect_app.desk.forms import asked_count
from inspect_app.desk.premises.labels import own_origin
from inspect_app.desk.refused import filled
from inspect_app.domain.codes import make_token
from inspect_app.domain.label_sheets import FORMS, REASONS, USUAL
from inspect_app.domain.origins import why_not_public
from inspect_app.guards import only
from inspect_app.queries.labels import list_issues
from inspect_app.services.register.posted_codes import MAY_REISSUE, Reissue, reissue_label
from inspect_app.web.language import current_language, t
from inspect_app.web.limits import LISTS, per_minute
from inspect_app.web.same_origin import require_same_origin


@desk.get("/labels/<premises_id>")
@per_minute(LISTS)
def label_issues(premises_id: str) -> str:
    """Show every issue of a premises' code, and the form for the next one."""
    place = premises_for(current_user, premises_id)
    return render_template(
        "desk/premises/label_issues.html",
        place=place,
        issues=list_issues(place.id),
        reasons={code: getattr(words, current_language()) for code, words in REASONS.items()},
        chosen=request.args.get("reason", ""),
        forms=FORMS,
        usual=USUAL,
        not_public=why_not_public(own_origin()),
        origin=own_origin(),
        may_reissue=current_user.role in MAY_REISSUE,
    )


@desk.post("/labels/<premises_id>/reissue")
@only(*MAY_REISSUE)
@filled(label_issues, "desk.label_issues")
def reissue(premises_id: str) -> ResponseReturnValue:
    """Withdraw the code that the page showed and issue the next one."""
    require_same_origin()
    place = premises_for(current_user, premises_id)
    asked = Reissue(place.id, current_user.id, request.form.get("reason", ""), asked_count("seen"))
    issue = reissue_label(asked, make_token(secrets.choice), at=datetime.now(UTC))
    flash(t("labels.reissued", issue=issue))
    return redirect(url_for("desk.label_issues", premises_id=premises_id))
