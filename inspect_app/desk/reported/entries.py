"""The steps of a reported figure: one person enters it, another confirms or drops it."""

from contextlib import closing
from datetime import UTC, datetime

from flask import current_app, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from inspect_app.desk.blueprint import desk
from inspect_app.desk.forms import asked_day, asked_text
from inspect_app.desk.refused import filled
from inspect_app.desk.reported.pages import goal_page, manual_for
from inspect_app.errors import problem
from inspect_app.extensions import csrf, db
from inspect_app.guards import only
from inspect_app.models.reported import ReportedFigure
from inspect_app.photos.documents import MAX_BYTES
from inspect_app.queries.reported import find_reported
from inspect_app.services.photos.attachments import Attachment, keep_attachment
from inspect_app.services.review import reported as services
from inspect_app.services.review.reported import MAY_REPORT
from inspect_app.storage.open import open_storage
from inspect_app.web.asking_again import asks_again
from inspect_app.web.language import t
from inspect_app.web.same_origin import require_same_origin

FORM_BYTES = 64 * 1024


def _page_of(figure_id: str) -> str:
    return goal_page(figure_for(figure_id).target)


def _address_of(figure_id: str) -> str:
    return url_for("desk.one_reported", manual_id=figure_for(figure_id).target)


@desk.post("/reported/<manual_id>")
@only(*MAY_REPORT)
@filled(goal_page, "desk.one_reported")
def enter_reported(manual_id: str) -> ResponseReturnValue:
    """Store a value with its source and perhaps a file; it counts once another confirms it."""
    require_same_origin()
    actor_id = current_user.id
    db.session.rollback()  # PostgreSQL ends a transaction that waits half a minute for a body
    request.max_content_length = MAX_BYTES + FORM_BYTES
    if current_app.config.get("WTF_CSRF_ENABLED", True):
        csrf.protect()
    report = services.Report(
        target=manual_for(manual_id).id,
        period=request.form.get("period", ""),
        fields=request.form.getlist("value"),
        dated_on=asked_day("dated_on"),
        source=asked_text("source"),
        note=asked_text("note"),
    )
    services.check_report(report, at=datetime.now(UTC))
    services.enter_reported(actor_id, report, _kept_file(), at=datetime.now(UTC))
    flash(t("desk.reported.waits"))
    return redirect(url_for("desk.one_reported", manual_id=manual_id))


csrf.exempt(enter_reported)  # it checks the token itself, once the size limit is set


@desk.post("/reported/figures/<figure_id>/confirm")
@only(*MAY_REPORT)
@asks_again
@filled(_page_of, _address_of)
def confirm_reported(figure_id: str) -> ResponseReturnValue:
    """Confirm a value that another person entered, by what this one read in the source."""
    require_same_origin()
    found, fields = figure_for(figure_id), request.form.getlist("value")
    services.confirm_reported(current_user.id, found.id, fields, at=datetime.now(UTC))
    flash(t("desk.reported.confirmed"))
    return redirect(url_for("desk.one_reported", manual_id=found.target))


@desk.post("/reported/figures/<figure_id>/drop")
@only(*MAY_REPORT)
@asks_again
@filled(_page_of, _address_of)
def drop_reported(figure_id: str) -> ResponseReturnValue:
    """Drop a wrong entry that nobody has confirmed."""
    require_same_origin()
    found = figure_for(figure_id)
    services.drop_reported(current_user.id, found.id, at=datetime.now(UTC))
    flash(t("desk.reported.dropped"))
    return redirect(url_for("desk.one_reported", manual_id=found.target))


def figure_for(figure_id: str) -> ReportedFigure:
    """Return an entered value; raise `not_found`."""
    found = find_reported(figure_id)
    if found is None:
        raise problem("not_found")
    return found


def _kept_file() -> Attachment | None:
    """Store the attached file, if one was chosen; a browser sends an empty one without a name."""
    file = request.files.get("file")
    if file is None or not file.filename:
        return None
    with closing(file):
        data = file.stream.read(MAX_BYTES + 1)
    db.session.rollback()  # a bucket may take its time
    storage = open_storage(current_app.config["SETTINGS"].storage)
    return keep_attachment(storage, data, file.filename)
