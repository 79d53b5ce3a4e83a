"""Draws a construction site: power, fire, boards, tools, materials, fence, and what is accepted."""

import random

from inspect_app.demo.drawings.shapes import (
    DARK,
    FAIL,
    INK,
    RED,
    STEEL,
    YELLOW,
    Draw,
    bar,
    cross,
    digits,
    disc,
    plate,
    stripes,
    writing,
)
from inspect_app.demo.drawings.structures import house


def power_box(draw: Draw, chance: random.Random, reading: str) -> None:
    """Draw a distribution box with open door; wires hang out of it if it fails."""
    draw.rectangle((300, 380, 316, 460), fill=DARK)
    draw.rectangle((440, 380, 456, 460), fill=DARK)
    plate(draw, (230, 60, 520, 390), "#e9891f", "#8f4f0a", 6)
    draw.polygon([(230, 60), (90, 100), (90, 420), (230, 390)], "#d77a18")
    draw.polygon([(160, 180), (196, 250), (124, 262)], YELLOW)
    plate(draw, (256, 88, 494, 362), "#d9dddd", "#6d777b", 3)
    for row in range(2):
        for n in range(4):
            x, y = 270 + n * 54, 112 + row * 110
            plate(draw, (x, y, x + 44, y + 74), "#f4f5f2", "#7b868b", 2, 4)
            draw.rectangle((x + 14, y + 18, x + 30, y + 46), fill="#2f363a")
    colours = ("#2c5fa8", "#a83232", "#c9a227", "#2d8a63")
    for n, colour in enumerate(colours):
        x = 300 + n * 50
        bar(draw, [(x, 320), (x + 6, 362), (x + chance.randint(-8, 8), 440)], colour, 8)
        if reading == FAIL:
            bar(draw, [(x, 190), (x - 90, 330 + n * 20), (120 + n * 30, 440)], colour, 7)


def helmet(draw: Draw, chance: random.Random, reading: str) -> None:
    """Draw a worker from behind: helmet, vest, harness; bareheaded if it fails."""
    x = 320 + chance.randint(-40, 40)
    draw.polygon([(x - 150, 480), (x - 110, 260), (x + 110, 260), (x + 150, 480)], "#e9771c")
    for dx in (-54, 54):
        bar(draw, [(x + dx, 262), (x + dx * 0.8, 480)], "#f4f3a8", 20)
    bar(draw, [(x - 100, 390), (x + 100, 390)], "#f4f3a8", 20)
    bar(draw, [(x - 90, 280), (x + 70, 470)], "#2b3a67", 12)
    bar(draw, [(x + 90, 280), (x - 70, 470)], "#2b3a67", 12)
    disc(draw, (x, 190), 66, "#c79a76", "#a37a58")
    if reading == FAIL:
        draw.pieslice((x - 68, 118, x + 68, 254), 180, 360, fill="#2a2320")
        return
    colour = chance.choice(("#f2c21a", "#d8412f", "#2f6fb0", "#f4f4f0"))
    draw.pieslice((x - 92, 84, x + 92, 268), 180, 360, fill=colour, outline=INK, width=3)
    draw.rounded_rectangle((x - 104, 168, x + 104, 186), 8, fill=colour, outline=INK, width=3)
    draw.rectangle((x - 10, 84, x + 10, 170), fill=colour, outline=INK, width=2)


def extinguisher(draw: Draw, chance: random.Random, reading: str) -> None:
    """Draw two extinguishers beside the sparks of hot work; only one is there if it fails."""
    for n in range(1 if reading == FAIL else 2):
        x = 120 + n * 130
        draw.rounded_rectangle((x - 46, 170, x + 46, 430), 34, fill=RED, outline="#7a1f17", width=4)
        draw.rectangle((x - 34, 250, x + 34, 330), fill="#f6f1e4")
        plate(draw, (x - 20, 134, x + 20, 176), INK, INK, 2, 4)
        bar(draw, [(x + 14, 150), (x + 64, 200), (x + 58, 320)], INK, 12)
    x = 470 + chance.randint(-20, 20)
    draw.rectangle((x - 120, 330, x + 130, 354), fill=STEEL)
    bar(draw, [(x + 70, 180), (x + 6, 318)], DARK, 14)
    disc(draw, (x, 326), 24, "#fff7cf", "#ffd45e")
    for _ in range(16):
        end = (x + chance.randint(-120, 120), 326 + chance.randint(-60, 120))
        bar(draw, [(x, 326), end], chance.choice(("#ffb52e", "#ff7a1f")), 3)


