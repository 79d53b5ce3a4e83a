"""Draws the mark 示例 and digits by their strokes, for machines without any font."""

from PIL import ImageDraw

Stroke = tuple[tuple[int, int], ...]

# Each sign stands in a square of 100 x 100.
SHI: tuple[Stroke, ...] = (
    ((25, 15), (75, 15)),
    ((10, 38), (90, 38)),
    ((50, 38), (50, 90), (38, 82)),
    ((31, 54), (14, 78)),
    ((69, 54), (86, 76)),
)
LI: tuple[Stroke, ...] = (
    ((24, 8), (6, 46)),
    ((16, 34), (16, 92)),
    ((28, 16), (64, 16)),
    ((45, 16), (30, 54)),
    ((40, 38), (60, 38), (52, 66), (32, 92)),
    ((38, 58), (48, 68)),
    ((73, 24), (73, 66)),
    ((90, 10), (90, 90), (80, 82)),
)

# Seven segments in a box of 60 x 100: top, upper left, upper right, middle, lower left, lower
# right, bottom.
SEGMENTS: tuple[Stroke, ...] = (
    ((8, 4), (52, 4)),
    ((4, 8), (4, 46)),
    ((56, 8), (56, 46)),
    ((8, 50), (52, 50)),
    ((4, 54), (4, 92)),
    ((56, 54), (56, 92)),
    ((8, 96), (52, 96)),
)
LIT = {
    "0": (0, 1, 2, 4, 5, 6),
    "1": (2, 5),
    "2": (0, 2, 3, 4, 6),
    "3": (0, 2, 3, 5, 6),
    "4": (1, 2, 3, 5),
    "5": (0, 1, 3, 5, 6),
    "6": (0, 1, 3, 4, 5, 6),
    "7": (0, 2, 5),
    "8": (0, 1, 2, 3, 4, 5, 6),
    "9": (0, 1, 2, 3, 5, 6),
    "-": (3,),
}


def draw_strokes(
    draw: ImageDraw.ImageDraw,
    strokes: tuple[Stroke, ...],
    at: tuple[float, float],
    size: float,
    fill: str,
    width: int,
) -> None:
    """Draw a character's strokes; `at` is its upper left corner, `size` its side in pixels."""
    left, top = at
    for stroke in strokes:
        points = [(left + x * size / 100, top + y * size / 100) for x, y in stroke]
        draw.line(points, fill=fill, width=width, joint="curve")


def draw_mark(draw: ImageDraw.ImageDraw, at: tuple[float, float], size: float) -> None:
    """Draw 示例 on a coloured band, so that no photo of the demo passes for a real one."""
    left, top = at
    draw.rectangle((left, top, left + size * 2.6, top + size * 1.3), fill="#ffc531")
    for step, strokes in enumerate((SHI, LI)):
        place = (left + size * (0.2 + 1.15 * step), top + size * 0.15)
        draw_strokes(draw, strokes, place, size, "#0e1f24", max(2, round(size / 11)))


def draw_reading(
    draw: ImageDraw.ImageDraw, text: str, at: tuple[float, float], size: float, fill: str
) -> None:
    """Draw a number as a meter shows it; `at` is its upper left corner, `size` the height."""
    left, top = at
    for sign in text:
        if sign == ".":
            dot = size * 0.09
            draw.rectangle((left, top + size - dot, left + dot, top + size), fill=fill)
            left += size * 0.2
            continue
        lit = tuple(SEGMENTS[segment] for segment in LIT.get(sign, ()))
        draw_strokes(draw, lit, (left, top), size, fill, max(3, round(size / 9)))
        left += size * 0.78
