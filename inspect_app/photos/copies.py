"""Display copies: new pictures painted from an original's pixels, so that nothing else travels.

The original itself is never shown. Copies are made on first view and may be deleted at any time.
"""

import os
import re
import tempfile
import warnings
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageOps

from inspect_app.photos.headers import FORMATS, MAX_PIXELS, MAX_SIDE

SIZES = {"large": 1600, "small": 320}
_HASH = re.compile(r"\A[0-9a-f]{64}\Z")


class Undecodable(Exception):
    """These bytes are no picture that we can show; they stay, and the item can be returned."""


def display_copy(folder: Path, sha256: str, size: str, read_original: Callable[[], bytes]) -> bytes:
    """The copy in one of `SIZES`, made now if it is not there; raises Undecodable."""
    path = _path(folder, sha256, size)
    if path.exists():
        return path.read_bytes()
    copy = paint_copy(read_original(), SIZES[size])
    with suppress(OSError):  # a full disk takes the picture from nobody
        _keep(path, copy)
    return copy


def paint_copy(original: bytes, longest: int) -> bytes:
    """A JPEG of the pixels alone, turned upright, at most `longest` on a side."""
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            return _paint(original, longest)
        except Exception as error:  # decoders raise anything at all on hostile bytes
            raise Undecodable(str(error)) from error


def _paint(original: bytes, longest: int) -> bytes:
    with Image.open(BytesIO(original), formats=[*FORMATS.values()]) as opened:
        width, height = opened.size
        if width * height > MAX_PIXELS or max(width, height) > MAX_SIDE:
            raise Undecodable(f"{width} x {height} pixels")
        opened.thumbnail((longest, longest))
        upright = ImageOps.exif_transpose(opened)
        # White under what is transparent: a signature is ink on nothing.
        rgba = upright.convert("RGBA")
    fresh = Image.new("RGB", rgba.size, "white")
    fresh.paste(rgba, mask=rgba.getchannel("A"))
    out = BytesIO()
    fresh.save(out, "JPEG", quality=82)
    return out.getvalue()


def _path(folder: Path, sha256: str, size: str) -> Path:
    if not _HASH.match(sha256) or size not in SIZES:
        raise ValueError("not the name of a copy")
    return folder / sha256[:2] / f"{sha256}-{size}.jpg"


def _keep(path: Path, copy: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(copy)
        os.replace(name, path)
    except OSError:
        os.unlink(name)
        raise
