"""Sends the file behind a reported figure: to be kept, never shown on a page."""

from urllib.parse import quote

from flask import Response, current_app

from inspect_app.desk.blueprint import desk
from inspect_app.desk.reported.entries import figure_for
from inspect_app.errors import problem
from inspect_app.photos.copies import Undecodable
from inspect_app.photos.documents import ENDINGS
from inspect_app.photos.scanner import ScannerAway
from inspect_app.services.photos.display_copies import open_display_copies
from inspect_app.services.photos.originals import read_original
from inspect_app.web.headers import NOTHING


@desk.get("/reported/figures/<figure_id>/file")
def reported_file(figure_id: str) -> Response:
    """Send an attached file as a download of its stored type."""
    found = figure_for(figure_id)
    name, kind, sha256 = found.file_name, found.file_type, found.file_sha256
    if name is None or kind is None or sha256 is None:
        raise problem("not_found")
    try:
        room = open_display_copies(current_app.config["SETTINGS"])
        data = read_original(room, sha256)
    except (Undecodable, ScannerAway, OSError):
        raise problem("not_found") from None
    response = Response(data, mimetype=kind)
    # A header has no other signs than ASCII; the quoted name is what browsers go by.
    plain, quoted = f"file.{ENDINGS[kind]}", quote(name, safe="")
    response.headers["Content-Disposition"] = (
        f"attachment; filename={plain}; filename*=UTF-8''{quoted}"
    )
    response.headers["Content-Security-Policy"] = NOTHING
    response.headers["Cache-Control"] = "no-store, private"
    return response
