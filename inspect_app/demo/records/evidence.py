"""Which drawing stands for which item, and the readings that its meter shows."""

from functools import cache
from typing import Any

from inspect_app.demo.drawings.placeholders import draw_photo

SUBJECTS = {
    "canteen.licence-valid": "certificate",
    "canteen.licence-posted": "certificate",
    "canteen.last-result-posted": "notices",
    "canteen.grade-posted": "face",
    "bright.mode": "window",
    "bright.zones": "kitchen",
    "bright.visible-now": "window",
    "bright.online": "screen",
    "bright.video-days": "screen",
    "staff.health-cert": "notices",
    "staff.morning-check": "notices",
    "raw.cold-temp": "meter",
    "raw.freezer-temp": "meter",
    "proc.core-temp": "meter",
    "proc.hold-temp": "meter",
    "proc.room-temp": "meter",
    "retain.weight": "scale",
    "retain.hours": "boxes",
    "retain.fridge-temp": "meter",
    "wash.method": "cabinet",
    "wash.chlorine": "strip",
    "wash.heat": "meter",
    "wash.store": "cabinet",
    "school.info-public": "notices",
    "elder.delivery-box": "meter",
}
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
def drawn(subject: str, variant: int, reading: str) -> bytes:
    return draw_photo(subject, variant, reading)


def draw_evidence(item: str, answer: dict[str, Any], fails: bool, variant: int) -> bytes:
    """The picture agrees with the answer: the meter shows the number that was entered."""
    subject = SUBJECTS.get(item, "shelf")
    value = answer["value"]
    if subject in ("meter", "scale", "face"):
        return drawn(subject, variant, str(value))
    if item == "bright.mode" and "video" in value:
        subject = "screen"
    reading = {"window": "fog", "screen": "black"}.get(subject, "") if fails else ""
    return drawn(subject, variant, reading)
