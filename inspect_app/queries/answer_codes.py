"""Takes the proofs of operators' one-time codes out of what leaves the server in a copy."""

import json
from typing import Any

FIELD = "answer_code"
COLUMNS = ("body", "data", "entry")  # of tables that hold bodies, alone or in an envelope


def without_answer_codes(row: dict[str, Any]) -> dict[str, Any]:
    """Return a table's row whose bodies prove no code; a body that proves none is unchanged."""
    return {name: _stripped(value) if name in COLUMNS else value for name, value in row.items()}


def _stripped(value: Any) -> Any:
    if isinstance(value, str):
        return _stripped_text(value)
    return json.loads(_stripped_text(json.dumps(value))) if isinstance(value, dict) else value


def _stripped_text(text: str) -> str:
    found = False

    def without(given: dict[str, Any]) -> dict[str, Any]:
        nonlocal found
        rest = {name: _inner(value) for name, value in given.items() if name != FIELD}
        found = found or rest != given
        return rest

    try:
        value = json.loads(text, object_hook=without)
    except (ValueError, RecursionError):
        return text
    return json.dumps(value, ensure_ascii=False) if found else text


def _inner(value: Any) -> Any:
    """Return the text of a body in an envelope without its proof, and anything else as it is."""
    return _stripped_text(value) if isinstance(value, str) and value.startswith("{") else value
