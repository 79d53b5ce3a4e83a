"""Draws a canteen's kitchen: what shows it, its stoves, meters, samples and clean dishes."""

import random

from inspect_app.demo.drawings.shapes import FAIL, WIDTH, Draw, arrow, cross, plate, writing
from inspect_app.demo.drawings.strokes import draw_reading

INK_EDGE = "#3b4346"


def centre(chance: random.Random) -> tuple[int, int]:
    """Return a random point near the middle of the wall."""
    return WIDTH // 2 + chance.randint(-60, 60), 215 + chance.randint(-30, 30)


def face(draw: Draw, chance: random.Random, reading: str) -> None:
    """Draw the posted grade: green smiles, yellow is neutral, red frowns."""
    x, y = centre(chance)
    colours = {"green": "#2e9e5b", "yellow": "#e8b21c", "red": "#cc3d35"}
    draw.rectangle((x - 140, y - 140, x + 140, y + 140), fill="#f5f5f0", outline="#777", width=4)
    draw.ellipse((x - 105, y - 105, x + 105, y + 105), fill=colours.get(reading, "#9aa3a5"))
    for side in (-42, 42):
        draw.ellipse((x + side - 13, y - 42, x + side + 13, y - 12), fill="#20282a")
    box = (x - 55, y - 20, x + 55, y + 60)
    if reading == "green":
        draw.arc(box, 15, 165, fill="#20282a", width=9)
    elif reading == "red":
        draw.arc((x - 55, y + 25, x + 55, y + 105), 195, 345, fill="#20282a", width=9)
    else:
        draw.line((x - 50, y + 45, x + 50, y + 45), fill="#20282a", width=9)


def window(draw: Draw, chance: random.Random, reading: str) -> None:
    """Draw a kitchen behind glass; fogged if it fails."""
    draw.rectangle((60, 60, 580, 330), fill="#3c4a50", outline="#dfe5e4", width=14)
    for n in range(4):
        x = 120 + n * 118 + chance.randint(-14, 14)
        draw.ellipse((x, 120, x + 46, 166), fill="#f3e3d2")
        draw.rectangle((x - 16, 166, x + 62, 270), fill="#fafafa")
        draw.rectangle((x - 2, 104, x + 48, 130), fill="#ffffff")
    draw.rectangle((74, 262, 566, 316), fill="#a8b3b6")
    draw.line((320, 60, 320, 330), fill="#dfe5e4", width=8)
    if reading == FAIL:
        for _ in range(60):
            x, y, r = chance.randint(70, 540), chance.randint(66, 300), chance.randint(24, 60)
            draw.ellipse((x - r, y - r, x + r, y + r), fill="#cfd6d6")
        draw.rectangle((60, 60, 580, 330), outline="#dfe5e4", width=14)


def kitchen(draw: Draw, chance: random.Random, reading: str) -> None:
    """Draw stoves, pots and a chopping board."""
    draw.polygon([(180, 0), (460, 0), (540, 90), (100, 90)], "#aab4b6")
    draw.rectangle((60, 250, 580, 350), fill="#8d989c")
    for n in range(3):
        x = 96 + n * 164 + chance.randint(-16, 16)
        high = chance.randint(60, 110)
        draw.rectangle((x, 250 - high, x + 110, 250), fill=chance.choice(("#c9d0d2", "#b7a58e")))
        draw.rectangle((x - 14, 244 - high, x + 124, 256 - high), fill="#e4e9ea")
        draw.ellipse((x + 20, 268, x + 90, 300), fill="#31393c")
        draw.ellipse((x + 32, 274, x + 78, 294), fill=chance.choice(("#e8742a", "#31393c")))


