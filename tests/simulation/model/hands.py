"""What a person does on the model phone: the writes of `static/phone/data`, one for one."""

import hashlib
import json
from dataclasses import replace
from typing import Any

from tests.simulation.model.device import Clock, Disk
from tests.simulation.model.things import Backup, Draft, Kept, Partition, Photo


class Refused(Exception):
    """The store says no; nothing was changed."""


class Hands:
    """One person's partition under his hands."""

    def __init__(self, store: Partition, disk: Disk, clock: Clock) -> None:
        self.store, self.disk, self.clock = store, disk, clock

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
            if self.disk.full:
                raise Refused("quota")
            draft = self._draft(id)
            known = self.store.photos.get(sha256)
            fresh = Photo(sha256, len(data), saved_at=now)
            if known:
                told = ("uploaded", "receipted", "orphaned")
                fresh = replace(fresh, **{name: getattr(known, name) for name in told})
            self.store.bytes[sha256], self.store.photos[sha256] = data, fresh
            others = tuple(one for one in draft.photos if one[0] != sha256)
            self.store.drafts[id] = replace(
                draft, photos=(*others, (sha256, now)), edits=draft.edits + 1
            )

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

    def mend(self, id: str) -> None:
        """Opens the next revision of what was returned or could not be taken."""
        with self.disk.write():
            if id in self.store.drafts:
                return
            body, blobs, rev, base = self._source(id)
            broken = self._broken([sha256 for sha256, _ in blobs])
            kept = tuple((one, at) for one, at in body["photos"] if one not in broken)
            self._name_at_server(blobs)
            self._pin()
            self.store.drafts[id] = _draft_of(id, body, rev, base, kept)

    def take(self, id: str) -> None:
        """Goes on with a draft of another phone."""
        with self.disk.write():
            row = self.store.rows.get(("draft", id))
            if row is None or self.is_here(id):
                raise Refused("draft_gone")
            told = row[3]
            body = json.loads(told["body"])
            server = self.store.rows.get(("inspection", id))
            known = server[3] if server else None
            if known and known["rev"] >= body["for_rev"]:
                raise Refused("draft_gone")
            if body["for_rev"] > 1 and (not known or known["rev"] != body["for_rev"] - 1):
                raise Refused("no_revision")
            base = known["digest"] if known else None
            self._name_at_server(told["blobs"])
            self._pin()
            photos = tuple((one, at) for one, at in body["photos"])
            self.store.drafts[id] = _draft_of(id, body, body["for_rev"], base, photos)
            meta = self.store.meta
            of_this_server = meta.get("cursor_epoch") == meta.get("epoch")
            self.store.backups[id] = Backup(told["rev"], 0, held=of_this_server)

    def is_here(self, id: str) -> bool:
        begun = id in self.store.drafts or id in self.store.backups
        return begun or bool(self.store.stream("inspection", id))

    def is_gone(self, id: str) -> bool:
        """It goes on here, or it was sealed elsewhere and only its row is late."""
        server = self.store.rows.get(("inspection", id))
        for_rev = json.loads(self.store.rows[("draft", id)][3]["body"])["for_rev"]
        return self.is_here(id) or bool(server and server[3]["rev"] >= for_rev)

    def mendable(self) -> list[str]:
        """Whatever `mend` would open, and what is open already."""
        ids = {one.id for one in (*self.store.outbox.values(), *self.store.sent.values())}
        ids |= {id for collection, id in self.store.rows if collection == "inspection"}
        return sorted(id for id in ids if id not in self.store.drafts and self._has_source(id))

    def _has_source(self, id: str) -> bool:
        try:
            return bool(self._source(id))
        except Refused:
            return False

    def _source(self, id: str) -> tuple[dict[str, Any], Any, int, str | None]:
        own = [one for one in self.store.stream("inspection", id) if one.state != "replaced"]
        newest = max(own, key=lambda one: one.rev, default=None)
        row = self.store.rows.get(("inspection", id))
        told = row[3] if row else None
        if told and told["state"] == "returned" and told["rev"] >= (newest.rev if newest else 0):
            return json.loads(told["body"]), told["blobs"], told["rev"] + 1, told["digest"]
        if newest is None:
            raise Refused("no_revision")
        body, blobs = json.loads(newest.body), newest.blobs
        if newest.state == "never":
            return body, blobs, newest.rev, newest.base
        cannot_arrive = self._broken(newest.hashes) and newest.state not in FINAL_STATES
        if newest.state == "fix" or cannot_arrive:
            return body, blobs, newest.rev + 1, newest.digest
        raise Refused("no_revision")

    def _broken(self, hashes: list[str]) -> set[str]:
        infos = [self.store.photos[one] for one in hashes if one in self.store.photos]
        return {
            info.sha256
            for info in infos
            if not info.uploaded and (not info.here or info.spoiled or info.unreadable)
        }

    def _name_at_server(self, blobs: Any) -> None:
        for sha256, size in blobs:
            if sha256 not in self.store.photos:
                self.store.photos[sha256] = Photo(
                    sha256, size, self.clock.device, here=False, uploaded=True
                )

    def _pin(self) -> None:
        """What is in use outlives the cache."""
        self.store.pinned |= CHECKLIST in self.store.rows

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


CHECKLIST = ("checklist", "one")
FINAL_STATES = ("received", "kept", "replaced")


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
    }


def _draft_of(id: str, body: dict[str, Any], rev: int, base: str | None, photos: Any) -> Draft:
    return Draft(
        id,
        rev,
        base,
        body["premises"],
        body["started_at"],
        tuple(body["clock"]),
        tuple(photos),
        body["wrong"],
        body["note"],
    )
