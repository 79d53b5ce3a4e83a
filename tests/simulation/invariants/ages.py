"""I7 and I12: from one step to the next nothing goes back."""

from collections.abc import Iterator

from tests.simulation.seen import Seen, ServerSeen

OpenDrafts = dict[tuple[str, str], tuple[tuple[int, int], str]]


def monotone(before: Seen, after: Seen, restored: bool) -> Iterator[str]:
    """I12: heads only rise, lines only grow, the epoch changes by a restore alone."""
    if restored:
        return
    if before.server.epoch != after.server.epoch:
        yield "I12: the epoch changed without a restore"
    for scope, head in before.server.heads.items():
        if after.server.heads.get(scope, 0) < head:
            yield f"I12: the counter of {scope} fell"
    yield from _drafts_go_on(_open_drafts(before.server), _open_drafts(after.server))
    for key, one in before.server.records.items():
        if key[1] == "draft":
            continue
        now = after.server.records.get(key)
        # What a file brought is judged anew when its author pushes it: he may have to mend it.
        judged_anew = one.code == "imported" and now is not None and now.verdict == "fix"
        if now is None or (one.receipt and not now.receipt and not judged_anew):
            yield f"I7: {key} was there and is not"


def _drafts_go_on(before: OpenDrafts, after: OpenDrafts) -> Iterator[str]:
    for key, (number, digest) in before.items():
        now = after.get(key, (number, digest))
        if now[0] < number:
            yield f"I12: the draft {key} went back"
        if now[0] == number and now[1] != digest:
            yield f"I7: the draft {key} was replaced under its own number"


def _open_drafts(server: ServerSeen) -> OpenDrafts:
    return {
        (user, id): ((one.for_rev or 0, one.rev), digest)
        for (user, collection, id, digest), one in server.records.items()
        if collection == "draft" and not one.off_lineage
    }
