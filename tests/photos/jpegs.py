"""JPEGs put together by hand: what no camera and no editor writes."""

import re
from functools import cache
from io import BytesIO

from PIL import Image

_MARKER = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")


def jpeg(size: tuple[int, int] = (64, 48), **how: object) -> bytes:
    """A whole one with some structure in its pixels."""
    out = BytesIO()
    Image.linear_gradient("L").resize(size).convert("RGB").save(out, "JPEG", **how)
    return out.getvalue()


def segment(marker: int, content: bytes) -> bytes:
    return bytes((0xFF, marker)) + (len(content) + 2).to_bytes(2, "big") + content


def after_start(data: bytes, inserted: bytes) -> bytes:
    """The picture with more segments at its beginning."""
    return data[:2] + inserted + data[2:]


@cache
def scan_bomb(size: tuple[int, int], scans: int) -> bytes:
    """A progressive picture whose last scan is read again and again, at a few bytes each time."""
    out = BytesIO()
    Image.new("L", size, 128).save(out, "JPEG", progressive=True)
    data = out.getvalue()
    starts = [found.start() for found in _MARKER.finditer(data)]
    last = max(at for at in starts if data[at + 1] == 0xDA)
    return data[:-2] + data[last:-2] * scans + data[-2:]


def with_size(data: bytes, width: int, height: int) -> bytes:
    """The same bytes with another size in the frame's header."""
    at = next(
        found.start() for found in _MARKER.finditer(data) if data[found.start() + 1] in (0xC0, 0xC2)
    )
    sides = height.to_bytes(2, "big") + width.to_bytes(2, "big")
    return data[: at + 5] + sides + data[at + 9 :]
