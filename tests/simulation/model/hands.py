"""What a person does on the model phone: the writes of `static/phone/data`, one for one."""

import hashlib
import json
from dataclasses import replace
from typing import Any

from tests.simulation.model.revising import CHECKLIST, Refused, Revising
from tests.simulation.model.things import Draft, Kept, Photo


class Hands(Revising):
    """One person's partition under his hands."""

    def seen(self) -> tuple[Any, ...]:
        """Server time, and its age by this page's steady clock or else by the wall."""
        if "seen" not in self.store.meta:
            return (None, None)
        told, wall, page = self.store.meta["seen"]
        age = 0 if page == self.clock.page else max(0, self.clock.device - wall)
        return (told, age)

    def start(self, premises: str) -> str:
        if ("premises", premises) not in self.store.rows:
            raise Refused("unknown_premises")
        if CHECKLIST not in self.store.rows and not self.store.pinned:
            raise Refused("no_checklist")
        id, now = self.clock.new_id(), self.clock.device
        with self.disk.write():
            self._pin()
            self.store.drafts[id] = Draft(id, 1, None, premises, now, self.seen())
        return id

    def answer(self, id: str, *, note: int | None = None, wrong: bool | None = None) -> None:
        draft = self._draft(id)
        with self.disk.write():
            changed = replace(draft, edits=draft.edits + 1)
            changed = changed if note is None else replace(changed, note=note)
            self.store.drafts[id] = changed if wrong is None else replace(changed, wrong=wrong)

    def photo(self, id: str, data: bytes) -> None:
        sha256 = hashlib.sha256(data).hexdigest()
        now = self.clock.device
        self._with_room(lambda: self._keep(id, data, sha256, now))

    def _keep(self, id: str, data: bytes, sha256: str, now: int) -> None:
        with self.disk.write():
            draft = self._draft(id)
            self._keep_bytes(sha256, data, now)
            others = tuple(one for one in draft.photos if one[0] != sha256)
            self.store.drafts[id] = replace(
                draft, photos=(*others, (sha256, now)), edits=draft.edits + 1
            )

    def _keep_bytes(self, sha256: str, data: bytes, now: int) -> None:
        if self.disk.full:
            raise Refused("quota")
        known = self.store.photos.get(sha256)
        fresh = Photo(sha256, len(data), saved_at=now)
        if known:
            told = ("uploaded", "receipted")
            fresh = replace(fresh, **{name: getattr(known, name) for name in told})
        self.store.bytes[sha256], self.store.photos[sha256] = data, fresh

    def _with_room(self, keep: Any) -> None:
        try:
            keep()
        except Refused as refused:
            if str(refused) != "quota" or not self._free_receipted():
                raise
            keep()

    def _free_receipted(self) -> bool:
        with self.disk.write():
            freed = False
            for photo in list(self.store.photos.values()):
                if photo.here and photo.receipted and not self.store.is_unsent(photo.sha256):
                    del self.store.bytes[photo.sha256]
                    self.store.photos[photo.sha256] = replace(photo, here=False)
                    freed, self.disk.full = True, False
            return freed

    def seal(self, id: str) -> Kept:
        draft, made_at = self._draft(id), self.clock.device
        record = Kept(
            "inspection",
            id,
            draft.rev,
            draft.base,
            *self._frozen(body_of(draft, self.store.user) | {"sealed_at": made_at}),
            self._blobs(draft),
            made_at,
        )
        with self.disk.write():
            self.store.outbox[record.key] = record
            del self.store.drafts[id]
            self.store.backups.pop(id, None)
        return record

    def scan(self, premises: str | None) -> Kept:
        at = self.clock.device
        body = {"author": self.store.user, "premises": premises, "at": at, "clock": self.seen()}
        record = Kept("scan", self.clock.new_id(), 1, None, *self._frozen(body), (), at)
        with self.disk.write():
            self.store.outbox[record.key] = record
        return record

    def discard(self, id: str) -> None:
        draft = self._draft(id)
        with self.disk.write():
            del self.store.drafts[id]
            for sha256 in draft.hashes:
                self.store.forget(sha256)

    def _draft(self, id: str) -> Draft:
        if id not in self.store.drafts:
            raise Refused("draft_gone")
        return self.store.drafts[id]

    def _blobs(self, draft: Draft) -> tuple[tuple[str, int], ...]:
        infos = [self.store.photos.get(one) for one in draft.hashes]
        if any(info is None or info.spoiled for info in infos):
            raise Refused("photo_gone")
        return tuple((info.sha256, info.size) for info in infos if info)

    def _frozen(self, body: dict[str, Any]) -> tuple[str, str]:
        text = json.dumps(body)
        return hashlib.sha256(text.encode()).hexdigest(), text


def body_of(draft: Draft, author: str) -> dict[str, Any]:
    """What the server reads of it, and what makes it this draft and no other."""
    return {
        "author": author,
        "premises": draft.premises,
        "photos": draft.photos,
        "wrong": draft.wrong,
        "note": draft.note,
        "started_at": draft.started_at,
        "clock": draft.clock,
        **_said(draft, author),
    }


def _said(draft: Draft, author: str) -> dict[str, Any]:
    if draft.signature is None:
        return {}
    sha256, rev, digest = draft.signature
    said = {"role": "inspector", "user": author, "sha256": sha256, "rev": rev, "round": True}
    entries = [{"inspection": one, "content_digest": content} for one, content in draft.round]
    return {"signature": said | {"content_digest": digest}, "round": entries}
