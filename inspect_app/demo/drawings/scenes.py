"""Draws the scenes of stand-in photos: a wall, a counter, and the thing that an item asks about."""

import random
from collections.abc import Callable

from PIL import ImageDraw

from inspect_app.demo.drawings.strokes import draw_reading

WIDTH, HEIGHT = 640, 480
Draw = ImageDraw.ImageDraw
# Draws on this picture, by this random source, with this reading or state.
Scene = Callable[[Draw, random.Random, str], None]


def wall_colour(chance: random.Random) -> str:
    """Return a random colour, light enough for everything that is drawn on it."""
    return f"hsl({chance.randint(20, 220)}, {chance.randint(6, 22)}%, {chance.randint(62, 80)}%)"


def draw_room(draw: Draw, chance: random.Random) -> None:
    """Draw tiles, a steel counter and a shadow, so that no two pictures look alike."""
    step = chance.choice((53, 64, 80))
    for x in range(chance.randint(0, 40), WIDTH, step):
        draw.line((x, 0, x, 330), fill="#c3c8c6", width=2)
    for y in range(chance.randint(0, 40), 330, step):
        draw.line((0, y, WIDTH, y), fill="#c3c8c6", width=2)
    top = chance.randint(320, 360)
    draw.rectangle((0, top, WIDTH, HEIGHT), fill=f"hsl(205, 8%, {chance.randint(48, 66)}%)")
    draw.line((0, top, WIDTH, top), fill="#eef2f1", width=5)


def centre(chance: random.Random) -> tuple[int, int]:
    """Return a random point near the middle of the wall."""
    return WIDTH // 2 + chance.randint(-60, 60), 215 + chance.randint(-30, 30)


def draw_certificate(draw: Draw, chance: random.Random, reading: str) -> None:
    """Draw a framed licence with a seal."""
    x, y = centre(chance)
    draw.rectangle((x - 170, y - 120, x + 170, y + 120), fill="#8a6a3c")
    draw.rectangle((x - 156, y - 106, x + 156, y + 106), fill="#f7f3e4")
    draw.ellipse((x - 20, y - 96, x + 20, y - 56), fill="#c0392b")
    for row in range(6):
        wide = chance.randint(150, 250)
        draw.rectangle((x - 130, y - 36 + row * 22, x - 130 + wide, y - 28 + row * 22), fill="#777")
    draw.ellipse((x + 80, y + 40, x + 140, y + 100), outline="#c0392b", width=5)


def draw_notices(draw: Draw, chance: random.Random, reading: str) -> None:
    """Draw a board with eight sheets of paper."""
    draw.rectangle((90, 50, 560, 310), fill="#2f6d4f", outline="#d9d2c0", width=12)
    for column in range(4):
        for row in range(2):
            x, y = 112 + column * 110, 72 + row * 116
            paper = chance.choice(("#fbfbf6", "#fff3c9", "#e5f0fb", "#fbe6e1"))
            draw.rectangle((x, y, x + 92, y + 100), fill=paper)
            for line in range(5):
                draw.line((x + 10, y + 18 + line * 16, x + 78, y + 18 + line * 16), "#8b8b8b", 3)


def draw_face(draw: Draw, chance: random.Random, reading: str) -> None:
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


def draw_window(draw: Draw, chance: random.Random, reading: str) -> None:
    """Draw a kitchen behind glass; fogged if `reading` is "fog"."""
    draw.rectangle((60, 60, 580, 330), fill="#3c4a50", outline="#dfe5e4", width=14)
    for n in range(4):
        x = 120 + n * 118 + chance.randint(-14, 14)
        draw.ellipse((x, 120, x + 46, 166), fill="#f3e3d2")
        draw.rectangle((x - 16, 166, x + 62, 270), fill="#fafafa")
        draw.rectangle((x - 2, 104, x + 48, 130), fill="#ffffff")
    draw.rectangle((74, 262, 566, 316), fill="#a8b3b6")
    draw.line((320, 60, 320, 330), fill="#dfe5e4", width=8)
    if reading == "fog":
        for _ in range(60):
            x, y, r = chance.randint(70, 540), chance.randint(66, 300), chance.randint(24, 60)
            draw.ellipse((x - r, y - r, x + r, y + r), fill="#cfd6d6")


def draw_kitchen(draw: Draw, chance: random.Random, reading: str) -> None:
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


