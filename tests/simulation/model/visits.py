"""What version 2 lets a person do on the model phone: sign a round, withdraw, propose."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from tests.simulation.model.hands import Hands, body_of
from tests.simulation.model.revising import Refused
from tests.simulation.model.signed import content_digest, digest_of
from tests.simulation.model.things import Kept, Photo

OPEN_STATES = ("waiting", "received", "returned")


class Visits(Hands):
    """One person's partition, with whatever version 2 brought."""

    def sign(self, ids: Sequence[str], picture: bytes) -> None:
        """One signature for all of these drafts, as they are now."""
        drafts = [self._draft(id) for id in ids]
        if len(drafts) < 2:
            raise Refused("round_of_one")
        author = self.store.user
        entries = [(one.id, content_digest(one.id, body_of(one, author))) for one in drafts]
        sha256 = hashlib.sha256(picture).hexdigest()
        with self.disk.write():
            self._keep_bytes(sha256, picture)
            for draft in drafts:
                said = (sha256, draft.rev, digest_of(_listed(entries)))
                signed = replace(draft, signature=said, round=tuple(entries))
                self.store.drafts[draft.id] = replace(signed, edits=draft.edits + 1)

    def change_signed(self, id: str, note: int, in_list: bool) -> None:
        """What our phone never does: another client changes what was signed, and its list."""
        draft = self._draft(id)
        if draft.signature is None:
            raise Refused("unsigned")
        changed = replace(draft, note=note, edits=draft.edits + 1)
        if in_list:
            own = content_digest(id, body_of(changed, self.store.user))
            entries = tuple((one, own if one == id else was) for one, was in changed.round)
            changed = replace(changed, round=entries)
        with self.disk.write():
            self.store.drafts[id] = changed

    def withdrawable(self) -> list[str]:
        """What was received, as far as this phone knows, and nobody decided for good."""
        ids = sorted({one.id for one in self.store.sent.values() if one.collection == "inspection"})
        return [id for id in ids if self._newest_sent(id)]

    def withdraw(self, id: str) -> Kept:
        """Freezes the next revision, which says that all of it is taken back."""
        newest = self._newest_sent(id)
        if newest is None:
            raise Refused("no_revision")
        return self._next(newest, json.loads(newest.body) | {"withdrawn": "the wrong place"})

    def withdrawn(self) -> list[str]:
        ids = sorted({one.id for one in self.store.sent.values()})
        return [id for id in ids if self._withdrawn(id)]

    def go_on(self, id: str) -> Kept:
        """What our phone never does: another client goes on with what was withdrawn."""
        newest = self._withdrawn(id)
        if newest is None:
            raise Refused("no_revision")
        body = json.loads(newest.body) | {"reason": "not withdrawn"}
        del body["withdrawn"]
        return self._next(newest, body)

    def _withdrawn(self, id: str) -> Kept | None:
        own = self.store.stream("inspection", id)
        newest = max(own, key=lambda one: one.rev, default=None)
        return newest if newest and "withdrawn" in json.loads(newest.body) else None

    def _next(self, newest: Kept, body: dict[str, Any]) -> Kept:
        id, rev, at = newest.id, newest.rev + 1, self.clock.device
        frozen = self._frozen(body)
        record = Kept("inspection", id, rev, newest.digest, *frozen, newest.blobs, at)
        with self.disk.write():
            self._name_at_server(newest.blobs)
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
        with self.disk.write():
            for sha256 in hashes:
                self._keep_bytes(sha256, picture or b"")
            self.store.outbox[record.key] = record
        return record

    def _newest_sent(self, id: str) -> Kept | None:
        own = self.store.stream("inspection", id)
        newest = max(own, key=lambda one: one.rev, default=None)
        row = self.store.rows.get(("inspection", id))
        told = row[3] if row else None
        if newest is None or newest.state != "received" or id in self.store.drafts:
            return None
        same = told and told["digest"] == newest.digest and told["state"] in OPEN_STATES
        withdrawn = "withdrawn" in json.loads(newest.body)
        return newest if same and not withdrawn else None

    def _keep_bytes(self, sha256: str, data: bytes) -> None:
        if self.disk.full:
            raise Refused("quota")
        known = self.store.photos.get(sha256)
        fresh = Photo(sha256, len(data), saved_at=self.clock.device)
        if known:
            told = ("uploaded", "receipted")
            fresh = replace(fresh, **{name: getattr(known, name) for name in told})
        self.store.bytes[sha256], self.store.photos[sha256] = data, fresh


def _listed(entries: Sequence[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"inspection": id, "content_digest": digest} for id, digest in entries]
