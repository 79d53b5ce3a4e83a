"""Lists every scene of the stand-in photos, with the room that it is drawn in."""

import random
from collections.abc import Callable

from inspect_app.demo.drawings import (
    kitchens,
    lift_cars,
    lifts,
    markets,
    papers,
    rooms,
    shops,
    sites,
    structures,
)
from inspect_app.demo.drawings.shapes import Draw, Scene

Room = Callable[[Draw, random.Random], None]
SCENES: dict[str, tuple[str, Scene]] = {
    **kitchens.SCENES,
    **papers.SCENES,
    **lifts.SCENES,
    **lift_cars.SCENES,
    **sites.SCENES,
    **structures.SCENES,
    **markets.SCENES,
    **shops.SCENES,
}
ROOMS: dict[str, Room] = {
    "kitchen": rooms.kitchen,
    "table": rooms.table,
    "wall": rooms.wall,
    "machine_floor": rooms.machine_floor,
    "shaft": rooms.shaft,
    "steel": rooms.steel,
    "sky": rooms.sky,
    "hall": rooms.hall,
    "street": rooms.street,
}
