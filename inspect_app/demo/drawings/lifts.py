"""Draws a lift: machine room, controller, ropes, car, landing door, shaft and pit."""

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
    "machine_room": ("machine_floor", machine_room),
    "thermometer": ("machine_floor", meter),
    "machine": ("machine_floor", machine),
    "brake": ("machine_floor", brake),
    "controller": ("machine_floor", controller),
    "rescue_tools": ("wall", rescue_tools),
    "ropes": ("shaft", ropes),
    "caliper": ("shaft", caliper),
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
    "pit": ("shaft", pit),
    "stop_switch": ("shaft", stop_switch),
    "limit_switch": ("shaft", limit_switch),
}
