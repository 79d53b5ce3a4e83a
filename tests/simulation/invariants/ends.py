"""I5 and I8, when the faults have stopped and everybody has been heard."""

from collections.abc import Iterator

from tests.simulation.promises import Confirmed
from tests.simulation.seen import PhoneSeen, Seen, ServerSeen

DONE = ("received", "quarantined", "replaced", "fix")


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
    """What is neither proven nor waits for a person; a fork of the same number does beside it."""
    closed = {key[:2]: key[2] for key in sorted(phone.sent) if phone.sent[key].receipt}
    for key, one in phone.outbox.items():
        excused = _broken(phone, one.hashes) and closed.get(key[:2], 0) <= key[2]
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
