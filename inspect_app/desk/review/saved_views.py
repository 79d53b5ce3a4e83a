"""Saves and deletes the reader's own views of the review queue."""

from datetime import UTC, datetime

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from inspect_app.desk.blueprint import desk
from inspect_app.desk.forms import asked_text
from inspect_app.desk.review.decided import decided_today
from inspect_app.desk.review.queue import queue_pane
from inspect_app.desk.review.queue_filters import asked_filters
from inspect_app.domain.vocabulary import who_may
from inspect_app.errors import ProblemError, form_with
from inspect_app.guards import only
from inspect_app.services.review.saved_views import delete_view, save_view
from inspect_app.web.language import t
from inspect_app.web.same_origin import require_same_origin


@desk.post("/reviews/views")
@only(*who_may("enter_desk"))
def save_review_view() -> ResponseReturnValue:
    """Save the filters of the queue under a name, for this reader alone."""
    require_same_origin()
    filters, name = asked_filters(), asked_text("name")
    try:
        save_view(current_user.id, name, filters.query, at=datetime.now(UTC))
    except ProblemError as error:
        saving = {"problem": error.problem, "name": name}
        return form_with(
            error,
            render_template(
                "desk/review/reviews.html",
                queue=queue_pane(),
                saving=saving,
                decided=decided_today(),
            ),
        )
    flash(t("queue.view.saved", name=name))
    return redirect(url_for("desk.reviews", **filters.given))


@desk.post("/reviews/views/<view_id>/delete")
@only(*who_may("enter_desk"))
def delete_review_view(view_id: str) -> ResponseReturnValue:
    """Delete one of the reader's own views."""
    require_same_origin()
    delete_view(current_user.id, view_id, at=datetime.now(UTC))
    flash(t("queue.view.deleted"))
    return redirect(url_for("desk.reviews", **asked_filters().given))
