"""Which drawing is the evidence of an item, and the readings that its meter shows."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from inspect_app.demo.drawings.placeholders import draw_photo, draw_small
from inspect_app.demo.drawings.shapes import FAIL
from inspect_app.demo.records.subjects import TOGETHER, scene_of

# Scenes that show what was entered: a number, a day, a colour.
READ = frozenset(
    ("meter", "thermometer", "scale", "face", "price_scale", "cold_cabinet", "delivery_box")
    + ("caliper", "sill", "lock", "feeler", "tag", "report", "record")
)
READINGS: dict[str, tuple[float, ...]] = {
    "raw.cold-temp": (2.6, 3.8, 4.4, 5.2),
    "raw.freezer-temp": (-18.4, -16.2, -20.6),
    "proc.core-temp": (74.2, 78.6, 83.1),
    "proc.hold-temp": (62.4, 65.8, 71.0),
    "proc.room-temp": (22.5, 23.8),
    "retain.weight": (128, 136, 152, 140),
    "retain.hours": (48, 50, 56),
    "retain.fridge-temp": (3.2, 4.6, 5.8),
    "wash.chlorine": (250, 300),
    "wash.heat": (122, 126),
    "bright.video-days": (7, 15, 30),
    "elder.companion-meal": (1, 2, 3),
    "elder.delivery-box": (63.4, 66.0),
}
BAD_READINGS: dict[str, float] = {
    "raw.cold-temp": 9.6,
    "raw.freezer-temp": -8.2,
    "proc.core-temp": 64.5,
    "proc.hold-temp": 51.7,
    "proc.room-temp": 28.4,
    "retain.weight": 96,
    "retain.hours": 26,
    "retain.fridge-temp": 10.3,
    "wash.chlorine": 100,
    "wash.heat": 72,
    "bright.video-days": 3,
    "elder.companion-meal": 0,
    "elder.delivery-box": 48.5,
}


@cache
def drawn(subject: str, variant: int, reading: str, small: bool = True) -> bytes:
    """Return the picture, which is drawn once."""
    return (draw_small if small else draw_photo)(subject, variant, reading)


@dataclass(frozen=True)
class Seen:
    """What somebody photographs: an item, what was entered, whether it fails."""

    item: str
    value: Any = "pass"
    fails: bool = False
    section: str = ""

    @property
    def scene(self) -> str:
        """The scene of the item; a kitchen that is shown by video is shown by its screen."""
        if self.item == "bright.mode" and "video" in self.value:
            return "screen"
        return scene_of(self.item, self.section)

    @property
    def shows(self) -> str:
        """What the scene shows: what was entered, else whether it fails."""
        value = self.value.get("actual", "") if isinstance(self.value, dict) else self.value
        told = value not in ("pass", "fail", "na") and isinstance(value, int | float | str)
        if told and self.scene in READ:
            return str(value)
        return FAIL if self.fails else ""


def draw_evidence(seen: Seen, variant: int = 0, small: bool = True) -> bytes:
    """Return the picture that agrees with the answer: its meter shows the number entered."""
    return drawn(seen.scene, variant, seen.shows, small)


def draw_together(seen: Seen, variant: int) -> bytes:
    """Return one picture for all items of a subject that passed; what failed has its own."""
    if seen.fails:
        return draw_evidence(seen, variant)
    scene = scene_of(seen.item, seen.section)
    return drawn(TOGETHER.get(scene, scene), variant, seen.shows if scene == "face" else "")
