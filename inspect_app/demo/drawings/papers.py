"""Draws what is read: licences, records, reports, notice boards, name plates, pages on a phone."""

import random

from inspect_app.demo.drawings.shapes import (
    FAIL,
    INK,
    PAPER,
    RED,
    Draw,
    cross,
    digits,
    disc,
    plate,
    seal,
    writing,
)


def certificate(draw: Draw, chance: random.Random, reading: str) -> None:
    """Draw a framed licence with a seal; a cross if it is out of date."""
    x, y = 320 + chance.randint(-40, 40), 220 + chance.randint(-20, 20)
    draw.rectangle((x - 190, y - 140, x + 190, y + 140), fill="#8a6a3c")
    draw.rectangle((x - 174, y - 124, x + 174, y + 124), fill=PAPER)
    disc(draw, (x, y - 88), 22, RED, RED)
    draw.rectangle((x - 90, y - 56, x + 90, y - 40), fill=INK)
    writing(draw, chance, (x - 140, y - 18, x + 130, y + 100), 5)
    seal(draw, (x + 110, y + 74), 34)
    if reading == FAIL:
        cross(draw, (x - 90, y + 60), 34)


def record(draw: Draw, chance: random.Random, reading: str) -> None:
    """Draw a form with a table, signed in its last column; one row unsigned if it fails."""
    left, top = 120 + chance.randint(-30, 30), 30 + chance.randint(-12, 12)
    plate(draw, (left, top, left + 400, top + 420), PAPER, "#b9b4a2", 3)
    draw.rectangle((left + 110, top + 22, left + 290, top + 40), fill=INK)
    missing = chance.randint(2, 5) if reading == FAIL else -1
    for row in range(8):
        y = top + 66 + row * 40
        draw.line((left + 24, y, left + 376, y), fill="#8a8f8d", width=2)
        writing(draw, chance, (left + 36, y + 14, left + 150, y + 36), 1)
        writing(draw, chance, (left + 180, y + 14, left + 262, y + 36), 1)
        if row == missing:
            cross(draw, (left + 324, y + 20), 15)
        elif row < 7:
            sign(draw, chance, left + 296, y + 12)
    for x in (24, 166, 280, 376):
        draw.line((left + x, top + 66, left + x, top + 346), fill="#8a8f8d", width=2)
    if reading[:1].isdigit():
        digits(draw, reading, (left + 190, top + 362), 38, "#1f4f9e")


def sign(draw: Draw, chance: random.Random, left: float, top: float) -> None:
    """Draw a hasty signature in blue."""
    points = [(left + n * 11, top + chance.randint(0, 20)) for n in range(6)]
    draw.line(points, fill="#1f4f9e", width=3, joint="curve")


def report(draw: Draw, chance: random.Random, reading: str) -> None:
    """Draw a report's last page with its seal and its day."""
    left, top = 130 + chance.randint(-30, 30), 26 + chance.randint(-10, 10)
    plate(draw, (left - 12, top + 14, left + 372, top + 436), "#dcd8c8", "#b9b4a2", 2)
    plate(draw, (left, top, left + 384, top + 420), PAPER, "#b9b4a2", 3)
    draw.rectangle((left + 92, top + 30, left + 292, top + 52), fill=INK)
    writing(draw, chance, (left + 40, top + 84, left + 344, top + 262), 7)
    seal(draw, (left + 262, top + 336), 56)
    day = reading if reading[:1].isdigit() else ""
    digits(draw, day, (left + 46, top + 340), 30)
    if not day:
        writing(draw, chance, (left + 46, top + 320, left + 200, top + 380), 2)
    if reading == FAIL:
        cross(draw, (left + 262, top + 336), 40)


def tag(draw: Draw, chance: random.Random, reading: str) -> None:
    """Draw the inspection tag in a lift's car: a blue head, a code, the day of the next one."""
    left, top = 150 + chance.randint(-30, 30), 50 + chance.randint(-16, 16)
    plate(draw, (left, top, left + 340, top + 370), "#fdfdf8", "#3b6ea5", 6, 10)
    draw.rectangle((left + 6, top + 6, left + 334, top + 76), fill="#2f6fb0")
    draw.rectangle((left + 70, top + 30, left + 270, top + 52), fill="#f4f7fa")
    code(draw, chance, (left + 30, top + 100), 108)
    writing(draw, chance, (left + 166, top + 104, left + 310, top + 206), 4)
    draw.line((left + 24, top + 234, left + 316, top + 234), fill="#3b6ea5", width=3)
    writing(draw, chance, (left + 30, top + 252, left + 150, top + 280), 1, INK)
    digits(draw, reading or "2027-08-30", (left + 30, top + 296), 37)


