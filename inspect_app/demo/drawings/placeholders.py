"""Draws stand-ins for photos and signatures, each marked 示例: the demo has no real evidence."""

import io
import itertools
import random
from functools import cache

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from inspect_app.demo.drawings.scenes import ROOMS, SCENES
from inspect_app.demo.drawings.shapes import HEIGHT, WIDTH
from inspect_app.demo.drawings.strokes import draw_mark

SIZE = (480, 360)
FRAME = (16, 12, WIDTH - 16, HEIGHT - 12)  # what is left without the corners that turning bares
# A disk keeps a file in blocks of this size; a comment has its place in the first one, too.
BLOCK, COMMENT = 4096, 64
# By turns until it fits: the quality, and how much finer lines are smoothed.
TRIES = ((34, 0), (12, 0), (12, 1.2), (4, 1.2), (2, 2))


def draw_photo(subject: str, variant: int = 0, reading: str = "") -> bytes:
    """Return a JPEG of a subject; the same arguments give the same picture."""
    image = marked(drawn(subject, variant, reading))
    return encoded(image, "JPEG", quality=62, optimize=True)


def draw_small(subject: str, variant: int = 0, reading: str = "") -> bytes:
    """Return the same picture as a WebP that one block of a disk has room for."""
    image, data = drawn(subject, variant, reading), b""
    for quality, blur in TRIES:
        if blur:
            image = image.filter(ImageFilter.GaussianBlur(blur))
        data = encoded(marked(image), "WEBP", quality=quality, method=2)
        if len(data) <= BLOCK - COMMENT:
            break
    return data


def drawn(subject: str, variant: int, reading: str) -> Image.Image:
    """Return a scene in its room, as a photo that has no mark yet."""
    chance = random.Random(f"{subject}/{variant}/{reading}")
    room, scene = SCENES[subject]
    image = Image.new("RGB", (WIDTH, HEIGHT), wall_colour(chance))
    draw = ImageDraw.Draw(image)
    ROOMS[room](draw, chance)
    scene(draw, chance, reading)
    return taken(image, chance)


def marked(image: Image.Image) -> Image.Image:
    """Return the picture with 示例 in its corner."""
    image = image.copy()
    draw_mark(ImageDraw.Draw(image), (12, 314), 27)
    return image


def taken(image: Image.Image, chance: random.Random) -> Image.Image:
    """Return the picture as a phone takes it: a little askew, its light from one side."""
    image = image.rotate(chance.uniform(-2, 2), Image.Resampling.BILINEAR)
    image = image.resize(SIZE, Image.Resampling.BILINEAR, FRAME)
    image = image.filter(ImageFilter.GaussianBlur(0.5))
    return ImageChops.multiply(image, light(chance.randrange(4)))


@cache
def light(corner: int) -> Image.Image:
    """Return the fall of light from a corner of the picture."""
    whole = Image.linear_gradient("L").rotate(45 + 90 * corner, expand=True)
    middle = whole.crop((90, 90, 272, 272)).resize(SIZE, Image.Resampling.BICUBIC)
    return middle.point(lambda value: 196 + value * 59 // 255).convert("RGB")


def wall_colour(chance: random.Random) -> str:
    """Return a random colour, light enough for everything that is drawn on it."""
    return f"hsl({chance.randint(20, 220)}, {chance.randint(6, 22)}%, {chance.randint(62, 80)}%)"


def with_comment(photo: bytes, mark: str) -> bytes:
    """Return the same picture with a comment added, so that its bytes differ."""
    remark = mark.encode()
    if photo.startswith(b"RIFF"):
        padded = remark + b" " * (len(remark) % 2)
        chunk = b"NOTE" + len(padded).to_bytes(4, "little") + padded
        size = len(photo) + len(chunk) - 8
        return b"RIFF" + size.to_bytes(4, "little") + photo[8:] + chunk
    return photo[:2] + b"\xff\xfe" + (len(remark) + 2).to_bytes(2, "big") + remark + photo[2:]


@cache
def draw_signature(seed: str) -> bytes:
    """Return a PNG of a few pen strokes that are nobody's signature."""
    chance = random.Random(seed)
    image = Image.new("L", (480, 180), 255)
    draw = ImageDraw.Draw(image)
    left = 40.0
    for _ in range(chance.randint(4, 6)):
        draw.line(pen_stroke(chance, left), fill=20, width=chance.choice((3, 4, 5)), joint="curve")
        left += chance.uniform(50, 80)
    return encoded(image.quantize(8), "PNG", optimize=True)


def pen_stroke(chance: random.Random, left: float) -> list[tuple[float, float]]:
    """Return the points of a stroke that wanders to the right within the signature's field."""
    x, y = left, chance.uniform(50, 120)
    points = [(x, y)]
    for _ in range(chance.randint(3, 6)):
        x = min(460, max(20, x + chance.uniform(-24, 46)))
        y = min(165, max(15, y + chance.uniform(-55, 55)))
        points.append((x, y))
    return rounded_off(rounded_off(points))


def rounded_off(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Cut the corners of a polyline, a quarter from either end of each segment."""
    cut = []
    for (x1, y1), (x2, y2) in itertools.pairwise(points):
        cut += [(x1 * 0.75 + x2 * 0.25, y1 * 0.75 + y2 * 0.25)]
        cut += [(x1 * 0.25 + x2 * 0.75, y1 * 0.25 + y2 * 0.75)]
    return [points[0], *cut, points[-1]]


def encoded(image: Image.Image, format: str, **options: int | bool) -> bytes:
    """Return the picture as bytes of a file in this format."""
    buffer = io.BytesIO()
    image.save(buffer, format, **options)
    return buffer.getvalue()
