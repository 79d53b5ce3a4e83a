"""Sends the voice notes of an inspection, as files that run nowhere."""

from flask import Response, current_app, request
from flask_login import current_user

from inspect_app.access import inspection_for
from inspect_app.desk.blueprint import desk
from inspect_app.errors import problem
from inspect_app.photos.copies import Undecodable
from inspect_app.photos.headers import SOUNDS
from inspect_app.photos.scanner import ScannerAway
from inspect_app.queries.inspections import find_photo
from inspect_app.services.photos.display_copies import open_display_copies
from inspect_app.services.photos.originals import read_original
from inspect_app.web.headers import NOTHING
from sync.envelope import is_sha256


@desk.get("/voice/<inspection_id>/<sha256>")
def voice(inspection_id: str, sha256: str) -> Response:
    """Send a voice note as an attachment of its stored type, whole or the part asked for."""
    inspection = inspection_for(current_user, inspection_id)
    found = find_photo(inspection.id, sha256) if is_sha256(sha256) else None
    if found is None or found.type not in SOUNDS:
        raise problem("not_found")
    kind = found.type
    try:
        data = read_original(open_display_copies(current_app.config["SETTINGS"]), sha256)
    except (Undecodable, ScannerAway, OSError):
        raise problem("not_found") from None
    response = Response(data, mimetype=kind)
    response.headers["Content-Security-Policy"] = NOTHING
    ending = kind.removeprefix("audio/")
    response.headers["Content-Disposition"] = f'attachment; filename="voice.{ending}"'
    response.headers["Cache-Control"] = "no-store, private"
    response.make_conditional(request, accept_ranges=True, complete_length=len(data))
    return response
