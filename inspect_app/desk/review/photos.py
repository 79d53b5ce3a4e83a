"""Sends photos of an inspection as display copies."""

from flask import Response, request
from flask_login import current_user

from inspect_app.access import inspection_for
from inspect_app.desk.blueprint import desk
from inspect_app.errors import problem
from inspect_app.photos.copies import SIZES
from inspect_app.photos.headers import SOUNDS
from inspect_app.queries.inspections import find_photo
from inspect_app.web.photo_copies import answer_with
from sync.envelope import is_sha256


@desk.get("/photos/<inspection_id>/<sha256>")
def photo(inspection_id: str, sha256: str) -> Response:
    """Send a photo's display copy, or a drawing that says it cannot be shown."""
    size = request.args.get("size", "large")
    inspection = inspection_for(current_user, inspection_id)
    # A text that is no SHA-256 is refused before any query.
    if size not in SIZES or not is_sha256(sha256):
        raise problem("not_found")
    found = find_photo(inspection.id, sha256)
    if found is None or found.type in SOUNDS:
        raise problem("not_found")
    return answer_with(sha256, size)
