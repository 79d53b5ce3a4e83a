"""What both protocols are told in the same words."""

from typing import Any

# Takes and gives JSON text, so that one wrapping serves both.
CALL = """async (text) => {
  const told = await (FUNCTION)(...JSON.parse(text));
  return JSON.stringify(told === undefined ? null : told);
}"""


def stroke(x: int, y: int) -> list[dict[str, Any]]:
    """A line drawn with the pointer held down, in the form that WebDriver and BiDi share."""
    moves = [
        {"type": "pointerMove", "x": x + step * 25, "y": y + step % 2 * 20, "duration": 20}
        for step in range(6)
    ]
    held = [moves[0], {"type": "pointerDown", "button": 0}, *moves[1:]]
    actions = [*held, {"type": "pointerUp", "button": 0}]
    mouse = {"pointerType": "mouse"}
    return [{"type": "pointer", "id": "finger", "parameters": mouse, "actions": actions}]
