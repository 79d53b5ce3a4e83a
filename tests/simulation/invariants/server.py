"""What the server holds: once, with its evidence, told of, under its author, in the books."""

from collections import Counter
from collections.abc import Iterator

from tests.simulation.promises import Confirmed
from tests.simulation.seen import Seen, ServerSeen
from tests.simulation.watch import Watch

COUNTED = ("received", "returned", "approved")
COMES_TO = ("stored", "waiting")
LATER = ("record.complete", "record.vouched")


def effect_once(seen: Seen) -> Iterator[str]:
    """I2 and I10: one link of the audit chain per change, one digest per number of the line."""
    told = Counter(seen.server.audited)
    for (action, collection, id, rev, digest), times in told.items():
        # What a file brought first is judged anew when its author hands it in himself.
        vouched = told[("record.vouched", collection, id, rev, digest)]
        if times > 1 + vouched and collection != "draft":
            yield f"I2: {action} of {collection} {id} rev {rev} happened {times} times"
    for key in {one[1:] for one in told if one[0] == "record.waiting"} & _receipted(seen):
        if ("record.complete", *key) not in told:
            yield f"I10: no audit entry for the completion of {key}"
    stored = {(c, i, one.rev, d) for (_, c, i, d), one in seen.server.records.items()}
    audited = {one[1:] for one in seen.server.audited if one[0] not in LATER}
    for key in stored - audited:
        if key[0] != "draft":
            yield f"I10: no audit entry for {key}"


def _receipted(seen: Seen) -> set[tuple[str, str, int, str]]:
    records = seen.server.records.items()
    return {(c, i, one.rev, d) for (_, c, i, d), one in records if one.receipt}


def evidence_complete(seen: Seen) -> Iterator[str]:
    """I3: nothing counts, no receipt exists and no row speaks of bytes that are not there."""
    server = seen.server
    for user, sha256 in server.owned:
        if sha256 not in server.files:
            yield f"I3: a row says that {user} uploaded {sha256[:8]}, and its bytes are not there"
    newest = dict(sorted(server.revisions))
    for (id, rev), one in server.revisions.items():
        # A later revision closes older ones that still wait: those count no more.
        if one.state in COUNTED and rev == newest[id]:
            yield from _lacking(f"revision {rev} of {id}", one.user, one.hashes, server)
    for (user, collection, id, _), record in server.records.items():
        if record.receipt:
            yield from _lacking(f"receipt of {collection} {id}", user, record.hashes, server)


def _lacking(what: str, user: str, hashes: tuple[str, ...], server: ServerSeen) -> Iterator[str]:
    for sha256 in hashes:
        if (user, sha256) not in server.owned or sha256 not in server.files:
            yield f"I3: {what} lacks {sha256[:8]}"


def promises_kept(seen: Seen, watch: Watch) -> Iterator[str]:
    """I6: what an answer called committed is there, and a receipt once given stays."""
    for key, receipt in watch.promised.items():
        record = seen.server.records.get(key)
        if record is None or (receipt and not record.receipt):
            yield f"I6: the server told of {key} and does not have it"


def uploads_stay(seen: Seen, watch: Watch) -> Iterator[str]:
    """I6: an upload that was called finished says so until it expires."""
    for id in watch.finished - seen.server.finished:
        yield f"I6: the finished upload {id} is none any more"


def credited(seen: Seen, confirmed: Confirmed) -> Iterator[str]:
    """I9: what a person made is nobody else's at the server."""
    authors = {key[1:2] + key[3:]: user for _, user, key in confirmed.records}
    for user, _, id, digest in seen.server.records:
        if authors.get((id, digest), user) != user:
            yield f"I9: {id} of {authors[(id, digest)]} was taken from {user}"


def books_follow(seen: Seen) -> Iterator[str]:
    """I11: what counts in the books is what the lines say, revision for revision."""
    server = seen.server
    lines = {
        (id, one.rev): (digest, one)
        for (_, collection, id, digest), one in server.records.items()
        if collection == "inspection" and not one.off_lineage
    }
    for key, revision in server.revisions.items():
        digest, record = lines.get(key, ("", None))
        if record is None or digest != revision.digest:
            yield f"I11: revision {key} stands in the books and not on its line"
        elif record.verdict not in COMES_TO:
            yield f"I11: revision {key} counts as {revision.state} and is {record.verdict}"
    for key, (_, record) in lines.items():
        if record.verdict in COMES_TO and key not in server.revisions:
            yield f"I11: {key} is {record.verdict} and stands in no book"
        elif record.verdict == "stored" and server.revisions[key].state == "waiting":
            yield f"I11: {key} is stored and still waits in the books"
