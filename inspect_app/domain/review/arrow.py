"""Reads an arrow on a photo: which one, from where, to where, in fractions of its sides."""

from collections.abc import Mapping
from math import hypot
from typing import Any

from inspect_app.domain.exact import is_number

DECIMALS = 4
SHORTEST = 0.01  # of a side: a slip of the hand is no arrow
FIELDS = {"sha256", "from", "to"}


class ArrowRefused(ValueError):
    """What was given is no arrow."""


def read_arrow(given: object) -> dict[str, Any]:
    """Return the arrow with rounded ends; raise ArrowRefused for anything else."""
    if not isinstance(given, dict) or given.keys() != FIELDS:
        raise ArrowRefused("not the fields of an arrow")
    if not isinstance(given["sha256"], str):
        raise ArrowRefused("sha256 is no text")
    start, end = _point(given, "from"), _point(given, "to")
    if hypot(end[0] - start[0], end[1] - start[1]) < SHORTEST:
        raise ArrowRefused("too short")
    return {"sha256": given["sha256"], "from": start, "to": end}


def _point(given: Mapping[str, Any], name: str) -> list[float]:
    point = given[name]
    if not isinstance(point, list) or len(point) != 2 or not all(map(is_number, point)):
        raise ArrowRefused(f"{name} is no point")
    if not all(0 <= one <= 1 for one in point):
        raise ArrowRefused(f"{name} lies outside the picture")
    return [round(float(one), DECIMALS) for one in point]
