"""Draws a lift's car and doors: panel, light, sill, lock, door edge."""

import random

from inspect_app.demo.drawings.shapes import (
    DARK,
    FAIL,
    INK,
    RED,
    YELLOW,
    Draw,
    arrow,
    bar,
    digits,
    disc,
    plate,
    writing,
)


def car_panel(draw: Draw, chance: random.Random, reading: str) -> None:
    """Draw the car's panel with buttons beside its notice; the notice is gone if it fails."""
    plate(draw, (90, 30, 280, 450), "#b7bfc3", "#7b868b", 4, 8)
    draw.rectangle((120, 56, 250, 112), fill="#15191b")
    digits(draw, str(chance.randint(1, 18)), (160, 64), 40, "#ff6a3d")
    for n in range(10):
        x, y = 146 + n % 2 * 78, 154 + n // 2 * 44
        disc(draw, (x, y), 17, "#e8ecec", "#7b868b")
    disc(draw, (146, 396), 20, YELLOW, "#8f6f0a")
    disc(draw, (224, 396), 20, RED, "#7a1f17")
    if reading == FAIL:
        draw.rectangle((340, 80, 540, 380), outline="#8d979b", width=4)
        return
    plate(draw, (340, 60, 550, 300), "#fdfdf8", "#c2c8c9", 3)
    draw.rectangle((340, 60, 550, 100), fill="#2f6fb0")
    writing(draw, chance, (360, 120, 530, 286), 6)
    plate(draw, (340, 326, 550, 410), "#fff3c9", "#c9a93b", 3)
    digits(draw, "8000-0000", (362, 352), 28, RED)


def intercom(draw: Draw, chance: random.Random, reading: str) -> None:
    """Draw the alarm button with speaker and lamp; the lamp is dark if nobody answers."""
    x = 320 + chance.randint(-30, 30)
    plate(draw, (x - 150, 40, x + 150, 440), "#c3cbce", "#7b868b", 5, 10)
    for row in range(5):
        for n in range(7):
            draw.ellipse((x - 90 + n * 28, 80 + row * 22, x - 80 + n * 28, 90 + row * 22), INK)
    disc(draw, (x, 310), 66, YELLOW, "#8f6f0a")
    draw.polygon([(x - 34, 330), (x + 34, 330), (x + 22, 280), (x - 22, 280)], INK)
    disc(draw, (x, 340), 9, INK)
    disc(draw, (x + 100, 230), 14, "#5d6467" if reading == FAIL else "#3fd36b", "#3b4447")


def dark_car(draw: Draw, chance: random.Random, reading: str) -> None:
    """Draw the car without mains: the emergency lamp is on, or not if it fails."""
    draw.rectangle((0, 0, 640, 480), fill="#1d2224")
    draw.polygon([(120, 90), (520, 90), (600, 480), (40, 480)], "#2a3134")
    if reading != FAIL:
        draw.polygon([(270, 70), (370, 70), (520, 480), (120, 480)], "#4b4a3a")
        draw.rounded_rectangle((250, 40, 390, 76), 10, fill="#fff3b8")
    else:
        draw.rounded_rectangle((250, 40, 390, 76), 10, fill="#3b4346")
    draw.line((320, 90, 320, 480), fill="#161a1c", width=5)


def doors(draw: Draw, chance: random.Random, reading: str) -> None:
    """Draw a landing door with its frame; it stands open if it fails."""
    gap = 70 if reading == FAIL else 4
    draw.rectangle((90, 30, 550, 450), fill="#59636a")
    draw.rectangle((118, 60, 522, 450), fill="#20262a")
    for x1, x2 in ((118, 320 - gap), (320 + gap, 522)):
        draw.rectangle((x1, 60, x2, 450), fill="#b4bdc1")
        draw.rectangle((x1 + 12, 60, x1 + 34, 450), fill="#c9d1d4")
    draw.rectangle((60, 446, 580, 480), fill="#7d7466")
    plate(draw, (566, 200, 606, 290), "#c9d1d4", "#6d777b", 3, 4)
    draw.polygon([(576, 240), (596, 240), (586, 218)], RED)
    draw.rectangle((270, 36, 370, 56), fill="#15191b")
    digits(draw, str(chance.randint(1, 9)), (312, 38), 16, "#ff6a3d")


def sill(draw: Draw, chance: random.Random, reading: str) -> None:
    """Draw both sills with a steel rule between them, and what is read off."""
    step = chance.randint(14, 26)
    draw.rectangle((0, 0, 640, 230), fill="#8d8374")
    draw.rectangle((0, 230, 640, 262), fill="#aeb7bb")
    draw.rectangle((0, 262, 640, 296), fill="#15191b")
    draw.rectangle((0, 296 + step, 640, 330 + step), fill="#aeb7bb")
    draw.rectangle((0, 330 + step, 640, 480), fill="#6c7478")
    rule(draw, 270 + chance.randint(-40, 40), 60, 420)
    tell_off(draw, reading)


