"""Walks the chunks of a WebP inside their RIFF frame, without decoding a pixel."""

from collections.abc import Iterator

from inspect_app.photos.broken import UnreadablePhoto

MOST_CHUNKS = 1_000
_MOVING = 0x02
Size = tuple[int, int]


def webp_size(data: bytes) -> Size:
    """Return width and height of a WebP; raise UnreadablePhoto unless one picture is whole."""
    if data[:4] != b"RIFF" or data[8:12] != b"WEBP":
        raise UnreadablePhoto("no WebP")
    canvas, frames = None, []
    for place, (name, content) in enumerate(_chunks(data)):
        if name == b"VP8X":
            if place or len(content) < 10 or content[0] & _MOVING:
                raise UnreadablePhoto("a moving picture, or a header of another kind")
            canvas = _canvas(content)
        elif name in (b"ANIM", b"ANMF"):
            raise UnreadablePhoto("a moving picture")
        elif name in _READERS:
            frames.append(_READERS[name](content))
        elif not place:
            raise UnreadablePhoto("no picture at the start")
    if len(frames) != 1 or canvas not in (None, frames[0]):
        raise UnreadablePhoto("not one picture of one size")
    size: Size = frames[0]
    return size


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at, end = 12, 8 + int.from_bytes(data[4:8], "little")
    if end > len(data):
        raise UnreadablePhoto("cut off")
    for _ in range(MOST_CHUNKS):
        if at >= end:
            return
        start = at + 8
        stop = start + int.from_bytes(data[at + 4 : start], "little")
        if stop > end:
            raise UnreadablePhoto("cut off")
        # Only the first 16 bytes of a frame are needed.
        yield data[at : at + 4], data[start : min(stop, start + 16)]
        at = stop + stop % 2
    raise UnreadablePhoto("chunks")


def _canvas(content: bytes) -> Size:
    wide, high = content[4:7], content[7:10]
    return int.from_bytes(wide, "little") + 1, int.from_bytes(high, "little") + 1


def _lossy(content: bytes) -> Size:
    if len(content) < 10 or content[0] & 1 or content[3:6] != b"\x9d\x01\x2a":
        raise UnreadablePhoto("no key frame")
    wide, high = content[6:8], content[8:10]
    return int.from_bytes(wide, "little") & 0x3FFF, int.from_bytes(high, "little") & 0x3FFF


def _lossless(content: bytes) -> Size:
    if len(content) < 5 or content[0] != 0x2F:
        raise UnreadablePhoto("no lossless frame")
    bits = int.from_bytes(content[1:5], "little")
    return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1


_READERS = {b"VP8 ": _lossy, b"VP8L": _lossless}
