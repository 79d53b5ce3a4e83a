"""Draws what is built on a site and what it is built with: pit, scaffold, frame, crane, hoist."""

import random

from inspect_app.demo.drawings.shapes import (
    CONCRETE,
    DARK,
    FAIL,
    INK,
    RED,
    STEEL,
    YELLOW,
    Draw,
    arrow,
    bar,
    disc,
    plate,
    stripes,
    writing,
)

TUBE = "#b08a3e"


def house(draw: Draw, chance: random.Random, left: int, right: int, top: int = 60) -> None:
    """Draw a concrete frame that is being built."""
    draw.rectangle((left, top, right, 380), fill=CONCRETE)
    for y in range(top + 26, 370, 84):
        for x in range(left + 20, right - 40, 74):
            draw.rectangle((x, y, x + 48, y + 52), fill=chance.choice(("#6d6a63", "#7c7871")))


def scaffold(draw: Draw, chance: random.Random, reading: str) -> None:
    """Draw a scaffold before a house with its ties; one tie is gone if it fails."""
    draw.rectangle((250, 40, 640, 380), fill=CONCRETE)
    for x in range(60, 640, 128):
        bar(draw, [(x, 20), (x, 420)], TUBE, 13)
    for y in range(70, 420, 116):
        bar(draw, [(40, y), (640, y)], TUBE, 10)
        draw.rectangle((40, y + 40, 640, y + 56), fill="#c9a36a")
    bar(draw, [(60, 410), (330, 30)], "#d9b45c", 11)
    for n, x in enumerate((316, 572)):
        if reading == FAIL and n == 0:
            disc(draw, (x, 236), 34, None, RED)
            arrow(draw, (x - 130, 340), (x - 34, 258))
            continue
        bar(draw, [(x, 236), (x + 60, 200)], RED, 16)
        disc(draw, (x, 236), 14, "#d8d8d2", INK)


def excavation(draw: Draw, chance: random.Random, reading: str) -> None:
    """Draw the dug pit with its struts; water stands in it if it fails."""
    draw.polygon([(0, 230), (640, 230), (560, 470), (80, 470)], "#8a6f4c")
    draw.polygon([(0, 230), (80, 470), (0, 470)], CONCRETE)
    draw.polygon([(640, 230), (560, 470), (640, 470)], CONCRETE)
    if reading == FAIL:
        draw.ellipse((130, 400, 510, 470), fill="#5f7f86")
    for y, inset in ((266, 12), (350, 40)):
        bar(draw, [(inset, y), (640 - inset, y)], "#4d7396", 24)
        bar(draw, [(inset, y - 6), (640 - inset, y - 6)], "#6f95b6", 7)
    digger(draw, 300 + chance.randint(-60, 60), 400)


def digger(draw: Draw, x: int, y: int) -> None:
    """Draw an excavator in the distance."""
    draw.rounded_rectangle((x - 50, y + 10, x + 50, y + 34), 12, fill=INK)
    plate(draw, (x - 40, y - 34, x + 30, y + 12), YELLOW, "#8f6f0a", 3, 4)
    draw.rectangle((x - 34, y - 28, x - 6, y - 6), fill="#bcd7e6")
    bar(draw, [(x + 20, y - 20), (x + 76, y - 64), (x + 104, y + 4)], YELLOW, 11)


def guard_rail(draw: Draw, chance: random.Random, reading: str) -> None:
    """Draw the pit's edge with red and white rails; a length is gone if it fails."""
    draw.polygon([(0, 300), (640, 260), (640, 480), (0, 480)], "#6d5639")
    draw.polygon([(0, 400), (640, 360), (640, 480), (0, 480)], "#3f3322")
    gone = range(3, 5) if reading == FAIL else range(0)
    for n in range(7):
        x, base = 30 + n * 98, 306 - n * 6
        if n not in gone:
            for part in range(5):
                y = base - part * 34
                bar(draw, [(x, y), (x, y - 34)], "#f2f2ee" if part % 2 else RED, 14)
        if n < 6 and n not in gone and n + 1 not in gone:
            for high in (150, 84):
                bar(draw, [(x, base - high), (x + 98, base - 6 - high)], RED, 11)
    if reading != FAIL:
        stripes(draw, (150, 172, 500, 206))


def crane(draw: Draw, chance: random.Random, reading: str) -> None:
    """Draw a tower crane with its load over a house, and its plate."""
    house(draw, chance, 20, 230, 190)
    x = 380 + chance.randint(-24, 24)
    for y in range(70, 390, 40):
        bar(draw, [(x - 16, y), (x + 16, y + 40)], YELLOW, 5)
        bar(draw, [(x + 16, y), (x - 16, y + 40)], YELLOW, 5)
    for dx in (-16, 16):
        bar(draw, [(x + dx, 60), (x + dx, 392)], YELLOW, 9)
    bar(draw, [(x - 330, 76), (x + 180, 76)], YELLOW, 14)
    bar(draw, [(x, 16), (x - 280, 72)], INK, 3)
    bar(draw, [(x, 16), (x + 160, 72)], INK, 3)
    bar(draw, [(x, 14), (x, 76)], YELLOW, 12)
    plate(draw, (x + 120, 78, x + 180, 128), CONCRETE, DARK, 3)
    plate(draw, (x - 24, 84, x + 26, 124), "#dfe6e8", DARK, 3)
    hook = x - 240
    draw.line((hook, 80, hook, 150), fill=INK, width=3)
    draw.rectangle((hook - 60, 150, hook + 60, 166), fill="#7b5a36")
    if reading != FAIL:
        plate(draw, (x + 46, 270, x + 176, 360), "#fdfdf8", "#2f6fb0", 5, 6)
        writing(draw, chance, (x + 62, 286, x + 160, 350), 3)


