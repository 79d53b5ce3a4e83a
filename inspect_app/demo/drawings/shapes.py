"""Draws what many scenes share: boxes, sheets of writing, seals, hazard stripes, plain digits."""

import random
from collections.abc import Callable

from PIL import ImageDraw

WIDTH, HEIGHT = 640, 480
FAIL = "fail"
Draw = ImageDraw.ImageDraw
# Draws on this picture, by this random source, with this reading or state.
Scene = Callable[[Draw, random.Random, str], None]
Box = tuple[float, float, float, float]
Point = tuple[float, float]

INK, PAPER, RED, YELLOW = "#2b3134", "#f8f6ec", "#c0392b", "#f2b90f"
STEEL, DARK, CONCRETE = "#9fabb0", "#3d464b", "#a9a69d"

# Digits as a pen writes them, in a box of 60 x 100.
DIGITS: dict[str, tuple[Point, ...]] = {
    "0": ((30, 4), (10, 22), (10, 78), (30, 96), (50, 78), (50, 22), (30, 4)),
    "1": ((16, 22), (34, 5), (34, 96)),
    "2": ((8, 24), (22, 6), (42, 6), (52, 24), (46, 46), (8, 95), (54, 95)),
    "3": ((8, 8), (50, 8), (28, 40), (48, 52), (52, 76), (34, 95), (14, 93), (6, 80)),
    "4": ((40, 96), (40, 6), (6, 68), (56, 68)),
    "5": ((50, 7), (14, 7), (10, 46), (34, 42), (52, 58), (50, 82), (30, 96), (8, 86)),
    "6": ((44, 6), (20, 32), (9, 64), (18, 90), (36, 96), (52, 80), (48, 58), (32, 50), (12, 64)),
    "7": ((6, 7), (54, 7), (24, 96)),
    "8": (
        *((30, 48), (12, 36), (14, 14), (30, 5), (46, 14), (48, 36), (30, 48)),
        *((50, 64), (50, 84), (30, 96), (10, 84), (10, 64), (30, 48)),
    ),
    "9": ((16, 95), (40, 68), (51, 38), (42, 11), (24, 5), (8, 20), (12, 42), (28, 50), (48, 36)),
    "-": ((12, 52), (48, 52)),
}


def plate(draw: Draw, box: Box, fill: str, edge: str = INK, width: int = 3, round: int = 0) -> None:
    """Draw a box with an edge, its corners round or not."""
    draw.rounded_rectangle(box, round, fill=fill, outline=edge, width=width)


def bar(draw: Draw, points: list[Point], fill: str, width: int) -> None:
    """Draw a bar, pipe or cable along these points."""
    draw.line(points, fill=fill, width=width, joint="curve")


def disc(draw: Draw, at: Point, radius: float, fill: str | None, edge: str = INK) -> None:
    """Draw a round thing with an edge."""
    x, y = at
    draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill, edge, 3)


def writing(draw: Draw, chance: random.Random, box: Box, rows: int, fill: str = "#7b8488") -> None:
    """Draw lines of writing that nobody can read."""
    left, top, right, bottom = box
    step = (bottom - top) / rows
    for row in range(rows):
        y = top + row * step
        end = left + (right - left) * chance.uniform(0.55, 1)
        draw.rectangle((left, y, end, y + step * 0.38), fill=fill)


def seal(draw: Draw, at: Point, radius: float) -> None:
    """Draw a red round seal."""
    x, y = at
    disc(draw, at, radius, None, RED)
    disc(draw, at, radius - 5, None, RED)
    draw.regular_polygon((x, y, radius * 0.42), 3, fill=RED)
    draw.regular_polygon((x, y, radius * 0.42), 3, rotation=180, fill=RED)


def stripes(draw: Draw, box: Box, step: int = 28, second: str = INK) -> None:
    """Draw a band of slanting hazard stripes."""
    left, top, right, bottom = box
    draw.rectangle(box, fill=YELLOW)
    slant = bottom - top
    x = left
    while x < right - slant:
        wide = min(step / 2, right - slant - x)
        draw.polygon(
            [(x + slant, top), (x + slant + wide, top), (x + wide, bottom), (x, bottom)], second
        )
        x += step


def digits(draw: Draw, text: str, at: Point, size: float, fill: str = INK) -> None:
    """Draw a number or a day in plain figures; other signs are left out."""
    left, top = at
    width = max(2, int(size / 11))
    for sign in text:
        if sign == ".":
            draw.ellipse((left, top + size * 0.86, left + size * 0.14, top + size), fill=fill)
            left += size * 0.28
        elif sign in DIGITS:
            points = [(left + x * size / 100, top + y * size / 100) for x, y in DIGITS[sign]]
            draw.line(points, fill=fill, width=width, joint="curve")
            left += size * 0.74


def cross(draw: Draw, at: Point, size: float) -> None:
    """Draw the chalk cross with which an inspector shows what is wrong."""
    x, y = at
    for way in (-1, 1):
        bar(draw, [(x - size, y - size * way), (x + size, y + size * way)], "#e5352b", 9)


def arrow(draw: Draw, start: Point, end: Point, fill: str = "#e5352b") -> None:
    """Draw an arrow along one axis or slanting."""
    (x1, y1), (x2, y2) = start, end
    bar(draw, [start, end], fill, 8)
    length = max(1.0, ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5)
    dx, dy = (x2 - x1) / length * 26, (y2 - y1) / length * 26
    wing = [(x2 - dx - dy * 0.5, y2 - dy + dx * 0.5), (x2 - dx + dy * 0.5, y2 - dy - dx * 0.5)]
    draw.polygon([end, *wing], fill)
