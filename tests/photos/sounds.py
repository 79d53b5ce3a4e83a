"""Small recordings as phones make them, built element by element; the sound in them is silence."""

SILENCE = b"\xfb\x03\xff\xfe" * 3


def _element(name: str, content: bytes) -> bytes:
    return bytes.fromhex(name) + (1 << 56 | len(content)).to_bytes(8, "big") + content


def webm(
    *,
    doc_type: bytes = b"webm",
    track_type: int = 2,
    codec: bytes = b"A_OPUS",
    tracks: int = 1,
    blocks: int = 3,
    more: bytes = b"",
    open_end: bool = True,
) -> bytes:
    """A recording of Chromium's or Firefox's; `open_end` is as a recorder writes it to the end."""
    head = _element("1A45DFA3", _element("4282", doc_type))
    track = _element("AE", _element("83", bytes([track_type])) + _element("86", codec))
    known = _element("1654AE6B", track * tracks)
    cluster = _element("E7", b"\0") + _element("A3", b"\x81\0\0\x80" + SILENCE) * blocks
    unknown = b"\x01" + b"\xff" * 7
    whole = bytes.fromhex("1F43B675") + unknown + cluster + more
    segment = known + (whole if blocks else b"")
    if open_end:
        return head + bytes.fromhex("18538067") + unknown + segment
    return head + _element("18538067", segment)


def _box(name: bytes, content: bytes) -> bytes:
    return (8 + len(content)).to_bytes(4, "big") + name + content


def mp4(
    *,
    brand: bytes = b"ftyp",
    handler: bytes = b"soun",
    codec: bytes = b"mp4a",
    tracks: int = 1,
    data: bytes = b"mdat",
) -> bytes:
    """A recording of Safari's."""
    table = _box(b"stsd", b"\0" * 4 + b"\0\0\0\x01" + _box(codec, b"\0" * 28))
    media = _box(b"hdlr", b"\0" * 8 + handler + b"\0" * 12)
    media += _box(b"minf", _box(b"stbl", table))
    movie = _box(b"mvhd", b"\0" * 100) + _box(b"trak", _box(b"mdia", media)) * tracks
    return _box(brand, b"M4A \0\0\0\0") + _box(b"moov", movie) + _box(data, SILENCE * 9)