def screen(draw: Draw, chance: random.Random, reading: str) -> None:
    """Draw four cameras on one screen; black if it fails."""
    draw.rectangle((80, 40, 560, 310), fill="#101415")
    for n in range(4):
        x, y = 96 + (n % 2) * 228, 56 + (n // 2) * 122
        tone = "#0a0c0c" if reading == FAIL else f"hsl({chance.randint(20, 200)}, 18%, 42%)"
        draw.rectangle((x, y, x + 220, y + 114), fill=tone)
        if reading != FAIL:
            place = x + chance.randint(20, 150)
            draw.rectangle((place, y + 40, place + 46, y + 100), fill="#f1f1ee")
            draw.rectangle((x, y + 92, x + 220, y + 114), fill="#7f8a8c")
    draw.rectangle((290, 310, 350, 350), fill="#22282a")


def meter(draw: Draw, chance: random.Random, reading: str) -> None:
    """Draw a thermometer or a display with its reading."""
    x, y = centre(chance)
    draw.rounded_rectangle((x - 190, y - 110, x + 190, y + 120), 26, fill="#e9eceb")
    draw.rounded_rectangle((x - 160, y - 80, x + 160, y + 50), 12, fill="#b9c9a8")
    draw_reading(draw, reading or "0", (x - 140, y - 62), 92, "#1c2a1c")
    for n in range(3):
        colour = chance.choice(("#2c7be5", "#e07a28", "#58666a"))
        draw.ellipse((x - 110 + n * 92, y + 70, x - 76 + n * 92, y + 104), fill=colour)


def scale(draw: Draw, chance: random.Random, reading: str) -> None:
    """Draw food on a pair of scales with its reading in grams."""
    x, y = centre(chance)
    draw.ellipse((x - 90, y - 130, x + 90, y - 50), fill="#d7813b")
    draw.rectangle((x - 150, y - 60, x + 150, y - 40), fill="#d6dcdd")
    foot, edge = [(x - 170, y + 120), (x + 170, y + 120)], [(x + 130, y - 40), (x - 130, y - 40)]
    draw.polygon([*foot, *edge], "#5d696d")
    draw.rectangle((x - 110, y + 4, x + 110, y + 96), fill="#141a14")
    draw_reading(draw, reading or "0", (x - 92, y + 18), 62, "#6fe07c")


def boxes(draw: Draw, chance: random.Random, reading: str) -> None:
    """Draw sample boxes with labels on a shelf."""
    for row in range(2):
        draw.rectangle((70, 160 + row * 130, 570, 172 + row * 130), fill="#9aa6a9")
        for n in range(chance.randint(3, 5)):
            x, y = 90 + n * 96, 84 + row * 130
            draw.rectangle((x, y, x + 78, y + 76), fill=chance.choice(("#e9f2f4", "#dfe9d8")))
            draw.rectangle((x, y, x + 78, y + 14), fill=chance.choice(("#3d7fc1", "#c14f3d")))
            draw.rectangle((x + 12, y + 30, x + 66, y + 62), fill="#ffffff", outline="#999")


def cabinet(draw: Draw, chance: random.Random, reading: str) -> None:
    """Draw clean dishes behind two doors."""
    draw.rounded_rectangle((170, 30, 470, 350), 14, fill="#d9dfe0", outline="#8d989b", width=5)
    draw.line((320, 30, 320, 350), fill="#8d989b", width=4)
    for row in range(4):
        draw.line((186, 96 + row * 66, 454, 96 + row * 66), fill="#a3adaf", width=4)
        for n in range(5):
            if chance.random() < 0.8:
                x = 192 + n * 54
                draw.ellipse((x, 66 + row * 66, x + 42, 94 + row * 66), fill="#fbfbf8")


def strip(draw: Draw, chance: random.Random, reading: str) -> None:
    """Draw a test strip next to its colour card."""
    x, y = centre(chance)
    draw.rectangle((x - 30, y - 130, x + 10, y + 130), fill="#f6f4ea")
    draw.rectangle((x - 30, y - 130, x + 10, y - 70), fill="#8a5fb0")
    for n, tone in enumerate(("#f0e8f5", "#d3bde3", "#b38fcf", "#8a5fb0", "#5f3b85")):
        draw.rectangle((x + 60, y - 130 + n * 52, x + 150, y - 86 + n * 52), fill=tone)


def shelf(draw: Draw, chance: random.Random, reading: str) -> None:
    """Draw stores on shelves, the scene of subjects without one of their own."""
    for row in range(3):
        y = 110 + row * 100
        draw.rectangle((50, y, 590, y + 12), fill="#7f6a4e")
        x = 70
        while x < 540:
            wide, high = chance.randint(36, 84), chance.randint(40, 84)
            colour = f"hsl({chance.randint(0, 359)}, 40%, 52%)"
            draw.rectangle((x, y - high, x + wide, y), fill=colour)
            draw.rectangle((x + 6, y - high + 12, x + wide - 6, y - high + 26), fill="#f5f5ee")
            x += wide + chance.randint(8, 30)


def storeroom(draw: Draw, chance: random.Random, reading: str) -> None:
    """Draw sacks and boxes on a rack; sacks lie on the floor against the wall if it fails."""
    for y in (170, 330):
        draw.rectangle((60, y, 580, y + 12), fill="#8d989b")
    for x in (70, 560):
        draw.rectangle((x, 40, x + 12, 430), fill="#8d989b")
    for n in range(4):
        x = 96 + n * 120
        plate(draw, (x, 96, x + 92, 170), chance.choice(("#c9a36a", "#b98a54")), "#7d5a31", 3)
        sack(draw, x + 46, 330)
    if reading == FAIL:
        for n in range(4):
            sack(draw, 110 + n * 130, 474)
        arrow(draw, (600, 250), (540, 400))


def sack(draw: Draw, x: int, base: int) -> None:
    """Draw a sack that stands on its base."""
    draw.rounded_rectangle((x - 48, base - 92, x + 48, base), 20, "#ded3b6", "#978d74", 3)
    draw.rectangle((x - 24, base - 64, x + 24, base - 36), fill="#b5352d")


def hand_wash(draw: Draw, chance: random.Random, reading: str) -> None:
    """Draw the hand basin with soap and white coats; it is full of bowls if it fails."""
    plate(draw, (90, 250, 330, 340), "#f1f4f4", "#8d989b", 5, 20)
    draw.line([(210, 250), (210, 180), (250, 180), (250, 206)], fill="#7b868b", width=12)
    plate(draw, (110, 170, 160, 250), "#7fc4a4", "#4a8f70", 3, 8)
    for n in range(3):
        x = 400 + n * 76
        draw.polygon(
            [(x - 32, 110), (x + 32, 110), (x + 42, 330), (x - 42, 330)], "#fbfbf8", "#9aa6a9"
        )
        draw.line((x, 110, x, 330), fill="#c8d0d2", width=3)
    if reading == FAIL:
        for n in range(3):
            draw.ellipse((110 + n * 60, 224, 190 + n * 60, 290), fill="#c9b08a", outline="#6d5a3c")


def boards(draw: Draw, chance: random.Random, reading: str) -> None:
    """Draw boards and knives in their colours; raw meat lies on the green one if it fails."""
    for n, colour in enumerate(("#d8412f", "#2f6fb0", "#2d8a63")):
        x = 90 + n * 164
        plate(draw, (x, 110, x + 140, 330), colour, INK_EDGE, 4, 12)
        draw.ellipse((x + 58, 122, x + 82, 146), fill="#dfe6e8")
        draw.polygon(
            [(x + 60, 180), (x + 84, 180), (x + 84, 262), (x + 60, 284)], "#e6ebec", INK_EDGE
        )
        draw.rectangle((x + 62, 284, x + 82, 322), fill="#33393c")
    if reading == FAIL:
        draw.ellipse((424, 200, 550, 290), fill="#c8564f", outline="#7a2f2a", width=4)


def additives(draw: Draw, chance: random.Random, reading: str) -> None:
    """Draw the locked cupboard of additives with its scale; it stands open if it fails."""
    plate(draw, (130, 60, 430, 350), "#e6ebe9", "#7b868b", 6)
    draw.rectangle((150, 80, 410, 120), fill="#2f6fb0")
    for n in range(4):
        x = 162 + n * 62
        plate(draw, (x, 220, x + 46, 320), "#fdfdf8", "#8d989b", 3, 8)
        draw.rectangle((x, 250, x + 46, 286), fill=chance.choice(("#d9a85c", "#8fbf6a", "#c98aa8")))
    draw.rectangle((140, 324, 420, 334), fill="#8d989b")
    if reading == FAIL:
        draw.polygon([(430, 60), (540, 30), (540, 390), (430, 350)], "#cfd6d4", "#7b868b")
    else:
        plate(draw, (404, 190, 446, 236), "#c9a227", "#7d6412", 4, 6)
        plate(draw, (490, 260, 590, 350), "#c3ccd0", "#7b868b", 4, 8)


def meal(draw: Draw, chance: random.Random, reading: str) -> None:
    """Draw a tray with bowls of soft food; a bone lies on it if it fails."""
    plate(draw, (80, 120, 560, 420), "#d9dfe0", "#8d989b", 6, 26)
    for x, y, colour in ((190, 220, "#e9d9a8"), (340, 220, "#9ab86a"), (470, 220, "#e2a06a")):
        draw.ellipse((x - 66, y - 58, x + 66, y + 58), fill="#fdfdf8", outline="#9aa6a9", width=3)
        draw.ellipse((x - 50, y - 42, x + 50, y + 42), fill=colour)
    plate(draw, (130, 320, 400, 384), "#fdfdf8", "#9aa6a9", 3, 10)
    writing(draw, chance, (148, 334, 380, 376), 2)
    if reading == FAIL:
        cross(draw, (470, 220), 34)


SCENES = {
    "face": ("kitchen", face),
    "window": ("kitchen", window),
    "kitchen": ("kitchen", kitchen),
    "screen": ("wall", screen),
    "meter": ("kitchen", meter),
    "scale": ("kitchen", scale),
    "boxes": ("kitchen", boxes),
    "cabinet": ("kitchen", cabinet),
    "strip": ("kitchen", strip),
    "shelf": ("kitchen", shelf),
    "storeroom": ("kitchen", storeroom),
    "hand_wash": ("kitchen", hand_wash),
    "boards": ("kitchen", boards),
    "additives": ("kitchen", additives),
    "meal": ("table", meal),
}
