"""The phone's engine as a model: the requests and writes of `static/phone/sync`, one for one."""

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from tests.simulation.model.hands import body_of
from tests.simulation.model.page import DAY, LONGEST_PAUSE, OFFLINE, Stop
from tests.simulation.model.pulling import Pulling
from tests.simulation.model.things import TO_PUSH, Backup, Kept
from tests.simulation.model.uploading import Uploading
from tests.simulation.network import Answer

PASSES = 4
MONTH = 30 * DAY


class Round(Pulling, Uploading):
    """One round of one page."""

    def run(self, force: bool) -> Stop | None:
        """None: everything was said and heard."""
        stop = self._twice(force)
        if stop and (stop.answer.status, stop.code) == (403, "revoked"):
            with self.disk.write():
                self.store.drop_lists()
        return stop

    def _twice(self, force: bool) -> Stop | None:
        """Again where the server lost this client between hello and push."""
        stop = self._once(force)
        forgotten = stop and self.session and (stop.answer.status, stop.code) == (403, "client")
        return self._once(force) if forgotten else stop

    def _once(self, force: bool) -> Stop | None:
        self.session = None
        try:
            self._hello(fresh=False)
            unsent = self._hand_in(force)
            self._pull()
            with self.disk.write():
                self._forget_old()
            unsettled = self._unless_failed(self._settle_orphans)
            self._refill()
        except Stop as stop:
            return stop
        return unsettled or unsent

    def _unless_failed(self, work: Callable[[], None]) -> Stop | None:
        """What the server itself said where it failed, which keeps nothing else from its turn."""
        try:
            work()
        except Stop as stop:
            if stop.answer.status < 500:
                raise
            return stop
        return None

    def _hello(self, fresh: bool) -> None:
        meta = self.store.meta
        client = self.clock.new_id() if fresh else self._client()
        try:
            told = self._call("/sync/hello", {"client_id": client})
        except Stop as stop:
            if (stop.answer.status, stop.code) != (403, "client"):
                raise
            self._expect_me(stop.answer.json["error"]["user"])
            if fresh:
                raise
            return self._hello(fresh=True)
        if not isinstance(told.get("epoch"), str) or told.get("client_id") != client:
            raise Stop(OFFLINE)
        self._expect_me(told["user"])
        if meta.get("epoch") != told["epoch"]:
            with self.disk.write():
                for id, backup in self.store.backups.items():
                    self.store.backups[id] = replace(backup, delivered=False)
        with self.disk.write():
            meta["client"], meta["epoch"] = client, told["epoch"]
            meta["seen"] = (told["server_time"], self.clock.device, self.clock.page)
        self.session = {"epoch": told["epoch"], "client": client}
        self.offset = told["server_time"] - self.clock.device

    def _client(self) -> str:
        meta = self.store.meta
        if "client" not in meta:
            made = self.clock.new_id()
            with self.disk.write():
                meta["client"] = made
        client: str = meta["client"]
        return client

    def _expect_me(self, signed_in: str) -> None:
        if signed_in != self.store.user:
            raise Stop(Answer(403, {"error": {"code": "other_user"}}))

    def _hand_in(self, force: bool) -> Stop | None:
        """What the server said of photos, where it failed at them alone."""
        before = ""
        for number in range(PASSES):
            records = self._pending(force and number == 0)
            same = ",".join(f"{one.id}:{one.rev}:{one.state}:{one.again}" for one in records)
            if number > 0 and same == before:
                return None
            before = same
            self._push([*records, *self._prepare()] if number == 0 else records)
            unsent = self._unless_failed(self._send_photos)
            if unsent:
                return unsent
        return None

    def _pending(self, force: bool) -> list[Kept]:
        found = [
            one
            for one in self.store.outbox.values()
            if one.again
            or (one.state == "fix" and self._is_foreign(one))
            or (one.state in TO_PUSH and (force or self._is_due(one)) and self._is_ready(one))
        ]
        found += [one for one in self.store.sent.values() if one.again or self._is_foreign(one)]
        return sorted(found, key=lambda one: (one.id, one.rev))

    def _is_due(self, record: Kept) -> bool:
        return not self.clock.is_ahead(record.retry_at, LONGEST_PAUSE)

    def _is_ready(self, record: Kept) -> bool:
        if record.state == "ready" or record.epoch != self.session["epoch"]:
            return True
        infos = [self.store.photos.get(sha256) for sha256 in record.hashes]
        return all(not info or not info.here or info.uploaded for info in infos)

    def _prepare(self) -> list[Kept]:
        """The number is on the disk before anything is on the wire."""
        found = []
        for draft in self.store.all_drafts():
            infos = [self.store.photos.get(one) for one in draft.hashes]
            good = all(info and not info.spoiled for info in infos)
            found.append((draft, self.store.backups.get(draft.id), good))
        records = []
        for draft, last, good in found:
            if not good or (last and last.delivered and last.edits == draft.edits):
                continue
            body = body_of(draft, self.store.user)
            body |= {"for_rev": draft.rev, "seen": self.hands.seen()}
            text, rev = json.dumps(body), (last.rev if last else 0) + 1
            with self.disk.write():
                self.store.backups[draft.id] = Backup(rev, draft.edits)
            digest = hashlib.sha256(text.encode()).hexdigest()
            blobs = tuple((one, self.store.photos[one].size) for one in draft.hashes)
            records.append(Kept("draft", draft.id, rev, None, digest, text, blobs, 0))
        return records

    def _push(self, records: list[Kept]) -> None:
        if not records:
            return
        sent = [_wire(one) for one in records]
        call = {"epoch": self.session["epoch"], "client_id": self.session["client"]}
        told = self._call("/sync/push", call | {"records": sent}).get("results")
        if not isinstance(told, list) or len(told) != len(records):
            raise Stop(OFFLINE)
        for record, result in zip(records, told, strict=True):
            self._settle(record, result)

    def _forget_old(self) -> None:
        now = self.clock.device + min(0, self.offset)
        sent = self.store.all_sent()
        for record in sent:
            if now - received_at(record, sent) < MONTH or self._is_foreign(record):
                continue
            del self.store.sent[record.key]
            for sha256 in record.hashes:
                self.store.forget(sha256)


def received_at(record: Kept, sent: Iterable[Kept]) -> int:
    """What has no receipt was closed by a later revision: then that one's."""
    if record.received_at:
        return record.received_at
    stream = (one for one in sent if (one.collection, one.id) == (record.collection, record.id))
    return max((one.received_at for one in stream if one.received_at), default=record.made_at)


def _wire(record: Kept) -> dict[str, Any]:
    blobs = [{"sha256": one, "size": size, "type": "image/jpeg"} for one, size in record.blobs]
    sent = {name: getattr(record, name) for name in ("collection", "id", "rev", "base", "digest")}
    sent |= {"body": record.body, "blobs": blobs}
    if record.receipt:
        sent["receipt"] = record.receipt
    return sent | ({"base_lost": True} if record.base_lost else {})
