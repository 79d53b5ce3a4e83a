"""Draws a market and its stalls: goods, scales, price tags, cold cabinet, aisle, bins."""

import random

from inspect_app.demo.drawings.shapes import (
    DARK,
    FAIL,
    INK,
    RED,
    STEEL,
    YELLOW,
    Draw,
    arrow,
    cross,
    digits,
    disc,
    plate,
    stripes,
    writing,
)

GREENS = ("#4f9a3f", "#77b04a", "#d9472f", "#e58a2c", "#7b4a86", "#e9c93f")


def stall(draw: Draw, chance: random.Random, reading: str) -> None:
    """Draw a stall with heaps of vegetables; it fills the aisle if it fails."""
    for n in range(8):
        x = n * 80
        draw.polygon([(x, 96), (x + 80, 96), (x + 80, 140), (x, 140)], RED if n % 2 else "#f4f1e6")
    draw.rectangle((0, 300, 640, 400), fill="#8a6a45")
    for n in range(5):
        heap(draw, chance, 70 + n * 126, 300, GREENS[(n + chance.randint(0, 1)) % len(GREENS)])
    if reading == FAIL:
        for n in range(4):
            plate(draw, (60 + n * 130, 390, 170 + n * 130, 470), "#b98a54", "#7d5a31", 4)


def heap(draw: Draw, chance: random.Random, x: int, base: int, colour: str) -> None:
    """Draw a heap of one sort."""
    for row in range(3):
        for n in range(5 - row):
            at = (x - 52 + n * 26 + row * 13, base - 14 - row * 24 + chance.randint(-3, 3))
            disc(draw, at, 16, colour, "#3d4a2c")


def meat(draw: Draw, chance: random.Random, reading: str) -> None:
    """Draw meat on hooks with its blue stamp and its paper; no stamp if it fails."""
    draw.rectangle((0, 80, 640, 96), fill=STEEL)
    for n in range(3):
        x = 110 + n * 140 + chance.randint(-10, 10)
        draw.arc((x - 14, 70, x + 14, 120), 90, 360, fill=DARK, width=5)
        draw.polygon([(x - 50, 130), (x + 50, 118), (x + 62, 300), (x - 20, 340)], "#c8564f", INK)
        draw.polygon([(x - 50, 130), (x - 20, 126), (x, 336), (x - 20, 340)], "#f3e3d6")
        if reading != FAIL:
            draw.ellipse((x + 2, 190, x + 50, 224), outline="#2f57a8", width=5)
    plate(draw, (490, 150, 610, 320), "#fdfdf8", "#b9c0c1", 3)
    writing(draw, chance, (506, 170, 594, 270), 5)
    disc(draw, (570, 290), 18, None, RED)


def price_scale(draw: Draw, chance: random.Random, reading: str) -> None:
    """Draw a price scale with its goods, its display and its green mark of verification."""
    x = 310 + chance.randint(-20, 20)
    heap(draw, chance, x, 150, GREENS[chance.randint(0, 5)])
    draw.rectangle((x - 170, 150, x + 170, 172), fill="#d6dcdd")
    draw.polygon([(x - 190, 380), (x + 190, 380), (x + 150, 176), (x - 150, 176)], "#e6e9e6", INK)
    draw.rectangle((x - 128, 204, x + 128, 276), fill="#18211a")
    shown = reading if reading[:1].isdigit() else str(chance.randint(380, 990))
    digits(draw, shown, (x - 100, 214), 50, "#6fe07c")
    for n in range(12):
        left, top = x - 140 + n % 6 * 32, 294 + n // 6 * 36
        plate(draw, (left, top, left + 26, top + 28), "#59636a", INK, 2, 4)
    if reading != FAIL:
        plate(draw, (x + 66, 296, x + 160, 362), "#2f9a57", "#1d6b3b", 3, 6)
        digits(draw, "2027", (x + 76, 312), 28, "#ffffff")
    else:
        cross(draw, (x + 112, 328), 30)


def scale_seal(draw: Draw, chance: random.Random, reading: str) -> None:
    """Draw the scale's underside with its lead seal; torn, with a second button, if it fails."""
    plate(draw, (60, 50, 580, 430), "#b7bfc3", "#6d777b", 6, 20)
    for at in ((110, 100), (530, 100), (110, 380), (530, 380)):
        disc(draw, at, 26, "#33393c", INK)
    x = 320 + chance.randint(-24, 24)
    disc(draw, (x, 210), 40, "#d9d4c2", "#8b8774")
    ends = [(x - 90, 150), (x - 20, 200)], [(x + 20, 220), (x + 100, 270)]
    for line in ends[: 1 if reading == FAIL else 2]:
        draw.line(line, fill="#8b6a2c", width=6)
    if reading == FAIL:
        disc(draw, (x + 120, 320), 20, RED, "#7a1f17")
        arrow(draw, (x + 10, 400), (x + 96, 336))
    writing(draw, chance, (160, 300, 300, 380), 3)


