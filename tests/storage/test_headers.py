"""A photo is believed only when its headers agree with its type, its size and its end."""

import struct
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from inspect_app.photos.headers import MAX_BYTES, UnreadablePhoto, read_header


def picture(format: str, size: tuple[int, int] = (40, 30), **how: object) -> bytes:
    out = BytesIO()
    Image.effect_noise(size, 60).convert("RGB").save(out, format, **how)
    return out.getvalue()


def png_of(width: int, height: int) -> bytes:
    """A header that promises many pixels, and few bytes behind it."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    rows = zlib.compress(b"\0" * ((width // 8 + 1) * height), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def read(folder: Path, data: bytes, type: str) -> tuple[int, int]:
    path = folder / "part"
    path.write_bytes(data)
    header = read_header(path, type)
    return header.width, header.height


@pytest.mark.parametrize(
    ("data", "type"),
    [
        (picture("JPEG")[:-200], "image/jpeg"),
        (picture("PNG")[:-12], "image/png"),
        (picture("WEBP")[:-20], "image/webp"),
        (picture("PNG"), "image/jpeg"),
        (picture("JPEG"), "image/png"),
        (picture("GIF"), "image/gif"),
        (picture("BMP"), "image/jpeg"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "image/png"),
        (b"not a picture", "image/jpeg"),
        (b"", "image/jpeg"),
        (b"\xff\xd8\xff\xd9", "image/jpeg"),
        (picture("JPEG") + b"\0" * MAX_BYTES, "image/jpeg"),
        (png_of(9_000, 9_000), "image/png"),
        (png_of(20_000, 20_000), "image/png"),
        (png_of(8_001, 10), "image/png"),
    ],
)
def test_what_is_no_whole_photo_is_refused(tmp_path, data, type):
    with pytest.raises(UnreadablePhoto):
        read(tmp_path, data, type)


def test_a_moving_picture_is_refused(tmp_path):
    frames = [Image.new("RGB", (8, 8), color) for color in ("red", "blue")]
    for format, type in (("PNG", "image/png"), ("WEBP", "image/webp")):
        out = BytesIO()
        frames[0].save(out, format, save_all=True, append_images=frames[1:])
        with pytest.raises(UnreadablePhoto):
            read(tmp_path, out.getvalue(), type)


def test_a_cut_jpeg_with_a_whole_thumbnail_inside_is_refused(tmp_path):
    exif = Image.Exif()
    exif[0x010E] = "thumbnail \xff\xd9"
    whole = picture("JPEG", exif=exif.tobytes() + b"\xff\xd9")
    assert read(tmp_path, whole, "image/jpeg") == (40, 30)
    with pytest.raises(UnreadablePhoto):
        read(tmp_path, whole[:-300], "image/jpeg")


@pytest.mark.parametrize(
    ("format", "type"), [("JPEG", "image/jpeg"), ("PNG", "image/png"), ("WEBP", "image/webp")]
)
def test_a_whole_photo_is_believed(tmp_path, format, type):
    assert read(tmp_path, picture(format), type) == (40, 30)


def test_a_progressive_photo_with_bytes_behind_its_end_is_believed(tmp_path):
    data = picture("JPEG", progressive=True) + b"PK\x03\x04 trailer"
    assert read(tmp_path, data, "image/jpeg") == (40, 30)


def test_millions_of_pixels_are_refused_by_their_number_alone(tmp_path):
    data = png_of(9_000, 9_000)
    assert len(data) < 20_000
    with pytest.raises(UnreadablePhoto, match="9000 x 9000 pixels"):
        read(tmp_path, data, "image/png")
