"""Takes note of which items a reviewer had open; the page's script sends them."""

from datetime import UTC, datetime

from flask import request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from inspect_app.access import inspection_for
from inspect_app.desk.blueprint import desk
from inspect_app.desk.review.given import asked_rev
from inspect_app.guards import only
from inspect_app.services.review.reviews import MAY_REVIEW
from inspect_app.services.review.seen import mark_seen
from inspect_app.web.limits import LISTS, per_minute
from inspect_app.web.same_origin import require_same_origin


@desk.post("/inspections/<inspection_id>/seen")
@only(*MAY_REVIEW)
@per_minute(LISTS)
def see_items(inspection_id: str) -> ResponseReturnValue:
    """Keep that this person had these items of a revision open."""
    require_same_origin()
    found = inspection_for(current_user, inspection_id)
    items = request.form.getlist("item")
    mark_seen(current_user.id, found.id, asked_rev(), items, at=datetime.now(UTC))
    return "", 204