def cold_cabinet(draw: Draw, chance: random.Random, reading: str) -> None:
    """Draw a cooled counter with trays and a display of its degrees."""
    plate(draw, (50, 110, 590, 420), "#dfe6e8", "#7b868b", 6, 8)
    draw.rectangle((74, 134, 566, 300), fill="#b9d7e3")
    for n in range(4):
        x = 92 + n * 120
        plate(draw, (x, 210, x + 106, 290), "#f4f4f0", "#9aa6a9", 3, 6)
        colour = chance.choice(("#c8564f", "#e2a09a", "#e9c9a0", "#d98a5a"))
        draw.ellipse((x + 10, 220, x + 96, 280), fill=colour)
    plate(draw, (210, 322, 430, 404), "#14201c", INK, 3, 8)
    shown = reading if reading[:1] in set("0123456789-") else ""
    digits(draw, shown, (236, 336), 52, "#7ff0c0")


def cooked_food(draw: Draw, chance: random.Random, reading: str) -> None:
    """Draw cooked food behind glass; flies and an open pane if it fails."""
    plate(draw, (70, 90, 570, 400), "#e9edec", "#7b868b", 6, 8)
    draw.rectangle((94, 114, 546, 330), fill="#f8e9c9")
    for n in range(3):
        x = 130 + n * 146
        draw.ellipse((x, 210, x + 110, 300), fill=chance.choice(("#8f4f24", "#b4692f", "#6f3a1c")))
        draw.ellipse((x + 14, 220, x + 80, 250), fill="#c98a4a")
    if reading == FAIL:
        for _ in range(7):
            disc(draw, (chance.randint(120, 520), chance.randint(130, 300)), 6, INK)
    else:
        draw.polygon([(110, 120), (180, 120), (120, 320), (100, 320)], "#fdf6e3")
        draw.line((320, 114, 320, 330), fill="#7b868b", width=5)


def price_tags(draw: Draw, chance: random.Random, reading: str) -> None:
    """Draw heaps with price tags; tags without a price if it fails."""
    draw.rectangle((0, 330, 640, 480), fill="#8a6a45")
    for n in range(3):
        x = 120 + n * 200
        heap(draw, chance, x, 330, GREENS[(n * 2 + chance.randint(0, 1)) % len(GREENS)])
        plate(draw, (x - 66, 180, x + 66, 246), "#fdf3b0", "#c9a93b", 4, 6)
        writing(draw, chance, (x - 56, 190, x + 20, 206), 1)
        if reading != FAIL or n == 0:
            digits(draw, f"{chance.randint(2, 38)}.{chance.randint(1, 9)}", (x - 50, 210), 30, RED)


def aisle(draw: Draw, chance: random.Random, reading: str) -> None:
    """Draw an aisle to the exit with an extinguisher; crates stand in it if it fails."""
    draw.polygon([(250, 170), (390, 170), (600, 480), (40, 480)], "#a9adaa")
    draw.polygon([(0, 130), (250, 170), (40, 480), (0, 480)], "#7d8f6a")
    draw.polygon([(640, 130), (390, 170), (600, 480), (640, 480)], "#8f7d6a")
    plate(draw, (262, 100, 378, 140), "#1f9a57", "#136b3b", 3, 4)
    draw.polygon([(300, 126), (320, 108), (340, 126)], "#ffffff")
    plate(draw, (530, 250, 578, 340), RED, "#7a1f17", 4, 14)
    if reading == FAIL:
        for n in range(4):
            x, y = 200 + n % 2 * 120, 340 - n // 2 * 76
            plate(draw, (x, y, x + 112, y + 74), "#b98a54", "#7d5a31", 4)


def test_bench(draw: Draw, chance: random.Random, reading: str) -> None:
    """Draw a rapid-test bench: reader, tubes, cards; one card is red if it fails."""
    draw.rectangle((0, 340, 640, 480), fill="#dfe4e5")
    plate(draw, (60, 150, 270, 340), "#f1f3f2", "#7b868b", 4, 12)
    draw.rectangle((90, 180, 240, 250), fill="#234a63")
    for n in range(5):
        x = 320 + n * 54
        plate(draw, (x, 190, x + 26, 320), "#e6f1f4", "#8fa0a6", 3, 12)
        high = chance.randint(40, 90)
        draw.rectangle((x + 4, 316 - high, x + 22, 314), fill=chance.choice(("#d8e36a", "#8fc7e3")))
    draw.rectangle((306, 300, 600, 340), fill="#b98a54")
    for n in range(4):
        x = 90 + n * 130
        plate(draw, (x, 370, x + 90, 440), "#fdfdf8", "#9aa6a9", 3, 6)
        bad = reading == FAIL and n == 2
        disc(draw, (x + 45, 405), 18, RED if bad else "#dfe9f5", "#7b868b")


