"""The photos of a correction, for the phones that recheck it."""

from flask import Blueprint, Response
from flask_login import current_user

from inspect_app.access import correction_photo_for
from inspect_app.domain.vocabulary import who_may
from inspect_app.guards import signed_in
from inspect_app.web.limits import PHOTOS, per_minute
from inspect_app.web.photo_copies import answer_with
from inspect_app.web.same_origin import require_same_origin

phone_corrections = Blueprint("phone_corrections", __name__, url_prefix="/sync")
phone_corrections.before_request(require_same_origin)
phone_corrections.before_request(signed_in(*who_may("inspect")))


@phone_corrections.get("/corrections/<correction_id>/photos/<sha256>")
@per_minute(PHOTOS)
def correction_photo(correction_id: str, sha256: str) -> Response:
    """Send the display copy of a photo from before or after, to whoever's phone has the row."""
    return answer_with(correction_photo_for(current_user, correction_id, sha256), "large")
