"""Checks by a file's headers alone whether it is the photo or the voice note it claims to be.

Nothing is decoded or inflated, and no decoder is loaded: a receipt waits for this, and the bytes
may be hostile.
"""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from inspect_app.photos.broken import UnreadablePhoto
from inspect_app.photos.jpeg import jpeg_size
from inspect_app.photos.mp4 import check_mp4
from inspect_app.photos.png import png_size
from inspect_app.photos.webm import check_webm
from inspect_app.photos.webp import webp_size

__all__ = [
    "FORMATS",
    "MAX_BYTES",
    "MAX_PIXELS",
    "MAX_SIDE",
    "MAX_SOUND_BYTES",
    "SOUNDS",
    "TYPES",
    "Header",
    "UnreadablePhoto",
    "find_header",
    "read_header",
]

FORMATS = {"image/jpeg": jpeg_size, "image/png": png_size, "image/webp": webp_size}
SOUNDS = {"audio/webm": check_webm, "audio/mp4": check_mp4}
TYPES = (*FORMATS, *SOUNDS)
MAX_SOUND_BYTES = 2 * 1024 * 1024
MAX_BYTES = 8 * 1024 * 1024
MAX_PIXELS = 24_000_000
MAX_SIDE = 8_000


@dataclass(frozen=True)
class Header:
    """A blob's media type, size in bytes, width and height in pixels; a sound has none."""

    type: str
    size: int
    width: int
    height: int


def read_header(path: Path, type: str) -> Header:
    """Return the header of a file of this media type; raise UnreadablePhoto."""
    size = path.stat().st_size
    if type not in TYPES or not 0 < size <= MAX_BYTES:
        raise UnreadablePhoto("type or size")
    return _header_of(path.read_bytes(), type)


def find_header(data: bytes) -> Header:
    """Return the header of bytes of any accepted type; raise UnreadablePhoto."""
    for type in TYPES:
        with suppress(UnreadablePhoto):
            return _header_of(data, type)
    raise UnreadablePhoto("no kind of photo or sound")


def _header_of(data: bytes, type: str) -> Header:
    if type in SOUNDS:
        if len(data) > MAX_SOUND_BYTES:
            raise UnreadablePhoto("a sound of this size")
        SOUNDS[type](data)
        return Header(type, len(data), 0, 0)
    width, height = FORMATS[type](data)
    if not 0 < width * height <= MAX_PIXELS or max(width, height) > MAX_SIDE:
        raise UnreadablePhoto(f"{width} x {height} pixels")
    return Header(type, len(data), width, height)
