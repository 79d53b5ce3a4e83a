"""Draws a lift's machine room, ropes, shaft and pit."""

import random

from inspect_app.demo.drawings.kitchens import meter
from inspect_app.demo.drawings.shapes import (
    DARK,
    FAIL,
    INK,
    RED,
    STEEL,
    YELLOW,
    Draw,
    arrow,
    bar,
    cross,
    digits,
    disc,
    plate,
    stripes,
    writing,
)


def machine_room(draw: Draw, chance: random.Random, reading: str) -> None:
    """Draw the machine with its sheave beside the cabinet; boxes in the way if it fails."""
    plate(draw, (60, 110, 220, 400), "#c6ced0", "#6d777b", 5)
    draw.line((140, 110, 140, 400), fill="#6d777b", width=4)
    draw.rectangle((84, 140, 122, 176), fill="#e9c93f")
    machine(draw, chance, "")
    stripes(draw, (0, 430, 640, 456))
    if reading == FAIL:
        for n in range(3):
            x, y = 70 + n * 84, 330 - n * 36
            plate(draw, (x, y, x + 104, y + 90), "#b98a54", "#7d5a31", 4)


def machine(draw: Draw, chance: random.Random, reading: str) -> None:
    """Draw the traction machine with sheave and ropes; oil below it if it fails."""
    x = 410 + chance.randint(-20, 20)
    draw.rectangle((x - 140, 356, x + 150, 390), fill=DARK)
    plate(draw, (x - 10, 200, x + 140, 352), "#4f7a5c", "#2e4a37", 4, 24)
    for n in range(5):
        draw.line((x + 14 + n * 26, 214, x + 14 + n * 26, 338), fill="#3c6147", width=6)
    disc(draw, (x - 60, 276), 84, STEEL, DARK)
    disc(draw, (x - 60, 276), 58, "#c9d1d4", DARK)
    disc(draw, (x - 60, 276), 20, DARK, INK)
    for n in range(4):
        draw.line((x - 140 + n * 9, 276, x - 140 + n * 9, 480), fill="#5b5348", width=4)
    if reading == FAIL:
        draw.ellipse((x - 60, 400, x + 170, 452), fill="#2b241a")


def brake(draw: Draw, chance: random.Random, reading: str) -> None:
    """Draw the brake's drum between two shoes; oil runs over it if it fails."""
    x, y = 320 + chance.randint(-24, 24), 240
    disc(draw, (x, y), 128, STEEL, DARK)
    disc(draw, (x, y), 92, "#c3ccd0", DARK)
    disc(draw, (x, y), 26, DARK, INK)
    for way in (-1, 1):
        inner, outer = x + way * 118, x + way * 168
        box = (min(inner, outer), y - 90, max(inner, outer), y + 90)
        plate(draw, box, "#b5352d", "#6f1f1a", 4, 10)
        draw.rectangle((inner - 8, y - 70, inner + 8, y + 70), fill="#5d4a32")
        bar(draw, [(x + way * 143, y - 90), (x + way * 90, y - 160)], DARK, 16)
    plate(draw, (x - 100, y - 190, x + 100, y - 146), "#39648f", "#223c56", 4, 8)
    if reading == FAIL:
        for n in range(5):
            start = x - 70 + n * 34
            bar(draw, [(start, y + 20), (start, y + chance.randint(90, 200))], "#3a2c16", 15)


def controller(draw: Draw, chance: random.Random, reading: str) -> None:
    """Draw an open cabinet: contactors, board, terminals; a red bridge if it fails."""
    plate(draw, (110, 20, 530, 460), "#dfe3e2", "#6d777b", 8)
    for n in range(5):
        x = 140 + n * 76
        plate(draw, (x, 50, x + 62, 130), "#2f363a", "#1a1f22", 3, 4)
        draw.rectangle((x + 14, 64, x + 48, 86), fill=chance.choice(("#e8e8e2", "#d9603a")))
    plate(draw, (140, 160, 400, 300), "#1f6b45", "#134a2f", 3)
    for _ in range(12):
        x, y = chance.randint(152, 370), chance.randint(170, 278)
        draw.rectangle((x, y, x + chance.randint(8, 22), y + 12), fill=INK)
    for n in range(4):
        disc(draw, (440, 178 + n * 34), 9, ("#3fd36b", "#3fd36b", RED, "#f2b90f")[n], INK)
    draw.rectangle((140, 350, 500, 392), fill="#bfae86")
    for n in range(14):
        x = 152 + n * 25
        disc(draw, (x, 371), 8, "#8d8464", "#5d573f")
        colour = chance.choice(("#2c5fa8", "#333333", "#a83232", "#c9a227"))
        bar(draw, [(x, 392), (x, 420), (x + chance.randint(-20, 20), 452)], colour, 5)
    if reading == FAIL:
        bar(draw, [(202, 366), (230, 322), (330, 322), (352, 366)], RED, 8)
        arrow(draw, (400, 270), (300, 316))


def ropes(draw: Draw, chance: random.Random, reading: str) -> None:
    """Draw traction ropes close by; broken wires stand out of one if it fails."""
    for n in range(4):
        x = 130 + n * 112 + chance.randint(-8, 8)
        draw.rectangle((x, 0, x + 52, 480), fill="#6b6152")
        draw.rectangle((x + 10, 0, x + 26, 480), fill="#8f8471")
        for y in range(-30, 480, 34):
            draw.line((x, y + 30, x + 52, y), fill="#463f35", width=5)
        if reading == FAIL and n == 1:
            for wire in range(6):
                y = 170 + wire * 24
                end = (x + 52 + chance.randint(24, 48), y - chance.randint(10, 40))
                bar(draw, [(x + 34, y), end], "#b78b5a", 4)


