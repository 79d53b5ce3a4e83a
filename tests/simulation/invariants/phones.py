"""What one phone holds beside what the server holds."""

import hashlib
from collections.abc import Iterator

from tests.simulation.seen import PhoneSeen, ServerSeen
from tests.simulation.steps import photo_bytes

NO_PHOTOS = {hashlib.sha256(photo_bytes(number)).hexdigest() for number in (5, 11)}


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


def honest_receipts(
    device: str, user: str, before: PhoneSeen | None, phone: PhoneSeen, server: ServerSeen
) -> Iterator[str]:
    """I6: bytes may go only when a receipt lists them."""
    for sha256, photo in phone.photos.items():
        known = before.photos.get(sha256) if before else None
        if not photo.receipted or known is None or known.receipted:
            continue
        his = (one for key, one in server.records.items() if key[0] == user)
        all_of_his = (*phone.outbox.values(), *phone.sent.values(), *his)
        if not any(one.receipt and sha256 in one.hashes for one in all_of_his):
            yield f"I6: {device} believes that a receipt lists {sha256[:8]}"


def honest_photos(device: str, phone: PhoneSeen) -> Iterator[str]:
    """I3: only a photo that is none is called unreadable."""
    for sha256, photo in phone.photos.items():
        if photo.unreadable and sha256 not in NO_PHOTOS:
            yield f"I3: {device} was told that a good photo is none: {sha256[:8]}"


def nothing_left(device: str, user: str, phone: PhoneSeen) -> Iterator[str]:
    """I9: who signed out left no list on a phone that others use."""
    if phone.rows or phone.cursors:
        yield f"I9: {device} still has lists of {user}, who signed out"


def partitions(device: str, user: str, phone: PhoneSeen) -> Iterator[str]:
    """I9: nobody's own rows lie in another person's partition."""
    mine = f"user:{user}"
    for key, (scope, _) in phone.rows.items():
        if scope.startswith("user:") and scope != mine:
            yield f"I9: {device} keeps {key} of {scope} for {user}"
