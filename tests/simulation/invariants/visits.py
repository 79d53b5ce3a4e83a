"""I13 to I15: closed stays closed, signed is what was shown, the register is the desk's."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from tests.simulation.seen import RevisionSeen, Seen

CLOSED = ("approved", "withdrawn")
Books = Mapping[tuple[str, int], RevisionSeen]


def closed_stays(before: Seen, seen: Seen, restored: bool) -> Iterator[str]:
    """I13: nothing comes after an approval or a withdrawal, and neither is taken back."""
    newest = dict(sorted(seen.server.revisions.keys()))
    for (id, rev), one in seen.server.revisions.items():
        if one.state in CLOSED and newest[id] > rev:
            yield f"I13: revision {newest[id]} of {id} came in after revision {rev} was {one.state}"
        if one.state == "withdrawn" and rev == 1:
            yield f"I13: {id} was withdrawn before it was made"
    for key, was in before.server.revisions.items():
        now = seen.server.revisions.get(key)
        if not restored and was.state in CLOSED and (now is None or now.state != was.state):
            yield f"I13: {key} was {was.state} and is so no more"


def signatures_bind(seen: Seen) -> Iterator[str]:
    """I14: a signature of a round counts where its list names this content, and nowhere else."""
    for (id, rev), one in seen.server.revisions.items():
        if one.said and one.signed != _was_shown(id, rev, one.said, seen.server.revisions):
            yield f"I14: revision {rev} of {id} counts as {'signed' if one.signed else 'unsigned'}"


def _was_shown(id: str, rev: int, body: Mapping[str, Any], books: Books) -> bool:
    said = body["signature"]
    if said["rev"] != rev:
        earlier = books.get((id, said["rev"]))
        same = earlier is not None and earlier.said and earlier.said["signature"] == said
        return bool(same and earlier.signed and said["rev"] < rev)
    shown = {
        "inspection": id,
        "premises": body["premises"],
        "photos": body["photos"],
        "answers": {"note": body["note"], "wrong": body["wrong"]},
    }
    entry = {"inspection": id, "content_digest": _digest(shown)}
    return entry in body["round"] and said["content_digest"] == _digest(body["round"])


def _digest(value: Any) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()


def register_is_the_desks(seen: Seen) -> Iterator[str]:
    """I15: a place became another as often as somebody accepted what was proposed of it."""
    accepted = Counter(
        place for _, place, state in seen.server.proposals.values() if state == "accepted"
    )
    for place in accepted.keys() | seen.server.register.keys():
        if accepted[place] != seen.server.register.get(place, 0):
            yield f"I15: the register of {place} changed without a decision"
