"""Inlines icons and marks into pages, from the drawing that all three sites share."""

import re
from functools import lru_cache
from pathlib import Path

from markupsafe import Markup

from inspect_app.domain.vocabulary import KINDS

DRAWING = Path(__file__).parents[1] / "static" / "shared" / "icons.svg"
_SYMBOL = re.compile(r'<symbol id="([\w-]+)" viewBox="([\d ]+)">(.*?)</symbol>', re.DOTALL)


def icon(name: str, css: str = "icon") -> Markup:
    """Return an icon as SVG; it is decoration, so screen readers skip it."""
    box, parts = _symbols()[f"i-{name}"]
    return _svg(css, box, parts)


def kind_icon(kind: str) -> Markup:
    """Return the icon of a kind of premises."""
    return icon(KINDS[kind].icon)


def mark(name: str, css: str = "mark") -> Markup:
    """Return the shape of a state as SVG; the state's word must follow it."""
    box, parts = _symbols()[f"m-{name}"]
    return _svg(css, box, parts)


@lru_cache
def _svg(css: str, box: str, parts: str) -> Markup:
    start = Markup('<svg class="{}" viewBox="{}" aria-hidden="true" focusable="false">')
    return start.format(css, box) + Markup(parts) + Markup("</svg>")


@lru_cache
def _symbols() -> dict[str, tuple[str, str]]:
    found = _SYMBOL.findall(DRAWING.read_text(encoding="utf-8"))
    return {name: (box, parts) for name, box, parts in found}
