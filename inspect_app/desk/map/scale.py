"""The bar at the foot of the map, by which distances are read."""

from dataclasses import dataclass

from inspect_app.desk.map.projection import WIDTH, Frame

LENGTHS = (20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000)  # metres


@dataclass(frozen=True)
class Scale:
    """The bar at the foot: so many metres are so long; ten ticks."""

    metres: int
    length: float
    ticks: tuple[float, ...]


def draw_scale(frame: Frame) -> Scale:
    """Return the longest bar that takes at most a fifth of the canvas."""
    metres = max((one for one in LENGTHS if one * frame.scale <= WIDTH / 5), default=LENGTHS[0])
    length = round(metres * frame.scale, 1)
    return Scale(metres, length, tuple(round(length * n / 10, 1) for n in range(11)))
