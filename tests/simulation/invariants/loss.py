"""I1: what people were told is safe lies somewhere, with its bytes."""

from collections.abc import Iterator

from tests.simulation.promises import Confirmed, bytes_somewhere
from tests.simulation.seen import Seen


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
