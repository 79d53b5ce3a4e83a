"""JPEGs that are cut, lie, bomb, or carry something along."""

import random
from collections.abc import Iterator
from io import BytesIO

from PIL import Image

from tests.photos.hostile import JPEG, KEPT, MARKER, SHOWN, UNREADABLE, Hostile, Verdict
from tests.photos.jpegs import after_start, jpeg, scan_bomb, segment, with_size

BASE = jpeg((96, 72))
PROGRESSIVE = jpeg((96, 72), progressive=True)
SCAN = BASE.index(b"\xff\xda")
FRAME = BASE.index(b"\xff\xc0")


def files() -> Iterator[Hostile]:
    for name, data, *right in (*cut(), *frames(), *lengths(), *bombs(), *carriers(), *flips()):
        yield Hostile(f"jpeg {name}", data, JPEG, tuple(right))


Made = Iterator[tuple[str, bytes, *tuple[Verdict, ...]]]


def cut() -> Made:
    """No end marker, wherever it stops; an end marker in the middle is shown as far as it goes."""
    for kind, whole in (("baseline", BASE), ("progressive", PROGRESSIVE)):
        for at in range(2, len(whole) - 2, len(whole) // 30):
            yield f"{kind} cut at {at}", whole[:at], UNREADABLE
        yield f"{kind} without its end", whole[:-2], UNREADABLE
    for at in range(SCAN + 14, len(BASE) - 2, (len(BASE) - SCAN) // 8):
        yield f"with its end at {at}", BASE[:at] + b"\xff\xd9" + BASE[at:], SHOWN
    for at in (4, 20, SCAN - 1):
        yield f"ended before its scan at {at}", BASE[:at] + b"\xff\xd9", UNREADABLE
    thumbnail = after_start(BASE, segment(0xE1, b"Exif\0\0" + BASE))
    yield "cut, with a whole thumbnail inside", thumbnail[: len(BASE) + 200], UNREADABLE


def frames() -> Made:
    for marker in (0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF):
        yield f"of frame {marker:x}", swap(BASE, FRAME + 1, bytes((marker,))), UNREADABLE
    for width, height in ((0, 72), (96, 0), (0, 0), (65535, 65535), (8001, 1), (1, 8001)):
        yield f"of {width} x {height}", with_size(BASE, width, height), UNREADABLE
    yield "that has a tenth of its pixels", with_size(BASE, 960, 72), SHOWN
    for depth in (0, 1, 12, 16):
        yield f"of {depth} bits", swap(BASE, FRAME + 4, bytes((depth,))), UNREADABLE
    for parts in (0, 2, 5, 255):
        yield f"of {parts} components", swap(BASE, FRAME + 9, bytes((parts,))), UNREADABLE
    for sampling in (0x00, 0x55, 0xFF):
        yield f"of sampling {sampling:x}", swap(BASE, FRAME + 11, bytes((sampling,))), KEPT
    frame = BASE[FRAME : FRAME + 19]
    yield "with two frames", BASE[:FRAME] + frame + BASE[FRAME:], UNREADABLE
    yield "with its scan first", BASE[:FRAME] + BASE[SCAN:], UNREADABLE
    tables = BASE.index(b"\xff\xdb")
    yield "without its tables", BASE[:tables] + BASE[FRAME:], KEPT
    huffman = BASE.index(b"\xff\xc4")
    yield "without Huffman's tables", BASE[:huffman] + BASE[SCAN:], SHOWN
    for pictures in (2, 3):
        yield f"of {pictures} pictures", several(pictures), UNREADABLE


def lengths() -> Made:
    for length in (0, 1, 60_000, 65_535):
        lying = b"\xff\xfe" + length.to_bytes(2, "big") + b"short"
        yield f"with a segment of {length}", BASE[:2] + lying + BASE[2:], UNREADABLE
    yield "with bytes between its segments", after_start(BASE, b"between"), UNREADABLE
    yield "padded with 255", after_start(BASE, b"\xff" * 500), SHOWN
    yield "of segments only", b"\xff\xd8" + segment(0xFE, b"") * 200_000 + BASE[2:], UNREADABLE
    yield "of markers only", b"\xff\xd8" * 500_000, UNREADABLE
    yield "of stuffed bytes only", BASE[:-2] + b"\xff\x00" * 3_000_000, UNREADABLE


def bombs() -> Made:
    for scans in (200, 1_000, 20_000):
        yield f"of {scans} scans", scan_bomb((64, 64), scans), UNREADABLE
    yield "of 80 scans, small", scan_bomb((64, 64), 80), SHOWN
    yield "of 80 scans, large", scan_bomb((6_000, 4_000), 80), KEPT, SHOWN
    yield "with an EXIF that points to itself", after_start(BASE, exif(circle())), SHOWN
    yield (
        "with an EXIF of 65,535 fields",
        after_start(BASE, exif(b"\xff\xff" + b"A" * 60_000)),
        SHOWN,
    )
    yield "with an EXIF of one huge field", after_start(BASE, exif(huge())), SHOWN
    yield "with 255 pieces of a profile", after_start(BASE, profile(255)), SHOWN
    yield "with a profile that never ends", after_start(BASE, profile(400)), SHOWN
    laughs = b'<!DOCTYPE x [<!ENTITY a "ha">' + b'<!ENTITY b "&a;&a;&a;&a;&a;">' * 900 + b"]>"
    xmp = segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + laughs)
    yield "with an XMP of entities", after_start(BASE, xmp), SHOWN
    yield (
        "with a comment of 16 MB of one sign",
        after_start(BASE, segment(0xFE, b"A" * 65_533)),
        SHOWN,
    )


def carriers() -> Made:
    """Polyglots: whole pictures that are something else to another reader."""
    for number in range(16):
        content = MARKER * 3 if number != 14 else b"Adobe\0" + MARKER
        yield f"with APP{number}", after_start(BASE, segment(0xE0 + number, content)), SHOWN
    for name, content in (
        ("an HTML comment", b"<!--" + MARKER + b"-->"),
        ("a PDF's head", b"%PDF-1.7\n1 0 obj<<>>stream\n" + MARKER),
        ("a PHP tag", b"<?php system($_GET[0]); ?>" + MARKER),
        ("JavaScript", b"*/=1;" + MARKER + b"/*"),
    ):
        yield f"with {name} in its comment", after_start(BASE, segment(0xFE, content)), SHOWN
    iptc = b"Photoshop 3.0\x008BIM\x04\x04\0\0" + len(MARKER).to_bytes(4, "big") + MARKER
    yield "with IPTC", after_start(BASE, segment(0xED, iptc)), SHOWN
    for name, content in (
        ("a zip", b"PK\x03\x04" + MARKER + b"PK\x05\x06" + b"\0" * 18),
        ("a JAR (GIFAR)", b"PK\x03\x04" + b"META-INF/MANIFEST.MF" + MARKER),
        ("a PDF", b"%PDF-1.7\n" + MARKER + b"\n%%EOF"),
        ("a script", MARKER),
        ("an SVG", b"<svg onload='alert(1)'>" + MARKER + b"</svg>"),
        ("a program", b"MZ\x90\0" + MARKER),
        ("a RAR", b"Rar!\x1a\x07\0" + MARKER),
        ("another picture", BASE + MARKER),
    ):
        yield f"with {name} behind it", BASE + content, SHOWN


def flips() -> Made:
    """Single bits turned over, in what the header checks do not read."""
    chance = random.Random(20_211_014)
    for number in range(12):
        data = bytearray(BASE)
        for _ in range(1 + number % 4):
            data[chance.randrange(SCAN + 14, len(data) - 2)] ^= 1 << chance.randrange(8)
        yield f"flipped {number}", bytes(data), UNREADABLE, KEPT, SHOWN


def swap(data: bytes, at: int, new: bytes) -> bytes:
    return data[:at] + new + data[at + len(new) :]


def several(count: int) -> bytes:
    """A multi-picture object, as cameras with two lenses write it."""
    out = BytesIO()
    first, *rest = [Image.new("RGB", (32, 24), (n * 60, 0, 0)) for n in range(count)]
    first.save(out, "MPO", save_all=True, append_images=rest)
    return out.getvalue()


def exif(directory: bytes) -> bytes:
    return segment(0xE1, b"Exif\0\0MM\0*\0\0\0\x08" + directory)


def circle() -> bytes:
    """A directory whose next one is itself, and whose own EXIF is itself."""
    return b"\0\x01\x87\x69\0\x04\0\0\0\x01\0\0\0\x08\0\0\0\x08" + MARKER


def huge() -> bytes:
    return b"\0\x01\x01\x0e\0\x02\xff\xff\xff\xf0\0\0\0\x1a\0\0\0\0" + MARKER


def profile(pieces: int) -> bytes:
    head = b"ICC_PROFILE\0"
    return b"".join(
        segment(0xE2, head + bytes((n % 255 + 1, min(pieces, 255))) + MARKER * 5)
        for n in range(pieces)
    )