def danger_board(draw: Draw, chance: random.Random, reading: str) -> None:
    """Draw the board that names dangerous works; empty fields if it fails."""
    for x in (150, 490):
        draw.rectangle((x - 8, 330, x + 8, 450), fill=DARK)
    plate(draw, (80, 60, 560, 340), "#f6f7f3", "#2f6fb0", 8)
    stripes(draw, (88, 68, 552, 104), 64)
    draw.polygon([(110, 200), (190, 200), (150, 128)], YELLOW, INK)
    draw.rectangle((146, 150, 154, 178), fill=INK)
    for row in range(4):
        y = 126 + row * 50
        draw.rectangle((220, y, 540, y + 40), fill="#e3e9ec")
        if reading != FAIL:
            writing(draw, chance, (232, y + 10, 520, y + 34), 1)
    if reading != FAIL:
        digits(draw, f"2026-0{chance.randint(1, 9)}-1{chance.randint(0, 9)}", (100, 296), 15)


def supervision(draw: Draw, chance: random.Random, reading: str) -> None:
    """Draw two helmeted people with a plan at a building; nobody is there if it fails."""
    house(draw, chance, 330, 640)
    stripes(draw, (0, 396, 640, 418))
    if reading == FAIL:
        return
    for x, colour in ((150, "#d8412f"), (260, "#f4f4f0")):
        draw.polygon([(x - 44, 400), (x - 34, 250), (x + 34, 250), (x + 44, 400)], "#d9e04a")
        disc(draw, (x, 214), 30, "#c79a76", "#a37a58")
        draw.pieslice((x - 40, 168, x + 40, 250), 180, 360, fill=colour, outline=INK, width=3)
    draw.polygon([(170, 290), (252, 280), (258, 336), (176, 346)], "#eaf1f6", INK)


def materials(draw: Draw, chance: random.Random, reading: str) -> None:
    """Draw bundled bars and bags with a tag; the tag is gone if it fails."""
    for row in range(4):
        for n in range(7 - row):
            x, y = 60 + n * 42 + row * 21, 390 - row * 36
            disc(draw, (x, y), 20, "#8d7a6b", "#54473d")
    for n in range(6):
        x, y = 400 + n % 3 * 70 - n // 3 * 10, 330 + n // 3 * 54
        draw.rounded_rectangle(
            (x - 40, y, x + 40, y + 48), 14, fill="#cfc6b0", outline="#978d74", width=3
        )
    if reading != FAIL:
        bar(draw, [(180, 270), (200, 210)], INK, 4)
        plate(draw, (150, 90, 340, 216), "#fdfdf8", "#2f8f5a", 5, 6)
        writing(draw, chance, (168, 108, 320, 160), 2)
        digits(draw, f"2026-0{chance.randint(1, 9)}-2{chance.randint(0, 9)}", (168, 176), 21)
    else:
        cross(draw, (190, 300), 46)


def rejected(draw: Draw, chance: random.Random, reading: str) -> None:
    """Draw material fenced off with tape and a red sign, or nothing fenced if it fails."""
    materials(draw, chance, FAIL)
    if reading != FAIL:
        stripes(draw, (0, 220, 640, 252))
        stripes(draw, (0, 430, 640, 462))
        plate(draw, (240, 60, 400, 180), RED, "#7a1f17", 5, 6)
        draw.rectangle((262, 108, 378, 132), fill="#fdfdf8")


def tools(draw: Draw, chance: random.Random, reading: str) -> None:
    """Draw a circular saw with its guard; the guard is off if it fails."""
    plate(draw, (110, 290, 540, 330), "#8d979b", "#4a5357", 4)
    for x in (140, 490):
        draw.rectangle((x, 330, x + 24, 440), fill=DARK)
    disc(draw, (320, 290), 104, "#c9d1d4", "#4a5357")
    disc(draw, (320, 290), 20, DARK, INK)
    if reading != FAIL:
        draw.pieslice((196, 166, 444, 414), 180, 360, fill="#e9891f", outline="#8f4f0a", width=5)
    draw.rectangle((104, 292, 546, 334), fill="#8d979b")
    plate(draw, (440, 344, 540, 420), "#2f6f9f", "#1d4563", 4, 6)