def bins(draw: Draw, chance: random.Random, reading: str) -> None:
    """Draw sorting bins with lids; one stands open and full over if it fails."""
    colours = ("#6b4a2f", "#3a3f42", "#2f6fb0", "#b5352d")
    for n, colour in enumerate(colours):
        x = 60 + n * 142
        draw.polygon([(x, 190), (x + 110, 190), (x + 96, 420), (x + 14, 420)], colour, INK)
        if reading == FAIL and n == 0:
            for _ in range(9):
                disc(draw, (x + chance.randint(0, 110), chance.randint(140, 196)), 18, "#7d8f3f")
        else:
            plate(draw, (x - 8, 166, x + 118, 194), colour, INK, 3, 8)
        disc(draw, (x + 55, 290), 26, "#f4f4f0", INK)


def pests(draw: Draw, chance: random.Random, reading: str) -> None:
    """Draw a corner with a rat guard and a lamp against flies; droppings if it fails."""
    draw.polygon([(0, 380), (640, 380), (640, 480), (0, 480)], "#9a948a")
    plate(draw, (90, 90, 330, 170), "#3a3f42", INK, 4, 8)
    draw.rectangle((110, 110, 310, 150), fill="#8f7fe8")
    plate(draw, (400, 60, 560, 380), "#6b5a46", "#3f3427", 5)
    draw.rectangle((392, 320, 568, 384), fill="#c3ccd0")
    if reading == FAIL:
        for _ in range(14):
            x, y = chance.randint(120, 380), chance.randint(396, 452)
            draw.ellipse((x, y, x + 16, y + 8), fill="#241c14")
        draw.ellipse((180, 356, 190, 366), fill=INK)
        arrow(draw, (70, 300), (170, 390))


def dirty_floor(draw: Draw, chance: random.Random, reading: str) -> None:
    """Draw floor and drain; leaves and a puddle if it fails."""
    for x in range(0, 640, 92):
        draw.line((320 + (x - 320) * 0.4, 170, x, 480), fill="#6f7779", width=3)
    plate(draw, (0, 300, 640, 352), "#596166", DARK, 3)
    for x in range(10, 640, 30):
        draw.rectangle((x, 310, x + 14, 342), fill="#2b3134")
    if reading == FAIL:
        draw.ellipse((120, 370, 470, 462), fill="#66777c")
        for _ in range(12):
            x, y = chance.randint(80, 540), chance.randint(280, 450)
            draw.ellipse((x, y, x + 40, y + 16), fill=chance.choice(("#5f8f3a", "#8f9a3a")))


def live_poultry(draw: Draw, chance: random.Random, reading: str) -> None:
    """Draw the stand where poultry was sold, empty; a cage with hens if it fails."""
    plate(draw, (120, 170, 520, 380), "#b9a27c", "#6d5a3c", 5)
    if reading == FAIL:
        for n in range(3):
            x = 190 + n * 120
            draw.ellipse((x - 44, 250, x + 44, 350), fill="#e9dfc9")
            disc(draw, (x + 30, 240), 22, "#e9dfc9", "#b9a27c")
            draw.polygon([(x + 50, 236), (x + 66, 244), (x + 50, 250)], YELLOW)
            draw.polygon([(x + 20, 222), (x + 40, 222), (x + 30, 204)], RED)
        for x in range(130, 520, 30):
            draw.line((x, 172, x, 378), fill="#59636a", width=4)
    else:
        stripes(draw, (120, 250, 520, 290))


SCENES = {
    "stall": ("hall", stall),
    "meat": ("hall", meat),
    "price_scale": ("hall", price_scale),
    "scale_seal": ("table", scale_seal),
    "cold_cabinet": ("hall", cold_cabinet),
    "cooked_food": ("hall", cooked_food),
    "price_tags": ("hall", price_tags),
    "aisle": ("hall", aisle),
    "test_bench": ("wall", test_bench),
    "bins": ("wall", bins),
    "pests": ("wall", pests),
    "dirty_floor": ("hall", dirty_floor),
    "live_poultry": ("hall", live_poultry),
}
