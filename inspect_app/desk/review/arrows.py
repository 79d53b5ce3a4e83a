"""Arrows that reviewers draw on photos: read from a form, and drawn as lines of a picture."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from math import atan2, cos, hypot, pi, sin
from typing import Any

from inspect_app.domain.review.arrow import ArrowRefused, read_arrow
from inspect_app.errors import problem

HEAD = 0.06  # of the picture's diagonal, but never more than half of the arrow
SPREAD = pi / 7
# Where nobody knows the sides of a picture, it is taken for the usual one.
USUAL = (400, 300)
LONGEST = 400  # of an arrow as it is sent: it has a hash and four numbers


@dataclass(frozen=True)
class ArrowView:
    """An arrow on a photo: its ends as fractions of the sides, joined by commas, for the script."""

    sha256: str
    ends: tuple[float, float, float, float]

    @property
    def words(self) -> str:
        """Return the ends in one text."""
        return ",".join(f"{one:g}" for one in self.ends)

    def path(self, width: int, height: int) -> str:
        """Return the lines of the arrow in a picture of this size, as an SVG path."""
        wide, high = (width, height) if width and height else USUAL
        x1, y1, x2, y2 = (one * side for one, side in zip(self.ends, (wide, high) * 2, strict=True))
        head = min(HEAD * hypot(wide, high), hypot(x2 - x1, y2 - y1) / 2)
        back = atan2(y1 - y2, x1 - x2)
        wings = [
            f"M{x2 + head * cos(back + turn):.1f} {y2 + head * sin(back + turn):.1f}"
            f"L{x2:.1f} {y2:.1f}"
            for turn in (SPREAD, -SPREAD)
        ]
        return f"M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}" + "".join(wings)


def arrow_in(form: Mapping[str, str], item: str) -> dict[str, Any]:
    """Return the arrow that a return form has for an item, as a field of its remark, or nothing."""
    text = form.get(f"arrow:{item}", "")
    if not text:
        return {}
    if len(text) > LONGEST:
        raise problem("invalid", field="arrow")
    try:
        return {"arrow": read_arrow(json.loads(text))}
    except (ValueError, ArrowRefused):
        raise problem("invalid", field="arrow") from None


def arrow_views(items: list[dict[str, Any]]) -> dict[str, ArrowView]:
    """Return the arrows of a return by item."""
    return {
        one["item"]: ArrowView(one["arrow"]["sha256"], (*one["arrow"]["from"], *one["arrow"]["to"]))
        for one in items
        if "arrow" in one
    }
