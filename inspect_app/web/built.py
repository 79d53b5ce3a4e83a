"""Sends what Vite built. A phone in a basement gets the third of the bytes that gzip leaves."""

import mimetypes
from pathlib import Path

from flask import Response, current_app, request, send_from_directory
from werkzeug.security import safe_join


def send_built(filename: str) -> Response:
    """One file of static/dist, in its compressed form for whoever takes it; else 404."""
    folder = str(current_app.static_folder)
    packed = safe_join(folder, f"{filename}.gz")
    if packed and request.accept_encodings.quality("gzip") and Path(packed).is_file():
        response = send_from_directory(
            folder, f"{filename}.gz", mimetype=mimetypes.guess_type(filename)[0]
        )
        response.headers["Content-Encoding"] = "gzip"
    else:
        response = send_from_directory(folder, filename)
    response.vary.add("Accept-Encoding")
    return response
