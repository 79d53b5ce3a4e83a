"""Where a revision begins on the model phone: `data/repairs.ts` and `data/elsewhere.ts`."""

import json
from collections.abc import Collection
from dataclasses import replace
from typing import Any

from tests.simulation.model.device import Clock, Disk
from tests.simulation.model.things import Backup, Draft, Kept, Partition, Photo

CHECKLIST = ("checklist", "one")
FINAL_STATES = ("received", "quarantined", "replaced")


class Refused(Exception):
    """The store says no; nothing was changed."""


class Revising:
    """Opens again what was returned, could not be taken or was begun on another phone."""

    def __init__(self, store: Partition, disk: Disk, clock: Clock) -> None:
        self.store, self.disk, self.clock = store, disk, clock

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
            self.store.drafts[id] = _draft_of(id, body, rev, base, kept, broken)

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
            self.store.backups[id] = Backup(told["rev"], 0, delivered=of_this_server)

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
        own = [
            one
            for one in self.store.stream("inspection", id)
            if one.state != "replaced" and not self.store.is_mended(one)
        ]
        newest = max(own, key=lambda one: one.rev, default=None)
        row = self.store.rows.get(("inspection", id))
        told = row[3] if row else None
        if told and "body" in told and not (newest and _steps_in(newest, told)):
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


def _steps_in(own: Kept, told: dict[str, Any]) -> bool:
    """A later revision, or the very record that is to be mended."""
    return own.rev > told["rev"] or (told["state"] == "fix" and own.digest == told["digest"])


def _draft_of(
    id: str,
    body: dict[str, Any],
    rev: int,
    base: str | None,
    photos: Any,
    broken: Collection[str] = (),
) -> Draft:
    draft = Draft(
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
    said = body.get("signature")
    if said is None or said["sha256"] in broken:
        return draft
    entries = tuple((one["inspection"], one["content_digest"]) for one in body["round"])
    given = (said["sha256"], said["rev"], said["content_digest"])
    return replace(draft, signature=given, round=entries)
