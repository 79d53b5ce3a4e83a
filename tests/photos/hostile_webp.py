"""WebPs that are cut, lie, move, or carry something along."""

import struct
from collections.abc import Iterator
from io import BytesIO

from PIL import Image

from tests.photos.hostile import KEPT, MARKER, SHOWN, UNREADABLE, WEBP, Hostile, Verdict


def files() -> Iterator[Hostile]:
    for name, data, *right in (*cut(), *sizes(), *chunks(), *carriers()):
        yield Hostile(f"webp {name}", data, WEBP, tuple(right))


Made = Iterator[tuple[str, bytes, *tuple[Verdict, ...]]]


def webp(*frames: Image.Image, **how: object) -> bytes:
    out = BytesIO()
    more = {"save_all": True, "append_images": list(frames[1:])} if len(frames) > 1 else {}
    frames[0].save(out, "WEBP", **more, **how)
    return out.getvalue()


def picture(shade: int = 90) -> Image.Image:
    return Image.linear_gradient("L").resize((40, 30)).point(lambda v: v ^ shade).convert("RGB")


def chunk(name: bytes, content: bytes) -> bytes:
    return name + struct.pack("<I", len(content)) + content + b"\0" * (len(content) % 2)


def riff(*parts: bytes, size: int | None = None) -> bytes:
    body = b"WEBP" + b"".join(parts)
    return b"RIFF" + struct.pack("<I", len(body) if size is None else size) + body


def canvas(width: int, height: int, flags: int = 0) -> bytes:
    sides = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    return chunk(b"VP8X", bytes((flags, 0, 0, 0)) + sides)


LOSSY, LOSSLESS = webp(picture()), webp(picture(), lossless=True)
FRAME = LOSSY[12:]


def cut() -> Made:
    for kind, whole in (("lossy", LOSSY), ("lossless", LOSSLESS)):
        for at in range(1, len(whole) - 1, max(1, len(whole) // 14)):
            yield f"{kind} cut at {at}", whole[:at], UNREADABLE


def sizes() -> Made:
    for wide, high in ((0, 30), (40, 0), (16383, 16383), (8001, 1)):
        frame = bytearray(FRAME)
        frame[14:18] = struct.pack("<HH", wide, high)
        yield f"of {wide} x {high}", riff(bytes(frame)), UNREADABLE
    yield "whose canvas is another size", riff(canvas(4000, 3000), FRAME), UNREADABLE
    yield "whose canvas is endless", riff(canvas(2**24, 2**24), FRAME), UNREADABLE
    for size in (0, 11, len(LOSSY), 2**32 - 1):
        yield f"that says {size}", riff(FRAME, size=size), UNREADABLE
    for size in (2**31, 2**32 - 1, len(FRAME)):
        lying = FRAME[:4] + struct.pack("<I", size) + FRAME[8:]
        yield f"with a chunk of {size}", riff(lying), UNREADABLE
    yield (
        "that needs a frame before it",
        riff(FRAME[:8] + bytes((FRAME[8] | 1,)) + FRAME[9:]),
        UNREADABLE,
    )
    yield "without its start", riff(FRAME[:11] + b"\0\0\0" + FRAME[14:]), UNREADABLE
    yield "whose lossless mark is none", riff(LOSSLESS[12:20] + b"\0" + LOSSLESS[21:]), UNREADABLE
    noise = FRAME[:18] + bytes((31 * n) % 256 for n in range(len(FRAME) - 18))
    yield "of noise", riff(noise), KEPT
    yield "of lossless noise", riff(LOSSLESS[12:26] + b"\xff" * (len(LOSSLESS) - 26)), KEPT


def chunks() -> Made:
    for count in (2, 4):
        yield f"of {count} frames", webp(*(picture(60 * n) for n in range(count))), UNREADABLE
    yield "that says it moves", riff(canvas(40, 30, 0x02), FRAME), UNREADABLE
    yield "with a loop", riff(canvas(40, 30), chunk(b"ANIM", b"\0" * 6), FRAME), UNREADABLE
    yield "of two pictures", riff(FRAME, FRAME), UNREADABLE
    yield "of none", riff(canvas(40, 30)), UNREADABLE
    yield "with nothing inside", riff(), UNREADABLE
    yield "that begins with another chunk", riff(chunk(b"JUNK", MARKER), FRAME), UNREADABLE
    yield "whose canvas comes late", riff(FRAME, canvas(40, 30)), UNREADABLE
    yield (
        "of 5,000 empty chunks",
        riff(canvas(40, 30), chunk(b"JUNK", b"") * 5_000, FRAME),
        UNREADABLE,
    )
    yield (
        "with odd chunks",
        riff(canvas(40, 30), chunk(b"odd1", b"1"), FRAME, chunk(b"odd3", b"333")),
        SHOWN,
    )
    yield (
        "whose alpha is noise",
        riff(canvas(40, 30, 0x10), chunk(b"ALPH", b"\x01" + MARKER), FRAME),
        KEPT,
    )


def carriers() -> Made:
    for name, flag in ((b"EXIF", 0x08), (b"XMP ", 0x04), (b"ICCP", 0x20)):
        extra = chunk(name, MARKER * 4)
        parts = (extra, FRAME) if name == b"ICCP" else (FRAME, extra)
        yield f"with {name.decode()}", riff(canvas(40, 30, flag), *parts), SHOWN
    yield "with a chunk of its own", riff(canvas(40, 30), FRAME, chunk(b"EVIL", MARKER)), SHOWN
    for name, content in (("a zip", b"PK\x03\x04"), ("a PDF", b"%PDF-1.7\n"), ("a script", b"")):
        yield f"with {name} behind it", LOSSY + content + MARKER, SHOWN
