"""PNGs that are cut, lie, bomb, move, or carry something along."""

import struct
import zlib
from collections.abc import Iterator
from io import BytesIO

from PIL import Image

from tests.photos.hostile import KEPT, MARKER, PNG, SHOWN, UNREADABLE, Hostile, Verdict

SIGNATURE = b"\x89PNG\r\n\x1a\n"


def files() -> Iterator[Hostile]:
    for name, data, *right in (*cut(), *headers(), *chunks(), *bombs(), *carriers()):
        yield Hostile(f"png {name}", data, PNG, tuple(right))


Made = Iterator[tuple[str, bytes, *tuple[Verdict, ...]]]


def chunk(name: bytes, content: bytes, crc: int | None = None) -> bytes:
    crc = zlib.crc32(name + content) if crc is None else crc
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", crc)


def head(width: int, height: int, depth: int = 8, color: int = 2, *rest: int) -> bytes:
    return chunk(
        b"IHDR", struct.pack(">IIBB", width, height, depth, color) + bytes(rest or (0,) * 3)
    )


def png(width: int = 40, height: int = 30, *before: bytes, pixels: bytes | None = None) -> bytes:
    """Of red, green and blue; `before` are chunks in front of the pixels."""
    row = b"\0" + bytes(range(width % 256)) * 3
    rows = zlib.compress(row.ljust(1 + width * 3, b"\x7f") * height) if pixels is None else pixels
    return b"".join((SIGNATURE, head(width, height), *before, chunk(b"IDAT", rows), end()))


def end() -> bytes:
    return chunk(b"IEND", b"")


