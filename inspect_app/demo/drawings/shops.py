"""Draws shops, units and streets: front, counter, lamp of the service desk, delivery, packing."""

import random

from inspect_app.demo.drawings.shapes import (
    DARK,
    FAIL,
    INK,
    RED,
    YELLOW,
    Draw,
    arrow,
    cross,
    digits,
    disc,
    plate,
    writing,
)


def shop_front(draw: Draw, chance: random.Random, reading: str) -> None:
    """Draw a shop's front with sign, window and door; its sign is gone if it fails."""
    if reading != FAIL:
        plate(draw, (60, 90, 580, 160), f"hsl({chance.randint(0, 359)}, 48%, 42%)", INK, 4)
        for n in range(4):
            disc(draw, (170 + n * 100, 125), 22, "#fdf3d0", "#c9a93b")
    plate(draw, (80, 180, 380, 400), "#a9cbd9", "#f4f4f0", 8)
    for n in range(3):
        plate(draw, (110 + n * 86, 290, 170 + n * 86, 390), "#b98a54", "#7d5a31", 3)
        disc(draw, (140 + n * 86, 270), 24, f"hsl({chance.randint(0, 359)}, 45%, 58%)")
    plate(draw, (420, 180, 550, 402), "#6b4a34", "#f4f4f0", 8)
    draw.rectangle((440, 200, 530, 300), fill="#a9cbd9")
    disc(draw, (532, 320), 8, YELLOW)


def counter(draw: Draw, chance: random.Random, reading: str) -> None:
    """Draw a service desk with a sign and a phone number; unmanned and bare if it fails."""
    draw.rectangle((70, 280, 570, 420), fill="#9c6b3c")
    draw.rectangle((54, 262, 586, 288), fill="#c99a63")
    if reading == FAIL:
        return
    plate(draw, (200, 90, 440, 180), "#2f6fb0", "#1d4563", 4, 8)
    digits(draw, "12315", (222, 108), 54, "#ffffff")
    disc(draw, (320, 226), 30, "#c79a76", "#a37a58")
    plate(draw, (120, 210, 190, 262), "#fdfdf8", "#b9c0c1", 3)
    writing(draw, chance, (130, 220, 180, 256), 3)
    plate(draw, (470, 214, 540, 262), DARK, INK, 3, 6)


def pledge(draw: Draw, chance: random.Random, reading: str) -> None:
    """Draw the promise on the wall with its medal."""
    x = 320 + chance.randint(-30, 30)
    plate(draw, (x - 210, 50, x + 210, 350), "#b5352d", "#7a1f17", 5)
    plate(draw, (x - 190, 70, x + 190, 330), "#fff7e6", "#d8b65a", 3)
    draw.rectangle((x - 110, 94, x + 110, 116), fill=RED)
    writing(draw, chance, (x - 160, 142, x + 160, 256), 5)
    disc(draw, (x + 130, 286), 34, "#e2b81c", "#8f6f0a")
    disc(draw, (x + 130, 286), 22, "#f4d75a", "#8f6f0a")
    if reading == FAIL:
        cross(draw, (x - 80, 290), 30)


def goods(draw: Draw, chance: random.Random, reading: str) -> None:
    """Draw goods on shelves; an arrow shows the one that is over its day if it fails."""
    for row in range(3):
        y = 130 + row * 120
        draw.rectangle((40, y, 600, y + 14), fill="#7f6a4e")
        for n in range(6):
            x = 62 + n * 90
            high = chance.randint(54, 88)
            colour = f"hsl({chance.randint(0, 359)}, 40%, 54%)"
            plate(draw, (x, y - high, x + 62, y), colour, INK, 2, 6)
            draw.rectangle((x + 8, y - high + 18, x + 54, y - high + 36), fill="#f5f5ee")
    if reading == FAIL:
        arrow(draw, (400, 60), (330, 170))


def bulk(draw: Draw, chance: random.Random, reading: str) -> None:
    """Draw loose food in bins with lids and labels; lids off if it fails."""
    for n in range(3):
        x = 60 + n * 186
        plate(draw, (x, 200, x + 160, 390), "#dfe6e8", "#7b868b", 5, 8)
        colour = chance.choice(("#d9a85c", "#8f5a2c", "#e9d9a8", "#a83a2c"))
        draw.rectangle((x + 10, 240, x + 150, 380), fill=colour)
        if reading != FAIL:
            draw.polygon(
                [(x - 6, 200), (x + 166, 200), (x + 140, 150), (x + 20, 150)], "#f4f8f9", INK
            )
            plate(draw, (x + 40, 300, x + 120, 360), "#fdfdf8", "#9aa6a9", 3)
            writing(draw, chance, (x + 48, 310, x + 112, 352), 3)


