"""What version 2 lets a person do on the model phone: sign a round, withdraw, propose."""

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from tests.simulation.model.hands import Hands, body_of
from tests.simulation.model.revising import Refused
from tests.simulation.model.signed import content_digest, digest_of
from tests.simulation.model.things import Draft, Kept

STANDING = ("ready", "waiting", "received")
NOT_WITHDRAWABLE = ("approved", "withdrawn", "quarantined")


class Visits(Hands):
    """One person's partition, with whatever version 2 brought."""

    def sign(self, ids: Sequence[str], picture: bytes) -> None:
        """One signature for all of these drafts, as they are now."""
        drafts = [self._draft(id) for id in ids]
        if len(drafts) < 2:
            raise Refused("round_of_one")
        author = self.store.user
        entries = [(one.id, content_digest(one.id, body_of(one, author))) for one in drafts]
        self._with_room(lambda: self._put_signature(drafts, entries, picture))

    def _put_signature(
        self, drafts: Iterable[Draft], entries: Sequence[tuple[str, str]], picture: bytes
    ) -> None:
        sha256 = hashlib.sha256(picture).hexdigest()
        with self.disk.write():
            self._keep_bytes(sha256, picture, self.clock.device)
            for draft in drafts:
                said = (sha256, draft.rev, digest_of(_listed(entries)))
                signed = replace(draft, signature=said, round=tuple(entries))
                self.store.drafts[draft.id] = replace(signed, edits=draft.edits + 1)

    def seal(self, id: str) -> Kept:
        """What was changed after it was signed is sealed without that signature."""
        draft = self._draft(id)
        if not draft.foreign and self._is_void(draft):
            with self.disk.write():
                reopened = replace(draft, signature=None, round=(), edits=draft.edits + 1)
                self.store.drafts[id] = reopened
                if draft.signature and draft.signature[0] not in reopened.hashes:
                    self.store.forget(draft.signature[0])
        return super().seal(id)

    def _is_void(self, draft: Draft) -> bool:
        """Given for this very revision, and for other content than it has now."""
        if draft.signature is None or draft.signature[1] != draft.rev:
            return False
        own = content_digest(draft.id, body_of(draft, self.store.user))
        return all(content != own for _, content in draft.round)

    def change_signed(self, id: str, note: int, in_list: bool) -> None:
        """What our phone never does: another client changes what was signed, and its list."""
        draft = self._draft(id)
        if draft.signature is None:
            raise Refused("unsigned")
        changed = replace(draft, note=note, edits=draft.edits + 1, foreign=True)
        if in_list:
            own = content_digest(id, body_of(changed, self.store.user))
            entries = tuple((one, own if one == id else was) for one, was in changed.round)
            changed = replace(changed, round=entries)
        with self.disk.write():
            self.store.drafts[id] = changed

    def withdrawable(self) -> list[str]:
        """What stands, as far as this phone knows."""
        return self._made_here(self._standing)

    def withdraw(self, id: str) -> Kept:
        """Freezes the next revision, which takes all of it back; whoever mended it stops."""
        newest = self._standing(id)
        if newest is None:
            raise Refused("no_revision")
        broken = self._broken(newest.hashes)
        body = json.loads(newest.body) | {"withdrawn": "the wrong place"}
        body["photos"] = [one for one in body["photos"] if one[0] not in broken]
        if "signature" in body and body["signature"]["sha256"] in broken:
            del body["signature"]
        record = self._next(newest, body, [one for one in newest.blobs if one[0] not in broken])
        with self.disk.write():
            if draft := self.store.drafts.pop(id, None):
                for sha256 in draft.hashes:
                    self.store.forget(sha256)
        return record

    def withdrawn(self) -> list[str]:
        """What this phone took back."""
        return self._made_here(self._withdrawn)

    def go_on(self, id: str) -> Kept:
        """What our phone never does: another client goes on with what was withdrawn."""
        newest = self._withdrawn(id)
        if newest is None:
            raise Refused("no_revision")
        body = json.loads(newest.body) | {"reason": "not withdrawn"}
        del body["withdrawn"]
        return self._next(newest, body, newest.blobs)

    def _made_here(self, find: Callable[[str], Kept | None]) -> list[str]:
        both = (*self.store.sent.values(), *self.store.outbox.values())
        ids = sorted({one.id for one in both if one.collection == "inspection"})
        return [id for id in ids if find(id)]

    def _newest(self, id: str) -> Kept | None:
        own = self.store.stream("inspection", id)
        return max(own, key=lambda one: one.rev, default=None)

    def _standing(self, id: str) -> Kept | None:
        newest, row = self._newest(id), self.store.rows.get(("inspection", id))
        if newest is None or newest.state not in STANDING or _takes_back(newest):
            return None
        late = row and (row[3]["rev"] > newest.rev or row[3]["state"] in NOT_WITHDRAWABLE)
        return None if late else newest

    def _withdrawn(self, id: str) -> Kept | None:
        newest = self._newest(id)
        return newest if newest and _takes_back(newest) else None

    def _next(self, newest: Kept, body: dict[str, Any], blobs: Iterable[tuple[str, int]]) -> Kept:
        id, rev, at = newest.id, newest.rev + 1, self.clock.device
        frozen = self._frozen(body | {"sealed_at": at})
        record = Kept("inspection", id, rev, newest.digest, *frozen, tuple(blobs), at)
        with self.disk.write():
            self.store.outbox[record.key] = record
        return record

    def propose(self, premises: str, picture: bytes | None) -> Kept:
        """Proposes a change of the premises; the register changes only at the desk."""
        hashes = [hashlib.sha256(picture).hexdigest()] if picture else []
        at = self.clock.device
        body = {
            "author": self.store.user,
            "premises": premises,
            "photos": [[h, at] for h in hashes],
        }
        blobs = tuple((one, len(picture or b"")) for one in hashes)
        record = Kept("proposal", self.clock.new_id(), 1, None, *self._frozen(body), blobs, at)
        self._with_room(lambda: self._keep_pictured(record, picture or b""))
        return record

    def corrections(self) -> list[str]:
        """What was told of and is to be put right."""
        return [id for collection, id in self.store.rows if collection == "correction"]

    def move(self, id: str, move: str, note: str, picture: bytes | None) -> Kept:
        """A move of a correction, by what was last seen of it."""
        seen, at = self.store.rows[("correction", id)][3], self.clock.device
        hashes = [hashlib.sha256(picture).hexdigest()] if picture else []
        body = {
            "author": self.store.user,
            "correction": id,
            "seen_rev": seen["steps"],
            "move": move,
            "note": note,
            "how": "handed",
            "photos": [[h, at] for h in hashes],
        }
        blobs = tuple((one, len(picture or b"")) for one in hashes)
        new, frozen = self.clock.new_id(), self._frozen(body)
        record = Kept("correction_step", new, 1, None, *frozen, blobs, at)
        self._with_room(lambda: self._keep_pictured(record, picture or b""))
        return record

    def _keep_pictured(self, record: Kept, picture: bytes) -> None:
        with self.disk.write():
            for sha256 in record.hashes:
                self._keep_bytes(sha256, picture, self.clock.device)
            self.store.outbox[record.key] = record


def _takes_back(record: Kept) -> bool:
    return "withdrawn" in json.loads(record.body)


def _listed(entries: Iterable[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"inspection": id, "content_digest": digest} for id, digest in entries]