def flat(width: int, height: int) -> bytes:
    """One bit a pixel and all the same: very many pixels in few bytes."""
    packer, row = zlib.compressobj(9), b"\0" * (width // 8 + 2)
    rows = b"".join([packer.compress(row * height), packer.flush()])
    body = chunk(b"IDAT", rows)
    return SIGNATURE + head(width, height, 1, 0) + body + end()


def cut() -> Made:
    whole = png()
    for at in range(1, len(whole) - 1, max(1, len(whole) // 30)):
        yield f"cut at {at}", whole[:at], UNREADABLE


def headers() -> Made:
    for width, height in ((0, 10), (10, 0), (0, 0), (8001, 10), (10, 8001), (2**31 - 1, 1)):
        body = chunk(b"IDAT", zlib.compress(b"\0" * 40))
        yield f"of {width} x {height}", SIGNATURE + head(width, height) + body + end(), UNREADABLE
    for depth, color in ((3, 2), (16, 3), (0, 0), (8, 1), (8, 7), (1, 2), (32, 6)):
        body = chunk(b"IDAT", zlib.compress(b"\0" * 9999))
        yield (
            f"of {depth} bits, color {color}",
            SIGNATURE + head(40, 30, depth, color) + body + end(),
            UNREADABLE,
        )
    for rest in ((1, 0, 0), (0, 1, 0), (0, 0, 2), (0, 0, 255)):
        yield f"of method {rest}", SIGNATURE + head(40, 30, 8, 2, *rest) + png()[33:], UNREADABLE
    short = chunk(b"IHDR", b"\0\0\0\x28\0\0\0\x1e\x08\x02")
    yield "with a short header", SIGNATURE + short + png()[33:], UNREADABLE
    yield "without a header", SIGNATURE + png()[33:], UNREADABLE
    yield "with two headers", png(40, 30, head(41, 31)), UNREADABLE
    yield (
        "without a palette",
        SIGNATURE + head(40, 30, 8, 3) + chunk(b"IDAT", zlib.compress(b"\0" * 1230)) + end(),
        SHOWN,
    )


def chunks() -> Made:
    whole = png(40, 30, chunk(b"tEXt", b"Comment\0words"), chunk(b"gAMA", b"\0\0\xb1\x8f"))
    for name in (b"IHDR", b"tEXt", b"gAMA", b"IDAT", b"IEND"):
        at = whole.index(name)
        length = struct.unpack(">I", whole[at - 4 : at])[0]
        damaged = bytearray(whole)
        damaged[at + 4 + length] ^= 0x55
        yield f"with a wrong CRC of {name.decode()}", bytes(damaged), UNREADABLE
    for length in (2**31 - 1, 2**32 - 1, 10_000):
        lying = struct.pack(">I", length) + b"tEXt" + b"short"
        yield f"with a chunk of {length}", png(40, 30, lying), UNREADABLE
    yield "without pixels", SIGNATURE + head(40, 30) + end(), UNREADABLE
    yield (
        "with its pixels behind its end",
        SIGNATURE + head(40, 30) + end() + png()[33:],
        UNREADABLE,
    )
    yield "of a thousand empty pixel chunks", png(40, 30, chunk(b"IDAT", b"") * 1_000), SHOWN
    yield "of nothing but its end", SIGNATURE + end(), UNREADABLE
    yield "of 50,000 chunks", png(40, 30, chunk(b"tEXt", b"k\0v") * 50_000), UNREADABLE
    yield "whose pixels do not inflate", png(pixels=b"\x78\x9c" + b"\xff" * 200), KEPT
    yield "whose pixels are too few", png(pixels=zlib.compress(b"\0" * 50)), KEPT
    yield "whose pixels are none", png(pixels=b""), KEPT
    yield "whose pixels are too many", png(pixels=zlib.compress(b"\0" * 2_000_000)), SHOWN
    yield "with a filter that is none", png(pixels=zlib.compress(b"\x09" * 3630)), KEPT
    yield "with a critical chunk of its own", png(40, 30, chunk(b"EVIL", MARKER)), SHOWN
    yield "with a chunk whose name is none", png(40, 30, chunk(b"\0\xff\n<", MARKER)), KEPT


def bombs() -> Made:
    for width, height in ((9_000, 9_000), (20_000, 20_000), (8_000, 8_000), (4_900, 4_900)):
        yield f"of {width * height // 1_000_000} million pixels", flat(width, height), UNREADABLE
    yield "of 24 million pixels in few bytes", flat(6_000, 4_000), SHOWN
    zeros = zlib.compress(b"\0" * 60_000_000, 9)
    for name, before in (
        ("zTXt", b"Comment\0\0"),
        ("iTXt", b"Comment\0\x01\0en\0Kommentar\0"),
        ("iCCP", b"profile\0\0"),
    ):
        yield (
            f"with 60 MB in its {name}",
            png(40, 30, chunk(name.encode(), before + zeros)),
            KEPT,
        )
    many = chunk(b"zTXt", b"C\0\0" + zlib.compress(b"\0" * 900_000, 9)) * 200
    yield "with 180 MB in 200 texts", png(40, 30, many), KEPT
    yield "that inflates to 200 MB", png(pixels=zlib.compress(b"\0" * 200_000_000, 9)), SHOWN
    for count in (2, 5):
        yield f"of {count} frames", moving(count), UNREADABLE
    control = chunk(b"acTL", struct.pack(">II", 2**31, 0))
    yield "that says it moves", png(40, 30, control), UNREADABLE


def carriers() -> Made:
    packed = zlib.compress(MARKER)
    for name, content in (
        ("tEXt", b"Comment\0" + MARKER),
        ("zTXt", b"Comment\0\0" + packed),
        ("iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + MARKER),
        ("eXIf", b"MM\0*\0\0\0\x08" + MARKER),
        ("iCCP", b"profile\0\0" + packed),
        ("sPLT", b"name\0\x08" + MARKER),
        ("prVt", MARKER),
    ):
        yield f"with {name}", png(40, 30, chunk(name.encode(), content)), SHOWN
    for name, content in (
        ("a zip", b"PK\x03\x04" + MARKER),
        ("a PDF", b"%PDF-1.7\n" + MARKER),
        ("a script", MARKER),
        ("another PNG", png() + MARKER),
    ):
        yield f"with {name} behind it", png() + content, SHOWN


def moving(count: int) -> bytes:
    out = BytesIO()
    first, *rest = [Image.new("RGB", (16, 12), (n * 40, 0, 0)) for n in range(count)]
    first.save(out, "PNG", save_all=True, append_images=rest)
    return out.getvalue()
