"""Walks the segments of a JPEG from its first marker to its last, without decoding a pixel."""

import re
from collections.abc import Iterator

from inspect_app.photos.broken import UnreadablePhoto

# Enough for any camera and any editor; a file of empty segments or endless scans is an attack.
MOST_SEGMENTS = 2_000
MOST_SCANS = 100
# A marker that a scan's data cannot contain: neither a stuffed byte nor a restart.
_MARKER = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")
_END, _SCAN, _APP2 = 0xD9, 0xDA, 0xE2
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_DECODED = (0xC0, 0xC1, 0xC2)


def jpeg_size(data: bytes) -> tuple[int, int]:
    """Return width and height of a JPEG; raise UnreadablePhoto unless one picture is whole."""
    if data[:2] != b"\xff\xd8":
        raise UnreadablePhoto("no JPEG")
    size, scans = None, 0
    for marker, content in _segments(data):
        if marker in _FRAMES:
            if size is not None or marker not in _DECODED:
                raise UnreadablePhoto("a frame of another kind")
            size = _frame_size(content)
        elif marker == _SCAN:
            scans += 1
        elif marker == _APP2 and content.startswith(b"MPF\0"):
            raise UnreadablePhoto("several pictures in one file")
        if marker == _SCAN and (size is None or scans > MOST_SCANS):
            raise UnreadablePhoto("scans")
    if size is None or not scans:
        raise UnreadablePhoto("no picture")
    return size


def _segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield each marker with its content, up to the end marker."""
    at, in_scan = 2, False
    for _ in range(MOST_SEGMENTS):
        found = _MARKER.search(data, at)
        if found is None:
            raise UnreadablePhoto("cut off")
        if not in_scan and data[at : found.start()].strip(b"\xff"):
            raise UnreadablePhoto("bytes between segments")
        marker, start = data[found.end() - 1], found.end()
        if marker == _END:
            return
        at = start + int.from_bytes(data[start : start + 2], "big")
        if at < start + 2 or at > len(data):
            raise UnreadablePhoto("cut off")
        yield marker, data[start + 2 : at]
        in_scan = marker == _SCAN
    raise UnreadablePhoto("segments")


def _frame_size(content: bytes) -> tuple[int, int]:
    if len(content) < 6 or content[0] != 8 or content[5] not in (1, 3, 4):
        raise UnreadablePhoto("a frame of another kind")
    if len(content) != 6 + 3 * content[5]:
        raise UnreadablePhoto("a frame that lies about its length")
    return int.from_bytes(content[3:5], "big"), int.from_bytes(content[1:3], "big")
