"""The picture of a signature, for the colleague under whose name it stands."""

from flask import Blueprint, Response
from flask_login import current_user

from inspect_app.access import cosignature_for
from inspect_app.domain.vocabulary import who_may
from inspect_app.guards import signed_in
from inspect_app.web.limits import PHOTOS, per_minute
from inspect_app.web.photo_copies import answer_with
from inspect_app.web.same_origin import require_same_origin

phone_cosignatures = Blueprint("phone_cosignatures", __name__, url_prefix="/sync")
phone_cosignatures.before_request(require_same_origin)
phone_cosignatures.before_request(signed_in(*who_may("inspect")))


@phone_cosignatures.get("/cosignatures/<inspection_id>")
@per_minute(PHOTOS)
def cosignature(inspection_id: str) -> Response:
    """Send the display copy of the signature that the signed-in inspector is asked about."""
    return answer_with(cosignature_for(current_user, inspection_id).sha256, "small")
