"""Draws stand-ins for photos and signatures, each marked 示例: the demo has no real evidence."""

import io
import itertools
import random
from functools import cache

from PIL import Image, ImageDraw

from inspect_app.demo.drawings.scenes import (
    HEIGHT,
    SCENES,
    WIDTH,
    draw_room,
    draw_shelf,
    wall_colour,
)
from inspect_app.demo.drawings.strokes import draw_mark


def draw_photo(subject: str, variant: int = 0, reading: str = "") -> bytes:
    """Return a JPEG of a subject; the same arguments give the same picture."""
    chance = random.Random(f"{subject}/{variant}/{reading}")
    image = Image.new("RGB", (WIDTH, HEIGHT), wall_colour(chance))
    draw = ImageDraw.Draw(image)
    draw_room(draw, chance)
    SCENES.get(subject, draw_shelf)(draw, chance, reading)
    image = image.resize((480, 360)).rotate(
        chance.uniform(-2.5, 2.5), Image.Resampling.BILINEAR, fillcolor="#2b2f31"
    )
    draw_mark(ImageDraw.Draw(image), (12, 314), 27)
    return encoded(image, "JPEG", quality=62, optimize=True)


def with_comment(photo: bytes, mark: str) -> bytes:
    """Return the same picture with a comment added, so that its bytes differ."""
    remark = mark.encode()
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
