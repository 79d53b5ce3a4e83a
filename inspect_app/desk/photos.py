"""Photos of an inspection as display copies. The original bytes never leave through here."""

from flask import Response, current_app, request
from flask_login import current_user

from inspect_app.access import inspection_for
from inspect_app.desk.blueprint import desk
from inspect_app.errors import problem
from inspect_app.language import t
from inspect_app.photos.copies import SIZES, Undecodable, display_copy
from inspect_app.queries.inspections import find_photo
from inspect_app.storage.open import open_storage

# Even if a browser took these bytes for a page, it could run and load nothing.
_SANDBOX = "default-src 'none'; sandbox"
_PLACEHOLDER = """<svg xmlns="http://www.w3.org/2000/svg" width="400" height="300">
<rect width="400" height="300" fill="#e6e9e2"/>
<path d="M8 8h384v284H8zM8 292L392 8" fill="none" stroke="#6b7772" stroke-width="2"/>
<rect x="60" y="118" width="280" height="64" fill="#e6e9e2"/>
<text x="200" y="158" font-family="sans-serif" font-size="20" text-anchor="middle"
fill="#0e1f24">{words}</text></svg>"""


@desk.get("/photos/<inspection_id>/<sha256>")
def photo(inspection_id: str, sha256: str) -> Response:
    """The copy, or a drawing that says the photo cannot be shown."""
    size = request.args.get("size", "large")
    found = find_photo(inspection_for(current_user, inspection_id).id, sha256)
    if found is None or size not in SIZES:
        raise problem("not_found")
    folder = current_app.config["SETTINGS"].instance / "copies"
    try:
        return _image(
            display_copy(folder, sha256, size, lambda: _original(sha256)), "image/jpeg", "jpg"
        )
    except Undecodable:
        words = _PLACEHOLDER.format(words=t("desk.photo.unreadable"))
        return _image(words.encode(), "image/svg+xml", "svg")


def _original(sha256: str) -> bytes:
    try:
        with open_storage(current_app.config["SETTINGS"].storage).open(sha256) as file:
            return file.read()
    except FileNotFoundError as lost:
        raise Undecodable("the bytes are gone") from lost


def _image(content: bytes, mimetype: str, ending: str) -> Response:
    response = Response(content, mimetype=mimetype)
    response.headers["Content-Security-Policy"] = _SANDBOX
    response.headers["Content-Disposition"] = f'inline; filename="photo.{ending}"'
    response.headers["Cache-Control"] = "no-store, private"
    return response
