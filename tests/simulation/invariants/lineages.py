"""I4 and I7: the lines of revisions, and the drafts before them."""

from collections.abc import Iterator

from tests.simulation.seen import RecordSeen, Seen


def in_order(seen: Seen) -> Iterator[str]:
    """I4 and I7: a line is a chain without holes, its head the newest; what forked is flagged."""
    lines: dict[tuple[str, str], dict[int, tuple[str, RecordSeen]]] = {}
    for (user, collection, id, digest), one in seen.server.records.items():
        if one.off_lineage and one.verdict != "quarantined" and collection != "draft":
            yield f"I7: {collection} {id} lies beside its line as {one.verdict}"
        if one.code == "imported" and not one.off_lineage:
            yield f"I4: {collection} {id} was imported and stands on the line undecided"
        if one.off_lineage or collection == "draft":
            continue
        if seen.server.streams[(collection, id)][0] != user:
            yield f"I9: {collection} {id} of another person stands on the line"
        line = lines.setdefault((collection, id), {})
        if one.rev in line:
            yield f"I7: two revisions {one.rev} on the line of {collection} {id}"
        line[one.rev] = (digest, one)
    for key, line in lines.items():
        yield from _chained(key, line)
        if seen.server.streams[key][1] != line[max(line)][0]:
            yield f"I4: the head of {key} is not its newest revision"


def _chained(key: object, line: dict[int, tuple[str, RecordSeen]]) -> Iterator[str]:
    for rev, (_, one) in line.items():
        before = line.get(rev - 1)
        stands = one.code == "base_lost" or one.base == (before[0] if before else None)
        if not stands:
            yield f"I4: revision {rev} of {key} does not stand on the one before"
        if before and before[1].verdict == "quarantined" and one.verdict != "quarantined":
            yield f"I4: revision {rev} of {key} counts on one that nobody decided"


def no_claims(seen: Seen) -> Iterator[str]:
    """I7: what stored nothing claims no stream."""
    named = {(collection, id) for _, collection, id, _ in seen.server.records}
    for key in seen.server.streams:
        if key[0] != "draft" and key not in named:
            yield f"I7: the stream {key} was claimed by nothing"


def drafts_end(seen: Seen) -> Iterator[str]:
    """A draft goes when what it became is committed, and does not come back."""
    sealed: dict[tuple[str, str], int] = {}
    for (user, collection, id, _), one in seen.server.records.items():
        if collection == "inspection" and one.code != "imported":
            sealed[(user, id)] = max(one.rev, sealed.get((user, id), 0))
    for (user, collection, id, _), one in seen.server.records.items():
        open_draft = collection == "draft" and not one.off_lineage
        if open_draft and (one.for_rev or 0) <= sealed.get((user, id), 0):
            yield f"I4: the draft {id} outlived what it became"
    kept = {(u, i) for (u, c, i, _), one in seen.server.records.items() if c == "draft"}
    for scope, rows in seen.server.rows.items():
        for (collection, id), (_, gone) in rows.items():
            if collection == "draft" and not gone and (scope.partition(":")[2], id) not in kept:
                yield f"I4: phones are shown the draft {id}, which is no draft any more"