def draw_screen(draw: Draw, chance: random.Random, reading: str) -> None:
    """Draw four cameras on one screen; black if `reading` is "black"."""
    draw.rectangle((80, 40, 560, 310), fill="#101415")
    for n in range(4):
        x, y = 96 + (n % 2) * 228, 56 + (n // 2) * 122
        tone = "#0a0c0c" if reading == "black" else f"hsl({chance.randint(20, 200)}, 18%, 42%)"
        draw.rectangle((x, y, x + 220, y + 114), fill=tone)
        if reading != "black":
            place = x + chance.randint(20, 150)
            draw.rectangle((place, y + 40, place + 46, y + 100), fill="#f1f1ee")
            draw.rectangle((x, y + 92, x + 220, y + 114), fill="#7f8a8c")
    draw.rectangle((290, 310, 350, 350), fill="#22282a")


def draw_meter(draw: Draw, chance: random.Random, reading: str) -> None:
    """Draw a thermometer or a display with its reading."""
    x, y = centre(chance)
    draw.rounded_rectangle((x - 190, y - 110, x + 190, y + 120), 26, fill="#e9eceb")
    draw.rounded_rectangle((x - 160, y - 80, x + 160, y + 50), 12, fill="#b9c9a8")
    draw_reading(draw, reading or "0", (x - 140, y - 62), 92, "#1c2a1c")
    for n in range(3):
        colour = chance.choice(("#2c7be5", "#e07a28", "#58666a"))
        draw.ellipse((x - 110 + n * 92, y + 70, x - 76 + n * 92, y + 104), fill=colour)


def draw_scale(draw: Draw, chance: random.Random, reading: str) -> None:
    """Draw food on a pair of scales with its reading in grams."""
    x, y = centre(chance)
    draw.ellipse((x - 90, y - 130, x + 90, y - 50), fill="#d7813b")
    draw.rectangle((x - 150, y - 60, x + 150, y - 40), fill="#d6dcdd")
    foot, edge = [(x - 170, y + 120), (x + 170, y + 120)], [(x + 130, y - 40), (x - 130, y - 40)]
    draw.polygon([*foot, *edge], "#5d696d")
    draw.rectangle((x - 110, y + 4, x + 110, y + 96), fill="#141a14")
    draw_reading(draw, reading or "0", (x - 92, y + 18), 62, "#6fe07c")


def draw_boxes(draw: Draw, chance: random.Random, reading: str) -> None:
    """Draw sample boxes with labels on a shelf."""
    for row in range(2):
        draw.rectangle((70, 160 + row * 130, 570, 172 + row * 130), fill="#9aa6a9")
        for n in range(chance.randint(3, 5)):
            x, y = 90 + n * 96, 84 + row * 130
            draw.rectangle((x, y, x + 78, y + 76), fill=chance.choice(("#e9f2f4", "#dfe9d8")))
            draw.rectangle((x, y, x + 78, y + 14), fill=chance.choice(("#3d7fc1", "#c14f3d")))
            draw.rectangle((x + 12, y + 30, x + 66, y + 62), fill="#ffffff", outline="#999")


def draw_cabinet(draw: Draw, chance: random.Random, reading: str) -> None:
    """Draw clean dishes behind two doors."""
    draw.rounded_rectangle((170, 30, 470, 350), 14, fill="#d9dfe0", outline="#8d989b", width=5)
    draw.line((320, 30, 320, 350), fill="#8d989b", width=4)
    for row in range(4):
        draw.line((186, 96 + row * 66, 454, 96 + row * 66), fill="#a3adaf", width=4)
        for n in range(5):
            if chance.random() < 0.8:
                x = 192 + n * 54
                draw.ellipse((x, 66 + row * 66, x + 42, 94 + row * 66), fill="#fbfbf8")


def draw_strip(draw: Draw, chance: random.Random, reading: str) -> None:
    """Draw a test strip next to its colour card."""
    x, y = centre(chance)
    draw.rectangle((x - 30, y - 130, x + 10, y + 130), fill="#f6f4ea")
    draw.rectangle((x - 30, y - 130, x + 10, y - 70), fill="#8a5fb0")
    for n, tone in enumerate(("#f0e8f5", "#d3bde3", "#b38fcf", "#8a5fb0", "#5f3b85")):
        draw.rectangle((x + 60, y - 130 + n * 52, x + 150, y - 86 + n * 52), fill=tone)


def draw_shelf(draw: Draw, chance: random.Random, reading: str) -> None:
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


SCENES: dict[str, Scene] = {
    "certificate": draw_certificate,
    "notices": draw_notices,
    "face": draw_face,
    "window": draw_window,
    "kitchen": draw_kitchen,
    "screen": draw_screen,
    "meter": draw_meter,
    "scale": draw_scale,
    "boxes": draw_boxes,
    "cabinet": draw_cabinet,
    "strip": draw_strip,
    "shelf": draw_shelf,
}
