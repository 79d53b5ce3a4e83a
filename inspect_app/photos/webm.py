"""Walks the elements of a WebM without decoding a sound: one track of Opus, no picture."""

from collections.abc import Iterator

from inspect_app.photos.broken import UnreadablePhoto

MOST_ELEMENTS = 20_000
_EBML, _DOC_TYPE = 0x1A45DFA3, 0x4282
_SEGMENT, _TRACKS, _TRACK, _CLUSTER = 0x18538067, 0x1654AE6B, 0xAE, 0x1F43B675
_TRACK_TYPE, _CODEC, _BLOCK, _BLOCK_GROUP = 0x83, 0x86, 0xA3, 0xA0
_OPENED = (_SEGMENT, _CLUSTER)  # a recorder does not know their length when it writes them
Element = tuple[int, bytes]


def check_webm(data: bytes) -> None:
    """Raise UnreadablePhoto unless the file is one whole WebM of sound alone."""
    elements = _elements(data)
    name, head = next(elements, (0, b""))
    if name != _EBML or dict(_elements(head)).get(_DOC_TYPE) != b"webm":
        raise UnreadablePhoto("no WebM")
    if next(elements, (0, b""))[0] != _SEGMENT:
        raise UnreadablePhoto("no segment")
    tracks, sounds = 0, False
    for name, content in elements:
        if name in (_EBML, _SEGMENT):
            raise UnreadablePhoto("several recordings in one file")
        if name == _TRACKS:
            tracks += _count_sounds(content)
        sounds = sounds or name in (_BLOCK, _BLOCK_GROUP)
    if tracks != 1 or not sounds:
        raise UnreadablePhoto("not one recording")


def _count_sounds(content: bytes) -> int:
    """Count the tracks of sound; raise UnreadablePhoto for one of another kind."""
    count = 0
    for name, track in _elements(content):
        facts = dict(_elements(track)) if name == _TRACK else {}
        if facts:
            if facts.get(_TRACK_TYPE) != b"\x02" or facts.get(_CODEC) != b"A_OPUS":
                raise UnreadablePhoto("more than a sound")
            count += 1
    return count


def _elements(data: bytes) -> Iterator[Element]:
    """Yield each element's name and content, an opened one (without content) before its inner ones.

    Raise UnreadablePhoto if the last one does not end with the data.
    """
    at = 0
    for _ in range(MOST_ELEMENTS):
        if at == len(data):
            return
        name, at = _name(data, at)
        size, start = _number(data, at)
        if name in _OPENED:
            if not _is_open(data[at:start]) and start + size > len(data):
                raise UnreadablePhoto("cut off")
            at = start
            yield name, b""
            continue
        at = start + size
        if at > len(data):
            raise UnreadablePhoto("cut off")
        yield name, data[start:at]
    raise UnreadablePhoto("elements")


def _name(data: bytes, at: int) -> tuple[int, int]:
    """Read an element's id, which keeps the bit that tells its length."""
    end = at + _length(data, at, 4)
    return int.from_bytes(data[at:end], "big"), end


def _number(data: bytes, at: int) -> tuple[int, int]:
    length = _length(data, at, 8)
    end = at + length
    return int.from_bytes(data[at:end], "big") & ((1 << 7 * length) - 1), end


def _is_open(size: bytes) -> bool:
    """Whether these bytes of a length say that it is not known: all bits are set."""
    length = len(size)
    return int.from_bytes(size, "big") == (1 << 7 * length) - 1 | 1 << 7 * length


def _length(data: bytes, at: int, most: int) -> int:
    if at >= len(data) or not data[at]:
        raise UnreadablePhoto("no element")
    length = 9 - data[at].bit_length()
    if length > most or at + length > len(data):
        raise UnreadablePhoto("no element")
    return length
