"""Reads a phone's JSON: limited, strict, inflated no further than it may be."""

import gzip
import zlib
from typing import Any

from flask import Response, request

from inspect_app.errors import problem
from inspect_app.extensions import db
from inspect_app.services.intake.inbox import LIMITS
from inspect_app.web.bodies import PIECE, current_body
from sync.strict_json import StrictJSONError, loads_marked

_ONE_BURST = 16 * 1024  # bytes that a connection delivers at once
_WORTH_SQUEEZING = 1400


def compress(response: Response) -> Response:
    """Compress a long answer with gzip if the client accepts it."""
    long = len(response.get_data()) > _WORTH_SQUEEZING
    if long and request.accept_encodings.quality("gzip"):
        response.set_data(gzip.compress(response.get_data(), compresslevel=5, mtime=0))
        response.headers["Content-Encoding"] = "gzip"
    response.vary.add("Accept-Encoding")
    return response


def read_json() -> Any:
    """Read a JSON envelope, with a Mark for each bad entry.

    Raises Problem `media_type`, `too_large`, `malformed`, or `busy` where the body was cut.
    """
    if request.mimetype != "application/json":
        raise problem("media_type")
    text = _inflated(_whole())
    try:
        return loads_marked(text)
    except StrictJSONError:
        raise problem("malformed") from None


def _whole() -> bytes:
    body, pieces, taken = current_body(), [], 0
    if (body.length or 0) > LIMITS.body_bytes:
        raise problem("too_large")
    if body.length is None or body.length > _ONE_BURST:
        # The body may take minutes: release the database connection meanwhile.
        db.session.rollback()
    try:
        while piece := body.read(PIECE):
            pieces.append(piece)
            taken += len(piece)
            if taken > LIMITS.body_bytes:
                raise problem("too_large")
    except OSError:
        raise problem("busy") from None
    if body.length is not None and taken < body.length:
        # The connection was cut or fell silent: the request may be repeated unchanged.
        raise problem("busy")
    return b"".join(pieces)


def _inflated(raw: bytes) -> bytes:
    encoding = request.headers.get("Content-Encoding", "identity").strip().lower()
    if encoding == "identity":
        return raw
    if encoding != "gzip":
        raise problem("media_type")
    inflater = zlib.decompressobj(wbits=31)
    try:
        # One byte more than allowed is enough to refuse it: a gzip bomb is never inflated.
        text = inflater.decompress(raw, LIMITS.body_bytes + 1)
    except zlib.error:
        raise problem("malformed") from None
    if len(text) > LIMITS.body_bytes:
        raise problem("too_large")
    if not inflater.eof or inflater.unused_data:
        raise problem("malformed")
    return text
