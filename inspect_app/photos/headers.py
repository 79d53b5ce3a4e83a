"""Whether a file is the photo it claims to be, told from its headers alone.

Nothing is decoded or inflated, and no decoder is loaded: a receipt waits for this, and whoever
uploads decides what is read here.
"""

from dataclasses import dataclass
from pathlib import Path

from inspect_app.photos.broken import UnreadablePhoto
from inspect_app.photos.jpeg import jpeg_size
from inspect_app.photos.png import png_size
from inspect_app.photos.webp import webp_size

__all__ = [
    "FORMATS",
    "MAX_BYTES",
    "MAX_PIXELS",
    "MAX_SIDE",
    "Header",
    "UnreadablePhoto",
    "read_header",
]

FORMATS = {"image/jpeg": jpeg_size, "image/png": png_size, "image/webp": webp_size}
MAX_BYTES = 8 * 1024 * 1024
MAX_PIXELS = 24_000_000
MAX_SIDE = 8_000


@dataclass(frozen=True)
class Header:
    """What a photo says of itself."""

    type: str
    size: int
    width: int
    height: int


def read_header(path: Path, type: str) -> Header:
    """Raises UnreadablePhoto."""
    size = path.stat().st_size
    if type not in FORMATS or not 0 < size <= MAX_BYTES:
        raise UnreadablePhoto("type or size")
    width, height = FORMATS[type](path.read_bytes())
    if not 0 < width * height <= MAX_PIXELS or max(width, height) > MAX_SIDE:
        raise UnreadablePhoto(f"{width} x {height} pixels")
    return Header(type, size, width, height)
