"""Contrast of the tokens in every theme: text 4.5 to 1, the border of a control 3 to 1."""

import re
from pathlib import Path

import pytest

TOKENS = Path(__file__).parents[2] / "inspect_app/static/shared/tokens.css"
RULE = re.compile(r'^(:root|\[data-theme="(\w+)"\]) \{(.*?)^\}', re.MULTILINE | re.DOTALL)
COLOUR = re.compile(r"--([\w-]+): (#[0-9a-f]{6});")
GROUNDS = ("paper", "card", "sunk")
TEXTS = [(ink, ground) for ink in ("ink", "ink-2", "ink-3") for ground in GROUNDS]
TEXTS += [
    (state, ground)
    for state in ("pass", "fail", "wait", "turn", "mute")
    for ground in ("paper", "card", "sunk", f"{state}-tint")
]
TEXTS += [("on-state", state) for state in ("pass", "fail", "wait", "turn")]
TEXTS += [("on-ink", "ink"), ("on-ink", "ink-2"), ("on-signal", "signal")]
TEXTS += [("ink", f"{state}-tint") for state in ("pass", "fail", "wait", "turn")]
TEXTS += [("on-app-header", "app-header"), ("on-app-header-2", "app-header")]


def themes() -> dict[str, dict[str, str]]:
    """The colours of each theme; what one leaves out it has from the light one."""
    rules = RULE.findall(TOKENS.read_text(encoding="utf-8"))
    base = dict(COLOUR.findall(next(body for where, _, body in rules if where == ":root")))
    named = {name: base | dict(COLOUR.findall(body)) for _, name, body in rules if name}
    return {"light": base, **named}


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark", "outdoor"])
def test_text_and_controls_stand_out_from_every_ground(theme: str) -> None:
    colours = themes()[theme]
    pairs = [(ink, ground, 4.5) for ink, ground in TEXTS]
    pairs += [("edge", "card", 3), ("edge", "paper", 3), ("needle-edge", "signal", 3)]
    weak = {
        (ink, ground): round(contrast(colours[ink], colours[ground]), 2)
        for ink, ground, least in pairs
        if contrast(colours[ink], colours[ground]) < least
    }
    assert weak == {}


def test_no_rule_of_the_desk_names_a_colour_of_its_own() -> None:
    """What is painted by tokens follows the theme; paper and what lies on a photo does not."""
    desk = TOKENS.parents[1] / "desk"
    given = re.compile(r"(?:color|background|fill|stroke|border[\w-]*):[^;]*#[0-9a-fA-F]{3,6}")
    paper = {"labels.css", "dark.css", "overview-print.css", "review-print.css"}
    found = [
        f"{path.name}: {line.strip()}"
        for path in sorted(desk.glob("*.css"))
        if path.name not in paper
        for line in path.read_text(encoding="utf-8").splitlines()
        if given.search(line)
    ]
    known = ("compare-", ".arrow-", "signatures img", "person-picture", "background: #fff")
    assert [line for line in found if not any(one in line for one in known)] == []
