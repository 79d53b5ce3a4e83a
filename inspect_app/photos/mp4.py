"""Walks the boxes of an MP4 without decoding a sound: one track of AAC, no picture."""

from collections.abc import Iterator

from inspect_app.photos.broken import UnreadablePhoto

MOST_BOXES = 20_000
Box = tuple[bytes, bytes]


def check_mp4(data: bytes) -> None:
    """Raise UnreadablePhoto unless the file is one whole MP4 of sound alone."""
    boxes = list(_boxes(data))
    names = [name for name, _ in boxes]
    if names[:1] != [b"ftyp"] or names.count(b"moov") != 1 or b"mdat" not in names:
        raise UnreadablePhoto("no MP4")
    movie = next(content for name, content in boxes if name == b"moov")
    tracks = [content for name, content in _boxes(movie) if name == b"trak"]
    if len(tracks) != 1 or not _is_sound(tracks[0]):
        raise UnreadablePhoto("more than a sound")


def _is_sound(track: bytes) -> bool:
    media = _inner(track, b"mdia")
    kind = _inner(media, b"hdlr")[8:12]
    table = _inner(_inner(_inner(media, b"minf"), b"stbl"), b"stsd")
    # A version, flags and a count stand before the descriptions.
    return kind == b"soun" and [name for name, _ in _boxes(table[8:])] == [b"mp4a"]


def _inner(content: bytes, wanted: bytes) -> bytes:
    """Return the content of the only box of this name; raise UnreadablePhoto."""
    found = [inner for name, inner in _boxes(content) if name == wanted]
    if len(found) != 1:
        raise UnreadablePhoto("no track of one sound")
    return found[0]


def _boxes(data: bytes) -> Iterator[Box]:
    """Yield names and contents up to the last byte."""
    at = 0
    for _ in range(MOST_BOXES):
        if at == len(data):
            return
        start, size = at + 8, int.from_bytes(data[at : at + 4], "big")
        if size == 1:
            start, size = at + 16, int.from_bytes(data[at + 8 : at + 16], "big")
        elif size == 0:
            size = len(data) - at
        end = at + size
        if end < start or end > len(data):
            raise UnreadablePhoto("cut off")
        yield data[at + 4 : at + 8], data[start:end]
        at = end
    raise UnreadablePhoto("boxes")
