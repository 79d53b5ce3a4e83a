"""I1 to I12 as questions to what can be seen; each answers with what is wrong."""

import hashlib
from collections import Counter
from collections.abc import Iterator

from tests.simulation.seen import PhoneSeen, RecordSeen, Seen, ServerSeen
from tests.simulation.steps import photo_bytes
from tests.simulation.watch import Watch
from tests.simulation.world import Confirmed, bytes_somewhere

COUNTED = ("received", "returned", "approved")
NO_PHOTOS = {hashlib.sha256(photo_bytes(number)).hexdigest() for number in (5, 11)}
FINAL = ("received", "kept", "replaced")
DONE = (*FINAL, "fix")
COMES_TO = ("stored", "waiting")


def after_a_step(before: Seen, seen: Seen, confirmed: Confirmed, watch: Watch) -> Iterator[str]:
    """All but those of the end. What did not change since it was asked is not asked again."""
    yield from no_loss(seen, confirmed)
    yield from no_lost_drafts(seen, confirmed)
    yield from promises_kept(seen, watch)
    server_moved = seen.server is not before.server
    if server_moved:
        yield from of_the_server(before, seen, confirmed)
    for (device, user), phone in seen.phones.items():
        if server_moved or before.phones.get((device, user)) is not phone:
            yield from cursors_skip_nothing(device, user, phone, seen.server)
            yield from honest_photos(device, phone)
            yield from partitions(device, user, phone)
            yield from honest_receipts(device, before.phones.get((device, user)), phone)


def of_the_server(before: Seen, seen: Seen, confirmed: Confirmed) -> Iterator[str]:
    yield from effect_once(seen)
    yield from evidence_complete(seen)
    yield from in_order(seen)
    yield from no_claims(seen)
    yield from drafts_end(seen)
    yield from books_follow(seen)
    yield from uploads_stay(before, seen)
    yield from monotone(before, seen, confirmed.restored)


def no_loss(seen: Seen, confirmed: Confirmed) -> Iterator[str]:
    """I1: what was confirmed lies on the phone or at the server, with its bytes."""
    server = seen.server
    for (device, user, key), hashes in confirmed.records.items():
        phone = seen.phones.get((device, user))
        collection, id, _, digest = key
        here = phone is not None and (key in phone.outbox or key in phone.sent)
        if not here and (user, collection, id, digest) not in server.records:
            yield f"I1: {device} lost a confirmed {collection} of {user}: {id}"
        for sha256 in hashes:
            if not bytes_somewhere(sha256, user, seen):
                yield f"I1: {device} lost a photo of a confirmed {collection}: {sha256[:8]}"


def no_lost_drafts(seen: Seen, confirmed: Confirmed) -> Iterator[str]:
    """I1 for work that is still open."""
    for (device, user, id), edits in confirmed.drafts.items():
        phone = seen.phones.get((device, user))
        if phone is None or id not in phone.drafts or phone.drafts[id][1] < edits:
            yield f"I1: {device} lost a confirmed draft of {user}: {id}"
            continue
        for sha256 in phone.drafts[id][2]:
            photo = phone.photos.get(sha256)
            if (photo is None or photo.here) and not bytes_somewhere(sha256, user, seen):
                yield f"I1: {device} lost a photo of an open draft: {sha256[:8]}"


def effect_once(seen: Seen) -> Iterator[str]:
    """I2 and I10: one link of the audit chain per change, one digest per number of the line."""
    told = Counter(seen.server.audited)
    for (action, collection, id, rev, _), times in told.items():
        if times > 1 and collection != "draft":
            yield f"I2: {action} of {collection} {id} rev {rev} happened {times} times"
    for key in {one[1:] for one in told if one[0] == "record.waiting"} & _receipted(seen):
        if ("record.complete", *key) not in told:
            yield f"I10: no audit entry for the completion of {key}"
    stored = {(c, i, one.rev, d) for (_, c, i, d), one in seen.server.records.items()}
    audited = {one[1:] for one in seen.server.audited if one[0] != "record.complete"}
    for key in stored - audited:
        if key[0] != "draft":
            yield f"I10: no audit entry for {key}"