def code(draw: Draw, chance: random.Random, at: tuple[float, float], size: float) -> None:
    """Draw something like a QR code, that leads nowhere."""
    left, top = at
    cell = size / 9
    draw.rectangle((left, top, left + size, top + size), fill="#ffffff")
    for n in range(81):
        if chance.random() < 0.45:
            x, y = left + n % 9 * cell, top + n // 9 * cell
            draw.rectangle((x, y, x + cell, y + cell), fill=INK)
    for x, y in ((0, 0), (6, 0), (0, 6)):
        box = (left + x * cell, top + y * cell, left + (x + 3) * cell, top + (y + 3) * cell)
        plate(draw, box, "#ffffff", INK, int(cell * 0.8))


def name_plate(draw: Draw, chance: random.Random, reading: str) -> None:
    """Draw a maker's plate of metal, riveted at its corners."""
    x, y = 320 + chance.randint(-30, 30), 220 + chance.randint(-20, 20)
    plate(draw, (x - 220, y - 130, x + 220, y + 130), "#c9cfd1", "#7d878b", 5, 12)
    for dx in (-200, 200):
        for dy in (-110, 110):
            disc(draw, (x + dx, y + dy), 8, "#8b959a", "#5b6468")
    draw.rectangle((x - 110, y - 104, x + 110, y - 78), fill=INK)
    for row in range(4):
        top = y - 52 + row * 40
        writing(draw, chance, (x - 180, top, x - 70, top + 34), 1)
        writing(draw, chance, (x - 40, top, x + 170, top + 34), 1, INK)
    if reading == FAIL:
        cross(draw, (x + 120, y), 46)


def board(draw: Draw, chance: random.Random, reading: str) -> None:
    """Draw a notice board with eight sheets of paper; three are gone if it fails."""
    draw.rectangle((80, 40, 570, 330), fill="#2f6d4f", outline="#d9d2c0", width=12)
    gone = set(chance.sample(range(8), 3)) if reading == FAIL else set()
    for n in range(8):
        x, y = 104 + n % 4 * 114, 62 + n // 4 * 124
        if n in gone:
            draw.rectangle((x, y, x + 96, y + 108), outline="#588f74", width=3)
            continue
        draw.rectangle((x, y, x + 96, y + 108), chance.choice(("#fbfbf6", "#fff3c9", "#e5f0fb")))
        draw.rectangle((x + 18, y + 10, x + 78, y + 18), fill=INK)
        writing(draw, chance, (x + 12, y + 32, x + 84, y + 100), 4)


def page(draw: Draw, chance: random.Random, reading: str) -> None:
    """Draw a page on a phone's screen: a head, a picture, rows; empty rows if it fails."""
    draw.rounded_rectangle((196, 6, 444, 474), 30, fill="#15191b")
    draw.rectangle((208, 34, 432, 446), fill="#fbfbfa")
    draw.rectangle((208, 34, 432, 84), fill=chance.choice(("#2f6fb0", "#d8602f", "#2d8a63")))
    draw.rectangle((226, 52, 330, 66), fill="#ffffff")
    draw.rectangle((222, 98, 418, 196), fill=f"hsl({chance.randint(15, 45)}, 45%, 66%)")
    disc(draw, (320, 148), 36, "#fdfbf4", "#c8b89a")
    for row in range(4):
        y = 212 + row * 58
        plate(draw, (222, y, 418, y + 48), "#ffffff", "#d6dadb", 2, 4)
        if reading != FAIL:
            draw.rectangle(
                (230, y + 8, 262, y + 40), fill=f"hsl({chance.randint(0, 359)}, 35%, 62%)"
            )
            writing(draw, chance, (274, y + 10, 400, y + 44), 2)


def label(draw: Draw, chance: random.Random, reading: str) -> None:
    """Draw a hand that holds a packet up, with its label and day."""
    draw.polygon([(40, 480), (120, 330), (300, 330), (330, 480)], "#e3b793")
    x, y = 320 + chance.randint(-30, 30), 210
    hue = chance.randint(0, 359)
    plate(draw, (x - 150, y - 180, x + 150, y + 170), f"hsl({hue}, 42%, 56%)", INK, 3, 14)
    plate(draw, (x - 116, y - 70, x + 116, y + 130), "#fdfdf8", "#999f9f", 2)
    draw.rectangle((x - 70, y - 150, x + 70, y - 110), fill=f"hsl({hue}, 30%, 86%)")
    writing(draw, chance, (x - 96, y - 50, x + 96, y + 40), 3)
    digits(draw, "2021-08-14" if reading == FAIL else "2027-03-28", (x - 100, y + 76), 26)
    draw.rounded_rectangle((x - 196, y + 20, x - 126, y + 70), 24, fill="#e3b793")


SCENES = {
    "certificate": ("wall", certificate),
    "record": ("table", record),
    "report": ("table", report),
    "tag": ("steel", tag),
    "name_plate": ("machine_floor", name_plate),
    "notices": ("wall", board),
    "page": ("table", page),
    "label": ("table", label),
}