def fence(draw: Draw, chance: random.Random, reading: str) -> None:
    """Draw the site's fence and gate with its boards; a panel is down if it fails."""
    for n in range(6):
        x = 10 + n * 106
        down = reading == FAIL and n == 3
        top = 300 if down else 150
        plate(draw, (x, top, x + 100, 390), "#3f8fb0", "#2a6580", 4)
        for line in range(3):
            draw.line((x + 24 * (line + 1), top, x + 24 * (line + 1), 390), "#357a97", 4)
    plate(draw, (36, 180, 186, 300), "#fdfdf8", "#2a6580", 4)
    writing(draw, chance, (54, 196, 170, 290), 4)
    draw.rectangle((560, 100, 576, 400), fill=DARK)


def finished(draw: Draw, chance: random.Random, reading: str) -> None:
    """Draw the finished house; stained and cracked if it fails."""
    draw.rectangle((120, 50, 520, 400), fill="#e3d9c6")
    draw.rectangle((110, 36, 530, 58), fill="#8c5b45")
    for y in range(80, 330, 80):
        for x in range(150, 500, 92):
            plate(draw, (x, y, x + 60, y + 54), "#9fc3d6", "#f6f4ee", 5)
    plate(draw, (286, 330, 354, 400), "#6b4a34", "#f6f4ee", 5)
    for x in (60, 570):
        draw.ellipse((x - 50, 290, x + 50, 390), fill="#5d8f52")
    if reading == FAIL:
        bar(draw, [(230, 60), (250, 150), (226, 230), (260, 330)], INK, 6)
        draw.ellipse((380, 180, 470, 300), fill="#b3a27c")


def stone_plate(draw: Draw, chance: random.Random, reading: str) -> None:
    """Draw the stone plate set into a wall; bare bricks if it fails."""
    for y in range(0, 400, 44):
        for x in range(-(y // 44 % 2) * 46, 640, 92):
            draw.rectangle(
                (x + 3, y + 3, x + 88, y + 40), fill=f"hsl(14, 34%, {chance.randint(44, 52)}%)"
            )
    if reading == FAIL:
        draw.rectangle((150, 110, 490, 310), outline="#e5352b", width=6)
        return
    plate(draw, (140, 100, 500, 320), "#4a4f52", "#2b3134", 5)
    draw.rectangle((220, 130, 420, 154), fill="#d8b65a")
    writing(draw, chance, (180, 184, 460, 270), 3, "#d8b65a")
    digits(draw, "2026", (270, 276), 28, "#d8b65a")


def water_test(draw: Draw, chance: random.Random, reading: str) -> None:
    """Draw a bathroom floor under water, for tightness; it drips below if it fails."""
    for y in range(0, 260, 60):
        for x in range(0, 640, 80):
            draw.rectangle((x + 2, y + 2, x + 76, y + 56), fill="#e9edec")
    draw.rectangle((0, 260, 640, 480), fill="#8fb6c2")
    for _ in range(6):
        x, y = chance.randint(20, 520), chance.randint(280, 450)
        draw.arc((x, y, x + 110, y + 26), 190, 350, fill="#dcecf0", width=4)
    disc(draw, (330, 390), 40, "#6f8e98", "#4d6670")
    if reading == FAIL:
        draw.ellipse((410, 60, 580, 210), fill="#b7a98a")


def meeting(draw: Draw, chance: random.Random, reading: str) -> None:
    """Draw five parties at a table, seen from behind; one chair is empty if it fails."""
    draw.polygon([(60, 230), (580, 230), (640, 350), (0, 350)], "#9c7a52")
    for n in range(5):
        x = 80 + n * 120
        plate(draw, (x - 40, 250, x + 40, 284), "#fdfdf8", "#c2c8c9", 2)
        plate(draw, (x - 50, 400, x + 50, 480), "#39464c", INK, 3, 10)
        if reading == FAIL and n == 3:
            continue
        draw.ellipse(
            (x - 58, 350, x + 58, 480), fill=chance.choice(("#3f5f86", "#6d3f3f", "#4a6b4f"))
        )
        disc(draw, (x, 340), 36, "#2a2320", "#1d1816")


SCENES = {
    "power_box": ("sky", power_box),
    "helmet": ("sky", helmet),
    "extinguisher": ("sky", extinguisher),
    "danger_board": ("sky", danger_board),
    "supervision": ("sky", supervision),
    "materials": ("sky", materials),
    "rejected": ("sky", rejected),
    "tools": ("sky", tools),
    "fence": ("sky", fence),
    "finished": ("sky", finished),
    "stone_plate": ("sky", stone_plate),
    "water_test": ("wall", water_test),
    "meeting": ("wall", meeting),
}