def delivery_box(draw: Draw, chance: random.Random, reading: str) -> None:
    """Draw an open delivery box with meals and a probe's display."""
    plate(draw, (90, 150, 550, 430), "#2f7fb0", "#1d4f6f", 8, 10)
    draw.polygon([(90, 150), (550, 150), (500, 80), (140, 80)], "#c9d5da", INK)
    draw.rectangle((120, 170, 520, 300), fill="#24303a")
    for n in range(3):
        plate(draw, (134 + n * 130, 190, 244 + n * 130, 290), "#f1e9d8", "#b9a98a", 3, 8)
    plate(draw, (200, 324, 440, 410), "#14201c", INK, 3, 8)
    shown = reading if reading[:1] in set("0123456789-") else ""
    digits(draw, shown, (226, 340), 54, "#7ff0c0")
    if reading == FAIL:
        draw.ellipse((150, 210, 260, 280), fill="#6b5a2f")


def packing(draw: Draw, chance: random.Random, reading: str) -> None:
    """Draw a packed meal with its seal over the edge; the seal is torn if it fails."""
    draw.polygon([(150, 140), (490, 140), (460, 430), (180, 430)], "#d8b98a", INK)
    draw.polygon([(150, 140), (490, 140), (470, 90), (170, 90)], "#c9a674", INK)
    colour = chance.choice(("#2d8a63", "#d8412f", "#2f6fb0"))
    if reading == FAIL:
        draw.polygon([(270, 90), (370, 90), (352, 150), (320, 128), (288, 152)], colour)
        draw.polygon([(284, 200), (320, 176), (356, 202), (370, 250), (270, 250)], colour)
    else:
        plate(draw, (270, 80, 370, 250), colour, "#f4f4f0", 4)
        disc(draw, (320, 166), 30, "#f4f4f0", colour)
    writing(draw, chance, (210, 290, 430, 390), 4, "#8f744c")


def entrance(draw: Draw, chance: random.Random, reading: str) -> None:
    """Draw an entrance with its ramp; a step and no ramp if it fails."""
    plate(draw, (230, 120, 410, 380), "#a9cbd9", "#59636a", 8)
    draw.line((320, 120, 320, 380), fill="#59636a", width=6)
    draw.rectangle((150, 380, 490, 420), fill="#b9b4a8")
    if reading != FAIL:
        draw.polygon([(490, 380), (640, 440), (640, 460), (490, 420)], "#cfc9ba")
        draw.line((490, 330, 640, 392), fill=DARK, width=6)
        plate(draw, (90, 180, 170, 260), "#2f6fb0", "#1d4563", 3, 6)
        disc(draw, (130, 202), 9, "#ffffff", "#ffffff")
        draw.arc((112, 212, 150, 250), 330, 200, fill="#ffffff", width=6)


def street_gate(draw: Draw, chance: random.Random, reading: str) -> None:
    """Draw the gate of a demonstration street with its shops behind."""
    for n in range(4):
        x = n * 164
        plate(draw, (x + 8, 180, x + 152, 400), f"hsl({chance.randint(10, 40)}, 34%, 58%)", INK, 3)
        draw.rectangle((x + 24, 196, x + 136, 226), fill=f"hsl({chance.randint(0, 359)}, 44%, 44%)")
        draw.rectangle((x + 40, 260, x + 120, 400), fill="#a9cbd9")
    for x in (70, 550):
        draw.rectangle((x - 18, 70, x + 18, 440), fill="#8f2f26")
    draw.polygon([(10, 70), (630, 70), (570, 24), (70, 24)], "#4a5a63")
    plate(draw, (200, 74, 440, 140), "#8f2f26", "#d8b65a", 5)
    for n in range(4):
        draw.rectangle((226 + n * 52, 90, 258 + n * 52, 124), fill="#f0d78a")


def vendor(draw: Draw, chance: random.Random, reading: str) -> None:
    """Draw the pavement before a school gate, clear; a cart stands there if it fails."""
    plate(draw, (120, 140, 520, 400), "#b9c7cd", "#59636a", 6)
    for x in range(150, 520, 36):
        draw.line((x, 146, x, 396), fill="#59636a", width=5)
    if reading == FAIL:
        plate(draw, (220, 280, 460, 400), "#d8902f", "#8f5a14", 5)
        draw.polygon([(200, 220), (480, 220), (440, 170), (240, 170)], RED)
        for x in (256, 424):
            disc(draw, (x, 418), 30, DARK, INK)


SCENES = {
    "shop_front": ("street", shop_front),
    "counter": ("wall", counter),
    "pledge": ("wall", pledge),
    "goods": ("wall", goods),
    "bulk": ("wall", bulk),
    "delivery_box": ("wall", delivery_box),
    "packing": ("table", packing),
    "entrance": ("street", entrance),
    "street_gate": ("street", street_gate),
    "vendor": ("street", vendor),
}
