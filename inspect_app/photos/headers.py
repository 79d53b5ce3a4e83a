"""Whether a file is the photo it claims to be, told from its headers: no pixel is decoded."""

import warnings
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP"}
MAX_BYTES = 8 * 1024 * 1024
MAX_PIXELS = 24_000_000
MAX_SIDE = 8_000

warnings.filterwarnings("error", category=Image.DecompressionBombWarning)


class UnreadablePhoto(Exception):
    """Not a whole picture of the type it should be, or too large to be opened safely."""


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
    width, height = _opened(path, FORMATS[type])
    if width * height > MAX_PIXELS or max(width, height) > MAX_SIDE:
        raise UnreadablePhoto(f"{width} x {height} pixels")
    if not _ENDS[type](path.read_bytes()):
        raise UnreadablePhoto("cut off")
    return Header(type, size, width, height)


def _opened(path: Path, format: str) -> tuple[int, int]:
    try:
        with Image.open(path, formats=[format]) as image:
            if image.format != format or getattr(image, "n_frames", 1) != 1:
                raise UnreadablePhoto("another format, or moving")
            return image.size
    except UnreadablePhoto:
        raise
    except Exception as error:  # a hostile header makes decoders raise anything at all
        raise UnreadablePhoto(str(error)) from error


def _jpeg_ends(data: bytes) -> bool:
    """An end marker behind the start of the scan: one inside a thumbnail does not count."""
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        if data[at + 1] == 0xDA:
            return data.find(b"\xff\xd9", at) >= 0
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return False


def _png_ends(data: bytes) -> bool:
    at = 8
    while at + 12 <= len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        if data[at + 4 : at + 8] == b"IEND":
            return length == 0
        at += 12 + length
    return False


def _webp_ends(data: bytes) -> bool:
    return len(data) >= 8 + int.from_bytes(data[4:8], "little")


_ENDS = {"image/jpeg": _jpeg_ends, "image/png": _png_ends, "image/webp": _webp_ends}