def bolts(draw: Draw, chance: random.Random, reading: str) -> None:
    """Draw a bolted joint of steel with its torque marks; marks are missing if it fails."""
    draw.rectangle((0, 0, 640, 480), fill="#8c3f33")
    plate(draw, (110, 60, 530, 420), "#a04a3b", "#5d2920", 6)
    bare = set(chance.sample(range(9), 3)) if reading == FAIL else set()
    for n in range(9):
        x, y = 190 + n % 3 * 130, 130 + n // 3 * 110
        disc(draw, (x, y), 42, "#7f8b90", "#4a5357")
        draw.regular_polygon((x, y, 30), 6, rotation=chance.randint(0, 59), fill="#aab4b8")
        if n not in bare:
            bar(draw, [(x, y), (x + 60, y - 20)], "#f4f4f0", 9)


def props(draw: Draw, chance: random.Random, reading: str) -> None:
    """Draw props and cables that hold a frame; one prop leans if it fails."""
    draw.rectangle((40, 70, 600, 122), fill="#8c3f33")
    for n in range(5):
        x = 90 + n * 115
        lean = 50 if reading == FAIL and n == 2 else 0
        bar(draw, [(x, 122), (x + lean, 410)], STEEL, 20)
        draw.rectangle((x + lean - 34, 404, x + lean + 34, 418), fill=DARK)
        draw.rectangle((x - 26, 118, x + 26, 130), fill=DARK)
    for start, end in (((60, 120), (0, 400)), ((580, 120), (640, 400))):
        bar(draw, [start, end], INK, 6)


def formwork(draw: Draw, chance: random.Random, reading: str) -> None:
    """Draw the grid of tubes under a slab; a brace is missing if it fails."""
    draw.rectangle((0, 30, 640, 84), fill="#b98a54")
    for x in range(40, 640, 82):
        bar(draw, [(x, 84), (x, 430)], TUBE, 12)
    for y in (160, 260, 360):
        bar(draw, [(0, y), (640, y)], TUBE, 9)
    if reading != FAIL:
        bar(draw, [(40, 420), (368, 90)], "#d9b45c", 10)
        bar(draw, [(600, 420), (290, 90)], "#d9b45c", 10)


def gondola(draw: Draw, chance: random.Random, reading: str) -> None:
    """Draw a hanging platform before a facade; its second rope is gone if it fails."""
    draw.rectangle((0, 0, 640, 480), fill="#9fb7c2")
    for x in range(0, 640, 128):
        for y in range(0, 480, 120):
            draw.rectangle(
                (x + 8, y + 8, x + 120, y + 112), fill=f"hsl(203, 26%, {chance.randint(56, 66)}%)"
            )
    for x in (170, 470):
        draw.line((x, 0, x, 250), fill=INK, width=6)
        if reading != FAIL:
            draw.line((x + 26, 0, x + 26, 400), fill="#e9771c", width=5)
    plate(draw, (110, 250, 530, 380), "#d8412f", "#7a1f17", 6)
    for x in range(140, 530, 60):
        draw.line((x, 250, x, 380), fill="#7a1f17", width=5)
    for x in (170, 470):
        plate(draw, (x - 34, 214, x + 34, 262), DARK, INK, 3, 6)


def facade(draw: Draw, chance: random.Random, reading: str) -> None:
    """Draw an outer wall with its layers laid open; it is cracked if it fails."""
    draw.rectangle((0, 0, 640, 480), fill="#b9ab95")
    draw.rectangle((150, 0, 640, 480), fill="#e6d27a")
    draw.rectangle((300, 0, 640, 480), fill="#d3cfc4")
    for y in range(0, 480, 60):
        for x in range(430 + y % 120 // 2, 640, 90):
            draw.rectangle((x, y, x + 84, y + 54), fill=f"hsl(16, 32%, {chance.randint(50, 58)}%)")
    for y in range(50, 480, 120):
        disc(draw, (225, y), 20, "#f4f4ee", "#a39a6c")
    if reading == FAIL:
        bar(draw, [(340, 20), (372, 130), (346, 230), (392, 330), (360, 470)], INK, 7)


def hoist(draw: Draw, chance: random.Random, reading: str) -> None:
    """Draw a builder's hoist at a house: mast, cage, gate; the gate stands open if it fails."""
    house(draw, chance, 330, 640)
    for y in range(0, 400, 44):
        bar(draw, [(232, y), (288, y + 44)], STEEL, 5)
        bar(draw, [(288, y), (232, y + 44)], STEEL, 5)
    for x in (232, 288):
        bar(draw, [(x, 0), (x, 410)], DARK, 8)
    plate(draw, (70, 180, 226, 370), "#e9891f", "#8f4f0a", 6)
    if reading == FAIL:
        draw.rectangle((90, 200, 206, 350), fill="#2a2f31")
    else:
        for x in range(96, 214, 22):
            draw.line((x, 190, x, 362), fill="#8f4f0a", width=5)
    bar(draw, [(288, 120), (340, 120)], RED, 12)


SCENES = {
    "scaffold": ("sky", scaffold),
    "excavation": ("sky", excavation),
    "guard_rail": ("sky", guard_rail),
    "crane": ("sky", crane),
    "bolts": ("sky", bolts),
    "props": ("sky", props),
    "formwork": ("sky", formwork),
    "gondola": ("sky", gondola),
    "facade": ("sky", facade),
    "hoist": ("sky", hoist),
}
