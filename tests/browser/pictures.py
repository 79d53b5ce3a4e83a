"""Camera pictures for the tests: 12 megapixels, each with its own bytes."""

import random
from io import BytesIO
from typing import TypedDict

from PIL import Image, ImageDraw

SIZE, SMALL = (4000, 3000), (400, 300)
# An album that lies in a cloud: its bytes come when `arrive` is called.
FAR_AWAY = """() => {
  const here = new Promise((resolve) => (window.arrive = resolve));
  const read = File.prototype.arrayBuffer;
  File.prototype.arrayBuffer = async function () {
    await here;
    return read.call(this);
  };
}"""


class FilePayload(TypedDict):
    name: str
    mimeType: str
    buffer: bytes


def twelve_megapixels(number: int) -> FilePayload:
    """A JPEG of coarse coloured blocks: large in pixels, quick to make."""
    return _blocks(number, SIZE)


def small_picture(number: int) -> FilePayload:
    return _blocks(number, SMALL)


def _blocks(number: int, size: tuple[int, int]) -> FilePayload:
    chance = random.Random(number)
    small = Image.new("RGB", (40, 30))
    small.putdata([tuple(chance.randrange(256) for _ in range(3)) for _ in range(1200)])  # type: ignore[arg-type]
    large = small.resize(size, Image.Resampling.NEAREST)
    ImageDraw.Draw(large).text((100, 100), f"示例 {number}".encode().hex())
    out = BytesIO()
    large.save(out, "JPEG", quality=70)
    return {"name": f"IMG_{number:04d}.jpg", "mimeType": "image/jpeg", "buffer": out.getvalue()}


def noise(number: int) -> FilePayload:
    """Nothing makes it smaller: about a megabyte on the phone."""
    image = Image.frombytes("RGB", (1600, 1200), random.Random(number).randbytes(1600 * 1200 * 3))
    out = BytesIO()
    image.save(out, "JPEG", quality=80)
    return {"name": f"IMG_{number:04d}.jpg", "mimeType": "image/jpeg", "buffer": out.getvalue()}


def damaged() -> FilePayload:
    """Begins like a JPEG and is none."""
    return {
        "name": "IMG_9999.jpg",
        "mimeType": "image/jpeg",
        "buffer": b"\xff\xd8\xff\xe0" + b"x" * 4000,
    }
