"""Files of another kind, sizes that are none, types that are not taken, digests that are wrong."""

from collections.abc import Iterator
from io import BytesIO

from PIL import Image

from tests.photos.hostile import (
    DAMAGED,
    EMPTY,
    JPEG,
    LARGE,
    MARKER,
    PNG,
    TYPE,
    UNREADABLE,
    WEBP,
    Hostile,
)
from tests.photos.jpegs import jpeg

TAKEN = (JPEG, PNG, WEBP)
MOST = 8 * 1024 * 1024
BASE = jpeg((96, 72))


def files() -> Iterator[Hostile]:
    yield from renamed()
    yield from other_types()
    yield from other_sizes()
    yield Hostile("with another's digest", BASE + b"1", JPEG, (DAMAGED,), "a" * 64)


def renamed() -> Iterator[Hostile]:
    for name, data in kinds().items():
        for type in TAKEN:
            if name != type:
                yield Hostile(f"{name} as {type}", data, type, (UNREADABLE,))


def kinds() -> dict[str, bytes]:
    """What is no JPEG, PNG or WebP, whatever it is called; and each of the three."""
    drawn = {
        format: drawing(format) for format in ("BMP", "GIF", "TIFF", "ICO", "PPM", "TGA", "AVIF")
    }
    drawn |= {
        JPEG: BASE,
        PNG: drawing("PNG"),
        WEBP: drawing("WEBP"),
        "JPEG 2000": drawing("JPEG2000"),
    }
    return drawn | {
        "a moving GIF": drawing("GIF", save_all=True, append_images=[Image.new("RGB", (8, 8))]),
        "a GIF with a JAR (GIFAR)": drawing("GIF") + b"PK\x03\x04META-INF/" + MARKER,
        "PSD": b"8BPS\0\x01" + b"\0" * 6 + b"\0\x03\0\0\0\x1e\0\0\0\x28\0\x08\0\x03" + b"\0" * 200,
        "EPS": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(/etc/passwd) run\n",
        "SVG": b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>" + MARKER,
        "HTML": b"<!doctype html>" + MARKER,
        "PDF": b"%PDF-1.7\n" + MARKER,
        "zip": b"PK\x03\x04" + MARKER,
        "HEIC": b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 300,
        "MP4": b"\0\0\0\x18ftypisom\0\0\x02\0isomiso2" + b"\0" * 300,
        "a program": b"\x7fELF\x02\x01\x01" + b"\0" * 300,
        "FLIF": b"FLIF44\x31" + b"\0" * 100,
        "MVG": b"push graphic-context\nfill 'url(https://127.0.0.1/a.jpg\"|id\")'\n",
    }


def drawing(format: str, **how: object) -> bytes:
    out = BytesIO()
    Image.linear_gradient("L").resize((24, 18)).convert("RGB").save(out, format, **how)
    return out.getvalue()


def other_types() -> Iterator[Hostile]:
    for type in (
        *("image/gif", "image/svg+xml", "image/heic", "image/tiff", "image/avif", "image/jpg"),
        *("text/html", "application/pdf", "application/octet-stream", "IMAGE/JPEG", "image/*"),
        *("image/jpeg; charset=utf-8", "image/jpeg\r\nX: y", "video/mp4", "a" * 300),
    ):
        yield Hostile(f"of type {type[:30]!r}", BASE, type, (TYPE,))


def other_sizes() -> Iterator[Hostile]:
    for type in TAKEN:
        start = {JPEG: BASE, PNG: drawing("PNG"), WEBP: drawing("WEBP")}[type]
        yield Hostile(f"of 0 bytes as {type}", b"", type, (EMPTY,))
        for size in (1, 2, 3, 8, 12, 20):
            yield Hostile(f"of {size} bytes as {type}", start[:size], type, (UNREADABLE,))
        yield Hostile(f"of 8 MiB of nothing as {type}", bytes(MOST), type, (UNREADABLE,))
    yield Hostile("of 8 MiB and a byte", BASE.ljust(MOST + 1, b"\0"), JPEG, (LARGE,))
    yield Hostile("of 20 MiB", BASE.ljust(20 * 1024 * 1024, b"\0"), JPEG, (LARGE,))
