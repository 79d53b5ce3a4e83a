"""Walks the chunks of a PNG and checks each checksum, without inflating one of them."""

import zlib
from collections.abc import Iterator

from inspect_app.photos.broken import UnreadablePhoto

MOST_CHUNKS = 10_000
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_MOVING = (b"acTL", b"fcTL", b"fdAT")
_DEPTHS = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}


def png_size(data: bytes) -> tuple[int, int]:
    """Return width and height of a PNG; raise UnreadablePhoto unless one picture is whole."""
    if data[:8] != _SIGNATURE:
        raise UnreadablePhoto("no PNG")
    chunks = _chunks(data)
    name, head = next(chunks, (b"", b""))
    if name != b"IHDR":
        raise UnreadablePhoto("no header")
    size, has_pixels = _size(head), False
    for name, _ in chunks:
        if name == b"IHDR" or name in _MOVING:
            raise UnreadablePhoto("several pictures in one file")
        has_pixels = has_pixels or name == b"IDAT"
    if not has_pixels:
        raise UnreadablePhoto("no picture")
    return size


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at, view = 8, memoryview(data)
    for _ in range(MOST_CHUNKS):
        end = at + 8 + int.from_bytes(data[at : at + 4], "big")
        if end + 4 > len(data):
            raise UnreadablePhoto("cut off")
        if zlib.crc32(view[at + 4 : end]) != int.from_bytes(data[end : end + 4], "big"):
            raise UnreadablePhoto("a damaged chunk")
        name = data[at + 4 : at + 8]
        if name == b"IEND":
            return
        yield name, data[at + 8 : end] if name == b"IHDR" else b""
        at = end + 4
    raise UnreadablePhoto("chunks")


def _size(head: bytes) -> tuple[int, int]:
    if len(head) != 13 or head[8] not in _DEPTHS.get(head[9], ()):
        raise UnreadablePhoto("a header of another kind")
    if head[10] or head[11] or head[12] > 1:
        raise UnreadablePhoto("a header of another kind")
    return int.from_bytes(head[:4], "big"), int.from_bytes(head[4:8], "big")