def rule(draw: Draw, x: int, top: int, bottom: int) -> None:
    """Draw an upright steel rule."""
    plate(draw, (x, top, x + 74, bottom), "#eef0ec", "#8d979b", 3)
    for n, y in enumerate(range(top + 14, bottom - 8, 12)):
        draw.line((x, y, x + (34 if n % 5 == 0 else 18), y), fill=INK, width=2)
        if n % 10 == 5:
            digits(draw, str(n // 10), (x + 44, y - 8), 22)


def tell_off(draw: Draw, reading: str) -> None:
    """Draw a slip of paper with the number that was read, as inspectors lay it in the picture."""
    if reading[:1].isdigit() or reading[:1] == "-":
        plate(draw, (430, 60, 600, 160), "#fff7d1", "#c9b36a", 3)
        digits(draw, reading, (452, 82), 56, "#1f4f9e")


def lock(draw: Draw, chance: random.Random, reading: str) -> None:
    """Draw the hook of a landing door's lock in its keeper, with a gauge."""
    plate(draw, (60, 60, 390, 200), "#c6ced0", "#6d777b", 4)
    plate(draw, (220, 200, 360, 420), "#b9c2c5", "#6d777b", 4)
    draw.polygon([(90, 240), (290, 240), (290, 320), (256, 320), (256, 286), (90, 286)], DARK)
    disc(draw, (112, 262), 16, "#e0e5e6", INK)
    draw.rectangle((244, 300, 268, 340), fill=YELLOW)
    bar(draw, [(268, 320), (420, 350), (560, 330)], "#d98a2b", 22)
    tell_off(draw, reading)
    if reading == FAIL:
        arrow(draw, (170, 420), (270, 330))


def feeler(draw: Draw, chance: random.Random, reading: str) -> None:
    """Draw a wedge gauge in the gap between two door leaves."""
    gap = chance.randint(16, 24)
    draw.rectangle((0, 0, 300, 480), fill="#b4bdc1")
    draw.rectangle((300, 0, 300 + gap, 480), fill="#14181a")
    draw.rectangle((300 + gap, 0, 640, 480), fill="#a6b0b4")
    y = 250 + chance.randint(-30, 30)
    draw.polygon([(300, y), (300 + gap, y - 14), (580, y - 70), (580, y + 60)], "#e6e9e5")
    for n in range(9):
        x = 350 + n * 24
        draw.line((x, y - 10 - n * 5, x, y + 6 + n * 4), fill=INK, width=3)
    tell_off(draw, reading)


def door_edge(draw: Draw, chance: random.Random, reading: str) -> None:
    """Draw the light curtain at the car door's edge; its lamps are dark if it fails."""
    draw.rectangle((0, 0, 190, 480), fill="#b4bdc1")
    draw.rectangle((470, 0, 640, 480), fill="#a6b0b4")
    draw.rectangle((190, 0, 470, 480), fill="#39424a")
    for x in (170, 450):
        draw.rectangle((x, 0, x + 36, 480), fill="#15191b")
        for y in range(30, 470, 44):
            disc(draw, (x + 18, y), 8, "#4a4f52" if reading == FAIL else "#ff5a3c", "#0c0f10")
    if reading != FAIL:
        for y in range(30, 470, 88):
            draw.line((206, y, 450, y + chance.randint(-30, 30)), fill="#8f3a34", width=3)


def overload(draw: Draw, chance: random.Random, reading: str) -> None:
    """Draw the car's display with the overload lamp, lit as it should be."""
    plate(draw, (130, 70, 510, 410), "#b7bfc3", "#7b868b", 5, 10)
    draw.rectangle((170, 110, 470, 240), fill="#15191b")
    if reading != FAIL:
        draw.polygon([(320, 124), (370, 224), (270, 224)], YELLOW)
        draw.rectangle((314, 154, 326, 194), fill=INK)
        draw.rectangle((314, 202, 326, 214), fill=INK)
    for n in range(3):
        disc(draw, (220 + n * 100, 320), 36, "#e8ecec", "#7b868b")


def car_inside(draw: Draw, chance: random.Random, reading: str) -> None:
    """Draw the car from its door; planks and a lamp that nobody approved if it fails."""
    draw.polygon([(150, 70), (490, 70), (490, 380), (150, 380)], "#c6ced2")
    draw.polygon([(0, 0), (150, 70), (150, 380), (0, 480)], "#aab4b8")
    draw.polygon([(640, 0), (490, 70), (490, 380), (640, 480)], "#aab4b8")
    draw.polygon([(0, 480), (150, 380), (490, 380), (640, 480)], "#8f8778")
    draw.rectangle((240, 20, 400, 46), fill="#fdf8dc")
    draw.line((150, 250, 490, 250), fill="#7b868b", width=8)
    plate(draw, (520, 150, 570, 340), "#dfe4e5", "#7b868b", 3, 4)
    if reading == FAIL:
        for n in range(5):
            plate(draw, (160 + n * 66, 90, 220 + n * 66, 370), "#9c6b3c", "#6b4724", 3)


SCENES = {
    "car_panel": ("steel", car_panel),
    "intercom": ("steel", intercom),
    "dark_car": ("steel", dark_car),
    "overload": ("steel", overload),
    "door_edge": ("steel", door_edge),
    "car_inside": ("steel", car_inside),
    "doors": ("wall", doors),
    "sill": ("steel", sill),
    "lock": ("steel", lock),
    "feeler": ("steel", feeler),
}
