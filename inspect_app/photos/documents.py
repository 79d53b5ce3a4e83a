"""Tells by a file's first bytes whether it may be attached; its name says nothing."""

import re

MAX_BYTES = 8 * 1024 * 1024
ENDINGS = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}
_BEGINNINGS = {
    "application/pdf": re.compile(rb"%PDF-[12]\.[0-9]"),
    "image/jpeg": re.compile(rb"\xff\xd8\xff"),
    "image/png": re.compile(rb"\x89PNG\r\n\x1a\n"),
}


def find_type(data: bytes) -> str | None:
    """Return the media type of a PDF, a JPEG or a PNG; None for everything else."""
    found = (type for type, begins in _BEGINNINGS.items() if begins.match(data))
    return next(found, None)