def _receipted(seen: Seen) -> set[tuple[str, str, int, str]]:
    records = seen.server.records.items()
    return {(c, i, one.rev, d) for (_, c, i, d), one in records if one.receipt}


def evidence_complete(seen: Seen) -> Iterator[str]:
    """I3: nothing counts, and no receipt exists, without all its bytes."""
    server = seen.server
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


def in_order(seen: Seen) -> Iterator[str]:
    """I4 and I7: a line is a chain without holes, its head the newest; what forked is flagged."""
    lines: dict[tuple[str, str], dict[int, tuple[str, RecordSeen]]] = {}
    for (user, collection, id, digest), one in seen.server.records.items():
        if one.beside and one.verdict != "kept" and collection != "draft":
            yield f"I7: {collection} {id} lies beside its line as {one.verdict}"
        if one.beside or collection == "draft":
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
        if before and before[1].verdict == "kept" and one.verdict != "kept":
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
        if collection == "inspection":
            sealed[(user, id)] = max(one.rev, sealed.get((user, id), 0))
    for (user, collection, id, _), one in seen.server.records.items():
        open_draft = collection == "draft" and not one.beside
        if open_draft and (one.for_rev or 0) <= sealed.get((user, id), 0):
            yield f"I4: the draft {id} outlived what it became"