def caliper(draw: Draw, chance: random.Random, reading: str) -> None:
    """Draw a caliper that holds a rope, with its display."""
    x = 240 + chance.randint(-20, 20)
    draw.rectangle((x - 30, 0, x + 30, 480), fill="#6b6152")
    for y in range(-30, 480, 34):
        draw.line((x - 30, y + 30, x + 30, y), fill="#463f35", width=5)
    draw.rectangle((40, 296, 600, 336), fill="#d4dadb")
    for n in range(26):
        draw.line((60 + n * 20, 296, 60 + n * 20, 308 + n % 5 // 4 * 10), fill=INK, width=2)
    draw.polygon([(x - 78, 336), (x - 30, 336), (x - 30, 150), (x - 48, 150)], "#b7c0c3")
    draw.polygon([(x + 30, 336), (x + 90, 336), (x + 48, 150), (x + 30, 150)], "#b7c0c3")
    plate(draw, (x + 62, 264, x + 322, 372), "#2f363a", "#15191b", 3, 10)
    draw.rectangle((x + 80, 280, x + 304, 356), fill="#c2d0b2")
    digits(draw, reading, (x + 96, 290), 56)


def pit(draw: Draw, chance: random.Random, reading: str) -> None:
    """Draw the pit from above: buffers, ladder, lamp; water over its floor if it fails."""
    draw.polygon([(90, 150), (550, 150), (640, 480), (0, 480)], "#77736b")
    if reading == FAIL:
        draw.polygon([(60, 250), (580, 250), (640, 480), (0, 480)], "#46626b")
        for _ in range(5):
            x, y = chance.randint(60, 480), chance.randint(290, 440)
            draw.arc((x, y, x + 90, y + 24), 200, 340, fill="#8fb3bd", width=4)
    for x in (230, 410):
        draw.ellipse((x - 54, 356, x + 54, 396), fill="#4a4740")
        for n in range(6):
            y = 340 - n * 24
            draw.arc((x - 36, y - 18, x + 36, y + 18), 0, 360, fill="#d3a63a", width=8)
        draw.ellipse((x - 42, 196, x + 42, 224), fill="#2f3436")
    for n in range(6):
        draw.line((100, 60 + n * 56, 160, 60 + n * 56), fill="#c8b04a", width=8)
    for x in (100, 160):
        draw.line((x, 20, x, 380), fill="#c8b04a", width=8)
    disc(draw, (520, 80), 30, "#fff6c8", "#8f8658")
    stop_button(draw, 560, 220)


def stop_button(draw: Draw, x: int, y: int) -> None:
    """Draw a red mushroom button in a yellow box."""
    plate(draw, (x - 38, y - 52, x + 38, y + 52), YELLOW, "#8f6f0a", 4, 6)
    disc(draw, (x, y + 4), 26, RED, "#7a1f17")


def stop_switch(draw: Draw, chance: random.Random, reading: str) -> None:
    """Draw the inspection box on the car's top with its stop button."""
    plate(draw, (150, 70, 490, 420), "#e2c21f", "#8f6f0a", 6, 16)
    disc(draw, (260, 210), 66, RED, "#7a1f17")
    for n, colour in enumerate(("#2e8f4f", "#2f363a", "#2f363a")):
        disc(draw, (410, 130 + n * 90), 30, colour, INK)
    writing(draw, chance, (190, 320, 350, 390), 2, "#6b5a0c")
    bar(draw, [(320, 420), (320, 480)], INK, 22)
    if reading == FAIL:
        cross(draw, (260, 210), 44)


def limit_switch(draw: Draw, chance: random.Random, reading: str) -> None:
    """Draw a limit switch with its roller at the rail; the arm hangs if it fails."""
    y = 220 + chance.randint(-20, 20)
    plate(draw, (240, y - 90, 420, y + 90), "#3f6f9f", "#223c56", 5, 8)
    writing(draw, chance, (270, y - 50, 390, y + 30), 2, "#dfe8f0")
    end = (200, y + 170) if reading == FAIL else (150, y - 40)
    bar(draw, [(250, y), end], STEEL, 20)
    disc(draw, end, 32, "#222a2e", "#6d777b")
    bar(draw, [(330, y + 90), (330, 480)], INK, 14)


def rescue_tools(draw: Draw, chance: random.Random, reading: str) -> None:
    """Draw the hand wheel and the brake lever on hooks; one hook is bare if it fails."""
    x = 220 + chance.randint(-16, 16)
    disc(draw, (x, 200), 104, None, "#c9a227")
    for size in (100, 96, 92):
        disc(draw, (x, 200), size, None, "#e2b81c")
    for dx, dy in ((0, 96), (84, -48), (-84, -48)):
        bar(draw, [(x, 200), (x + dx, 200 + dy)], "#e2b81c", 16)
    disc(draw, (x, 200), 24, "#e2b81c", "#8f6f0a")
    disc(draw, (430, 70), 9, INK)
    if reading != FAIL:
        bar(draw, [(430, 74), (430, 320)], RED, 22)
        bar(draw, [(430, 320), (480, 350)], RED, 22)
    plate(draw, (506, 80, 606, 270), "#fdfdf8", "#b9c0c1", 3)
    writing(draw, chance, (520, 100, 594, 256), 7)


SCENES = {
    "machine_room": ("machine_floor", machine_room),
    "thermometer": ("machine_floor", meter),
    "machine": ("machine_floor", machine),
    "brake": ("machine_floor", brake),
    "controller": ("machine_floor", controller),
    "rescue_tools": ("wall", rescue_tools),
    "ropes": ("shaft", ropes),
    "caliper": ("shaft", caliper),
    "pit": ("shaft", pit),
    "stop_switch": ("shaft", stop_switch),
    "limit_switch": ("shaft", limit_switch),
}
