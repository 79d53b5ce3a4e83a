"""Renders the display copies of one photo, in a process that can reach nothing else.

Limits and sizes come as arguments, the original on stdin. The answer on stdout is a byte for the
walls that are missing, and for each size its length in four bytes and a JPEG. Exit code 3: these
bytes are no picture. Of the app it imports its confinement alone, so that it starts quickly and
knows no secret.
"""

import os
import sys
import warnings
from collections.abc import Iterator
from io import BytesIO

from PIL import Image, ImageOps
from PIL import JpegImagePlugin as _jpeg
from PIL import MpoImagePlugin as _mpo
from PIL import PngImagePlugin as _png
from PIL import WebPImagePlugin as _webp

from inspect_app.photos.confinement import confine

NO_PICTURE = 3
FORMATS = ["JPEG", "PNG", "WEBP"]
LOADED = (_jpeg, _mpo, _png, _webp)  # after `confine` no file can be opened, a decoder's included


def render(original: bytes, sizes: list[int]) -> Iterator[bytes]:
    """Yield upright JPEGs of the pixels alone, largest first, each at most its size on a side."""
    with Image.open(BytesIO(original), formats=FORMATS) as opened:
        if getattr(opened, "n_frames", 1) != 1:
            raise ValueError("a moving picture")
        fresh = _fresh(opened, sizes[0])
    for size in sizes:
        fresh.thumbnail((size, size))
        out = BytesIO()
        fresh.save(out, "JPEG", quality=82)
        yield out.getvalue()


def _fresh(opened: Image.Image, longest: int) -> Image.Image:
    """Return a new picture of the pixels alone, without the file's other content."""
    picture = opened
    if opened.mode.startswith("I"):  # 16 bits a pixel, which nothing else here handles
        picture = opened.convert("I").point(lambda value: value / 256).convert("L")
    elif opened.mode in ("1", "P"):
        picture = opened.convert("RGBA")
    picture.thumbnail((longest, longest))
    picture.load()  # thumbnail() does not decode a small one
    picture.info["exif"] = opened.info.get("exif", b"")
    # White under transparent pixels: a signature has no background.
    rgba = _upright(picture).convert("RGBA")
    fresh = Image.new("RGB", rgba.size, "white")
    fresh.paste(rgba, mask=rgba.getchannel("A"))
    return fresh


def _upright(picture: Image.Image) -> Image.Image:
    try:
        return ImageOps.exif_transpose(picture)
    except Exception:  # bad metadata must not hide the picture
        return picture


def warm_up() -> None:
    """Load whatever the decoders load at their first picture, while files can be opened."""
    for format in FORMATS:
        out, exif = BytesIO(), Image.Exif()
        exif[0x0112] = 6
        Image.new("RGBA" if format != "JPEG" else "RGB", (8, 4)).save(out, format, exif=exif)
        list(render(out.getvalue(), [4, 2]))


def main() -> int:
    """Confine this process, render, and return the exit code."""
    cpu_s, memory, max_pixels, *sizes = map(int, sys.argv[1:])
    os.nice(10)
    Image.MAX_IMAGE_PIXELS = max_pixels
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    warm_up()
    missing = confine(cpu_s, memory)
    try:
        copies = list(render(sys.stdin.buffer.read(), sizes))
    except Exception:  # decoders raise anything at all on hostile bytes, and run out of memory
        return NO_PICTURE
    sys.stdout.buffer.write(bytes([missing]))
    for copy in copies:
        sys.stdout.buffer.write(len(copy).to_bytes(4, "big") + copy)
    sys.stdout.buffer.flush()
    return 0
