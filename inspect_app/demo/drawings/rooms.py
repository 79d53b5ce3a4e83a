"""Draws where a photo was taken: walls, floor, light; the thing itself is drawn upon it."""

import random

from inspect_app.demo.drawings.shapes import HEIGHT, WIDTH, Draw


def kitchen(draw: Draw, chance: random.Random) -> None:
    """Draw tiles, a steel counter and a shadow."""
    step = chance.choice((64, 80, 92))
    for x in range(chance.randint(0, 40), WIDTH, step):
        draw.line((x, 0, x, 330), fill="#c3c8c6", width=2)
    for y in range(chance.randint(0, 40), 330, step):
        draw.line((0, y, WIDTH, y), fill="#c3c8c6", width=2)
    top = chance.randint(320, 360)
    draw.rectangle((0, top, WIDTH, HEIGHT), fill=f"hsl(205, 8%, {chance.randint(48, 66)}%)")
    draw.line((0, top, WIDTH, top), fill="#eef2f1", width=5)


def table(draw: Draw, chance: random.Random) -> None:
    """Draw a table top, seen from above."""
    warm, light = chance.randint(24, 36), chance.randint(40, 54)
    draw.rectangle((0, 0, WIDTH, HEIGHT), fill=f"hsl({warm}, 30%, {light}%)")
    for _ in range(4):
        y = chance.randint(0, HEIGHT)
        draw.line((0, y, WIDTH, y + chance.randint(-24, 24)), f"hsl({warm}, 30%, {light - 5}%)", 3)


def wall(draw: Draw, chance: random.Random) -> None:
    """Draw a plain wall with a skirting and a floor."""
    draw.rectangle((0, 0, WIDTH, 380), fill=f"hsl({chance.randint(30, 200)}, 9%, 78%)")
    draw.rectangle((0, 380, WIDTH, HEIGHT), fill=f"hsl(30, 8%, {chance.randint(44, 56)}%)")
    draw.rectangle((0, 372, WIDTH, 384), fill="#6f6a63")


def machine_floor(draw: Draw, chance: random.Random) -> None:
    """Draw a machine room: grey walls, green floor paint, a cable duct."""
    draw.rectangle((0, 0, WIDTH, 350), fill=f"hsl(200, 6%, {chance.randint(66, 76)}%)")
    draw.rectangle((0, 350, WIDTH, HEIGHT), fill=f"hsl({chance.randint(130, 165)}, 22%, 38%)")
    draw.rectangle((0, chance.randint(24, 44), WIDTH, 58), fill="#8b9498")


def shaft(draw: Draw, chance: random.Random) -> None:
    """Draw the inside of a lift's shaft: dark concrete, two rails."""
    light = chance.randint(26, 34)
    draw.rectangle((0, 0, WIDTH, HEIGHT), fill=f"hsl(40, 5%, {light}%)")
    for x in (70, 556):
        draw.rectangle((x, 0, x + 16, HEIGHT), fill="#8c979c")
        draw.rectangle((x + 5, 0, x + 10, HEIGHT), fill="#c4cdd1")


def steel(draw: Draw, chance: random.Random) -> None:
    """Draw brushed steel, as a lift's doors and cars are made of."""
    light = chance.randint(66, 74)
    draw.rectangle((0, 0, WIDTH, HEIGHT), fill=f"hsl(205, 7%, {light}%)")
    for _ in range(3):
        x = chance.randint(0, WIDTH)
        draw.rectangle((x, 0, x + chance.randint(20, 60), HEIGHT), f"hsl(205, 7%, {light + 4}%)")


def sky(draw: Draw, chance: random.Random) -> None:
    """Draw a construction site's sky and trodden ground."""
    draw.rectangle((0, 0, WIDTH, 360), fill=f"hsl(206, {chance.randint(22, 46)}%, 80%)")
    draw.rectangle((0, 360, WIDTH, HEIGHT), fill=f"hsl(32, 26%, {chance.randint(44, 54)}%)")
    for _ in range(5):
        x, y = chance.randint(0, 600), chance.randint(380, 470)
        draw.ellipse((x, y, x + chance.randint(10, 40), y + 8), fill="#7b6a52")


def hall(draw: Draw, chance: random.Random) -> None:
    """Draw a market hall: lamps under a roof, a wet floor."""
    draw.rectangle((0, 0, WIDTH, 90), fill="#5b666b")
    draw.rectangle((0, 90, WIDTH, 370), fill=f"hsl({chance.randint(90, 200)}, 12%, 72%)")
    draw.rectangle((0, 370, WIDTH, HEIGHT), fill=f"hsl(200, 8%, {chance.randint(46, 56)}%)")
    for x in range(chance.randint(30, 120), WIDTH, 200):
        draw.line((x, 0, x, 40), fill="#30383b", width=3)
        draw.polygon([(x - 42, 66), (x + 42, 66), (x + 16, 38), (x - 16, 38)], "#f6e6a8")


def street(draw: Draw, chance: random.Random) -> None:
    """Draw a street: sky, a house's front, pavement."""
    draw.rectangle((0, 0, WIDTH, 80), fill=f"hsl(206, {chance.randint(20, 44)}%, 80%)")
    draw.rectangle((0, 60, WIDTH, 400), fill=f"hsl({chance.randint(14, 40)}, 20%, 66%)")
    draw.rectangle((0, 400, WIDTH, HEIGHT), fill="#8f9292")
    for x in range(chance.randint(0, 60), WIDTH, 90):
        draw.line((x, 400, x - 40, HEIGHT), fill="#7d8080", width=3)
