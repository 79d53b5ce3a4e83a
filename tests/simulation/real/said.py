"""What a body says of its signature, read without the rules that the server judges it by."""

import hashlib
import json
from typing import Any

from tests.simulation.seen import Said

SHOWN = ("premises", "checklist", "on", "answers", "photos", "refusal", "recusal")
"""What whoever signs is shown of the bodies that simulated phones make."""


def said_in(id: str, text: str) -> Said | None:
    """The signature of a round, where there is one."""
    body = json.loads(text)
    given = [one for one in body["signatures"] if one.get("round")]
    if not given:
        return None
    (one,) = given
    listed = [(entry["inspection"], entry["content_digest"]) for entry in body["round"]]
    own = {"inspection": id} | {name: body[name] for name in SHOWN if name in body}
    named = (one["sha256"], one["rev"], one["content_digest"])
    return Said(*named, tuple(listed), _digest(body["round"]), _digest(own))


def _digest(value: Any) -> str:
    """Of one spelling; these bodies hold no fractions, whose spelling would be another matter."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
