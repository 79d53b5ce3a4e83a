"""I13 to I15: closed stays closed, signed is what was shown, the register is the desk's."""

from collections import Counter
from collections.abc import Iterator, Mapping

from tests.simulation.seen import Said, Seen

CLOSED = ("approved", "withdrawn")
Line = Mapping[tuple[str, int], Said | None]


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
    line = {
        (id, one.rev): one.said
        for (_, collection, id, _), one in seen.server.records.items()
        if collection == "inspection" and not one.off_lineage
    }
    for (id, rev), one in seen.server.revisions.items():
        if one.state != "withdrawn" and one.signed != _was_shown(id, rev, line):
            yield f"I14: revision {rev} of {id} counts as {'signed' if one.signed else 'unsigned'}"


def _was_shown(id: str, rev: int, line: Line) -> bool:
    said = line.get((id, rev))
    if said is None:
        return False
    if said.rev == rev:
        return (id, said.own) in said.listed and said.given == said.whole
    earlier = line.get((id, said.rev))
    same = earlier is not None and _given(earlier) == _given(said)
    return said.rev < rev and same and _was_shown(id, said.rev, line)


def _given(said: Said) -> tuple[str, int, str]:
    return said.picture, said.rev, said.given


def register_is_the_desks(seen: Seen) -> Iterator[str]:
    """I15: a place became another as often as somebody accepted what was proposed of it."""
    accepted = Counter(
        place for _, place, state in seen.server.proposals.values() if state == "accepted"
    )
    for place in accepted.keys() | seen.server.register.keys():
        if accepted[place] != seen.server.register.get(place, 0):
            yield f"I15: the register of {place} changed without a decision"
