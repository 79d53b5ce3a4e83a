"""Answers with display copies of photos. The original bytes are never sent."""

from flask import Response, current_app

from inspect_app.photos.copies import NotRendered, Purged, Undecodable
from inspect_app.services.photos.display_copies import open_display_copies, show_copy
from inspect_app.web.headers import NOTHING
from inspect_app.web.language import t

_PLACEHOLDER = """<svg xmlns="http://www.w3.org/2000/svg" width="400" height="300">
<rect width="400" height="300" fill="#e6e9e2"/>
<path d="M8 8h384v284H8zM8 292L392 8" fill="none" stroke="#6b7772" stroke-width="2"/>
<rect x="60" y="118" width="280" height="64" fill="#e6e9e2"/>
<text x="200" y="158" font-family="sans-serif" font-size="20" text-anchor="middle"
fill="#0e1f24">{words}</text></svg>"""


def answer_with(sha256: str, size: str) -> Response:
    """Send a display copy to a user whose right to it was checked."""
    room = open_display_copies(current_app.config["SETTINGS"])
    try:
        return _image(show_copy(room, sha256, size), "image/jpeg", "jpg")
    except Purged:
        return _drawing("desk.photo.purged", 200)
    except Undecodable:
        return _drawing("desk.photo.unreadable", 200)
    except (NotRendered, OSError):
        # Browsers show an image whatever its status; programs see that a retry may help.
        return _drawing("desk.photo.not_yet", 503)


def _drawing(words: str, status: int) -> Response:
    response = _image(_PLACEHOLDER.format(words=t(words)).encode(), "image/svg+xml", "svg")
    response.status_code = status
    if status == 503:
        response.headers["Retry-After"] = "30"
    return response


def _image(content: bytes, mimetype: str, ending: str) -> Response:
    response = Response(content, mimetype=mimetype)
    response.headers["Content-Security-Policy"] = NOTHING
    response.headers["Content-Disposition"] = f'inline; filename="photo.{ending}"'
    response.headers["Cache-Control"] = "no-store, private"
    return response