def books_follow(seen: Seen) -> Iterator[str]:
    """I11: what counts in the books is what the lines say, revision for revision."""
    server = seen.server
    lines = {
        (id, one.rev): (digest, one)
        for (_, collection, id, digest), one in server.records.items()
        if collection == "inspection" and not one.beside
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


def uploads_stay(before: Seen, after: Seen) -> Iterator[str]:
    """I12: a finished upload says so until it expires."""
    if before.server.epoch != after.server.epoch:
        return
    for id, one in before.server.uploads.items():
        now = after.server.uploads.get(id)
        if one.complete and one.alive and (now is None or not now.complete):
            yield f"I12: the finished upload {id} is none any more"


def honest_receipts(device: str, before: PhoneSeen | None, phone: PhoneSeen) -> Iterator[str]:
    """I6: bytes may go only when a receipt lists them."""
    for sha256, photo in phone.photos.items():
        known = before.photos.get(sha256) if before else None
        if photo.receipted and known and not known.receipted and not _listed(phone, sha256):
            yield f"I6: {device} believes that a receipt lists {sha256[:8]}"


def _listed(phone: PhoneSeen, sha256: str) -> bool:
    both = (*phone.outbox.values(), *phone.sent.values())
    return any(one.receipt and sha256 in one.hashes for one in both)


def honest_photos(device: str, phone: PhoneSeen) -> Iterator[str]:
    """I3: only a photo that is none is called unreadable."""
    for sha256, photo in phone.photos.items():
        if photo.unreadable and sha256 not in NO_PHOTOS:
            yield f"I3: {device} was told that a good photo is none: {sha256[:8]}"


def partitions(device: str, user: str, phone: PhoneSeen) -> Iterator[str]:
    """I9: nobody's own rows lie in another person's partition."""
    mine = f"user:{user}"
    for key, (scope, _) in phone.rows.items():
        if scope.startswith("user:") and scope != mine:
            yield f"I9: {device} keeps {key} of {scope} for {user}"


def cursors_skip_nothing(
    device: str, user: str, phone: PhoneSeen, server: ServerSeen
) -> Iterator[str]:
    """I5: what lies at or below a cursor is on the phone, as new as it was."""
    if phone.cursor_epoch != server.epoch:
        return
    for scope, cursor in phone.cursors.items():
        for key, (seq, gone) in server.rows.get(scope, {}).items():
            if seq > cursor:
                continue
            if gone and phone.rows.get(key, ("", 0))[0] == scope:
                yield f"I5: {device} still has {key}, gone from {scope}"
            if not gone and phone.rows.get(key) != (scope, seq):
                yield f"I5: {device} of {user} lacks {key} of {scope} below its cursor"


def promises_kept(seen: Seen, watch: Watch) -> Iterator[str]:
    """I6: what an answer called committed is there, and a receipt once given stays."""
    for key, receipt in watch.promised.items():
        record = seen.server.records.get(key)
        if record is None or (receipt and not record.receipt):
            yield f"I6: the server told of {key} and does not have it"


def monotone(before: Seen, after: Seen, restored: bool) -> Iterator[str]:
    """I12: heads only rise, lines only grow, the epoch changes by a restore alone."""
    if restored:
        return
    if before.server.epoch != after.server.epoch:
        yield "I12: the epoch changed without a restore"
    for scope, head in before.server.heads.items():
        if after.server.heads.get(scope, 0) < head:
            yield f"I12: the counter of {scope} fell"
    newest = _open_drafts(after.server)
    for key, number in _open_drafts(before.server).items():
        if newest.get(key, number) < number:
            yield f"I12: the draft {key} went back"
    for key, one in before.server.records.items():
        if key[1] == "draft":
            continue
        now = after.server.records.get(key)
        if now is None or (one.receipt and not now.receipt):
            yield f"I7: {key} was there and is not"


def _open_drafts(server: ServerSeen) -> dict[tuple[str, str], tuple[int, int]]:
    records = server.records.items()
    drafts = ((u, i, one) for (u, c, i, _), one in records if c == "draft" and not one.beside)
    return {(user, id): (one.for_rev or 0, one.rev) for user, id, one in drafts}


def drained(seen: Seen, confirmed: Confirmed, device: str, user: str) -> Iterator[str]:
    """I8 and I5 at the end: nothing is stuck, and the phone has what the server has."""
    phone = seen.phones[(device, user)]
    yield from stuck(device, phone)
    yield from _as_server(device, user, phone, seen.server)
    for collection, id, _, digest in (
        one[2] for one in confirmed.records if one[:2] == (device, user)
    ):
        if (user, collection, id, digest) not in seen.server.records:
            yield f"I8: a confirmed {collection} of {device} never came to the server: {id}"
    backed_up = {id for owner, c, id, _ in seen.server.records if (owner, c) == (user, "draft")}
    for id in phone.drafts:
        if id not in backed_up and not _sealed_elsewhere(seen.server, user, id):
            yield f"I8: {device} has a draft without a backup: {id}"


def _sealed_elsewhere(server: ServerSeen, user: str, id: str) -> bool:
    return any(key[:3] == (user, "inspection", id) for key in server.records)


def stuck(device: str, phone: PhoneSeen) -> Iterator[str]:
    """What is neither proven nor waits for a person."""
    closed = {key[:2]: key[2] for key in sorted(phone.sent) if phone.sent[key].receipt}
    for key, one in phone.outbox.items():
        excused = _broken(phone, one.hashes) and closed.get(key[:2], 0) < key[2]
        if one.state not in DONE and (one.receipt or not excused):
            yield f"I8: {device} still holds {key[0]} {key[1]} as {one.state} {one.code}"


def _broken(phone: PhoneSeen, hashes: tuple[str, ...]) -> bool:
    """It waits for a person: a photo of it cannot be read, or lies on another phone."""
    photos = [phone.photos[one] for one in hashes if one in phone.photos]
    return any(not one.uploaded and (not one.here or one.unreadable) for one in photos)


def _as_server(device: str, user: str, phone: PhoneSeen, server: ServerSeen) -> Iterator[str]:
    mine = [scope for owner, scope in server.grants if owner == user]
    wanted = {
        key: (scope, seq)
        for scope in (*mine, "catalogue", f"user:{user}")
        for key, (seq, gone) in server.rows.get(scope, {}).items()
        if not gone
    }
    if phone.rows != wanted:
        strange = sorted(set(phone.rows.items()) ^ set(wanted.items()))[:2]
        yield f"I5: {device} differs from the server at the end: {strange}"
