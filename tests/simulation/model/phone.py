"""The phone's engine as a model: the requests and writes of `static/phone/sync`, one for one."""

import hashlib
import json
from dataclasses import replace
from datetime import datetime
from typing import Any

from tests.simulation.model.hands import Hands, body_of
from tests.simulation.model.things import FINAL, MOVES, TO_PUSH, Backup, Kept, Key
from tests.simulation.network import Answer, Network, Request
from tests.simulation.steps import CHUNK, PAGE

PASSES, GAPS = 4, 3
DAY = 86_400_000
MONTH = 30 * DAY
OFFLINE = Answer(0)
"""Nobody answered, or somebody who is not ours."""


class Stop(Exception):
    """The round ends here; `answer` is what ended it."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(answer.status)
        self.answer = answer

    @property
    def code(self) -> str | None:
        said = (self.answer.json or {}).get("error")
        return said["code"] if said else None


class Round:
    """One round of one page. `tried` lives as long as the page."""

    def __init__(
        self,
        hands: Hands,
        network: Network,
        device: str,
        tried: set[str],
        page_started: int,
    ) -> None:
        self.hands, self.network, self.device = hands, network, device
        self.store, self.disk, self.clock = hands.store, hands.disk, hands.clock
        self.tried, self.page_started = tried, page_started
        self.session: dict[str, Any] | None = None

    def run(self, force: bool) -> Stop | None:
        """None: everything was said and heard."""
        stop = self._once(force)
        forgotten = stop and self.session and (stop.answer.status, stop.code) == (403, "client")
        return self._once(force) if forgotten else stop

    def _once(self, force: bool) -> Stop | None:
        self.session = None
        try:
            self._hello(fresh=False)
            self._hand_in(force)
            self._pull()
            with self.disk.write():
                self._forget_old()
            self._refill()
        except Stop as stop:
            return stop
        return None

    def _send(self, method: str, path: str, body: Any, **headers: str) -> Answer:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        answer = self.network.exchange(Request(self.device, method, path, body, named))
        return answer or OFFLINE

    def _call(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        """Raises Stop for anything but our own JSON."""
        answer = self._send("POST", path, body)
        if answer.json is None or not answer.ok:
            raise Stop(_refusal(answer))
        return answer.json

    def _hello(self, fresh: bool) -> None:
        meta = self.store.meta
        if fresh or "client" not in meta:
            made = self.clock.new_id()
            with self.disk.write():
                meta["client"] = made
        client = meta["client"]
        try:
            told = self._call("/sync/hello", {"client_id": client})
        except Stop as stop:
            if (stop.answer.status, stop.code) == (403, "client") and not fresh:
                return self._hello(fresh=True)
            raise
        if not isinstance(told.get("epoch"), str) or told.get("client_id") != client:
            raise Stop(OFFLINE)
        if told["user"] != self.store.user:
            raise Stop(Answer(403, {"error": {"code": "other_user"}}))
        if meta.get("epoch") != told["epoch"]:
            with self.disk.write():
                for id, backup in self.store.backups.items():
                    self.store.backups[id] = replace(backup, held=False)
        with self.disk.write():
            meta["epoch"] = told["epoch"]
            meta["seen"] = (told["server_time"], self.clock.device, self.clock.page)
        self.session = {"epoch": told["epoch"], "client": client}
        self.offset = told["server_time"] - self.clock.device

    def _hand_in(self, force: bool) -> None:
        before = ""
        for number in range(PASSES):
            records = self._pending(force and number == 0)
            same = ",".join(f"{one.id}:{one.rev}:{one.state}:{one.again}" for one in records)
            if number > 0 and same == before:
                return
            before = same
            self._push([*records, *self._prepare()] if number == 0 else records)
            self._send_photos()

    def _pending(self, force: bool) -> list[Kept]:
        now = self.clock.device
        found = [
            one
            for one in self.store.outbox.values()
            if one.again
            or (one.state == "fix" and self._is_foreign(one))
            or (one.state in TO_PUSH and (force or one.retry_at <= now) and self._is_ready(one))
        ]
        found += [one for one in self.store.sent.values() if one.again or self._is_foreign(one)]
        return sorted(found, key=lambda one: (one.id, one.rev))

    def _is_ready(self, record: Kept) -> bool:
        if record.state == "ready" or record.epoch != self.session["epoch"]:
            return True
        infos = [self.store.photos.get(sha256) for sha256 in record.hashes]
        return all(not info or not info.here or info.uploaded for info in infos)

    def _is_foreign(self, record: Kept) -> bool:
        return record.epoch != self.session["epoch"] and record.state != "replaced"

    def _prepare(self) -> list[Kept]:
        """The number is on the disk before anything is on the wire."""
        found = []
        for draft in self.store.all_drafts():
            infos = [self.store.photos.get(one) for one in draft.hashes]
            good = all(info and not info.spoiled for info in infos)
            found.append((draft, self.store.backups.get(draft.id), good))
        records = []
        for draft, last, good in found:
            if not good or (last and last.held and last.edits == draft.edits):
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

    def _settle(self, record: Kept, result: dict[str, Any]) -> None:
        if record.collection == "draft":
            if result["verdict"] != "retry":
                self._held(record)
            return
        self._settle_record(record, result)
        if result["verdict"] != "retry":
            return
        if result.get("code") == "gap":
            self._resend_stream(record.key)
        if result.get("code") != "gap" or record.tries >= GAPS:
            with self.disk.write():
                if found := self.store.find(record.key):
                    pause = min(300_000, 1_000 * 2 ** min(record.tries + 1, 20)) // 2
                    self.store.place(replace(found, retry_at=self.clock.device + pause))

    def _held(self, record: Kept) -> None:
        with self.disk.write():
            backup = self.store.backups.get(record.id)
            if backup and backup.rev == record.rev:
                self.store.backups[record.id] = replace(backup, held=True)

    def _resend_stream(self, key: Key) -> None:
        with self.disk.write():
            record = self.store.find(key)
            if not record:
                return
            stream = self.store.stream(record.collection, record.id)
            for other in stream:
                if other.rev < record.rev:
                    self.store.place(replace(other, again=True))
            if record.base is not None and all(one.digest != record.base for one in stream):
                self.store.place(replace(record, base_lost=True))

    def _settle_record(self, record: Kept, result: dict[str, Any]) -> None:
        receipt = result.get("receipt") or record.receipt
        already = result["verdict"] == "already"
        judged = result.get("was") if already else result["verdict"]
        payload = self._verified(record, receipt)
        proven = payload is not None and payload["verdict"] == judged
        if judged == "stored" and not proven:
            result = result | {"code": "receipt_invalid", "receipt": None}
        elif receipt:
            result = result | {"receipt": receipt}
        with self.disk.write():
            self._write_down(record.key, result, judged, payload if proven else None)
        if proven:
            with self.disk.write():
                self.store.meta["last_received_at"] = self.clock.device

    def _verified(self, record: Kept, receipt: str | None) -> dict[str, Any] | None:
        if not receipt:
            return None
        payload: dict[str, Any] = json.loads(receipt)
        mine = (self.store.user, *record.key)
        named = tuple(payload[one] for one in ("user", "collection", "id", "rev", "digest"))
        fits = named == mine and set(record.hashes) <= set(payload["blobs"])
        return payload if fits else None

    def _write_down(
        self, key: Key, result: dict[str, Any], judged: str, payload: dict[str, Any] | None
    ) -> None:
        before = self.store.find(key)
        if before is None:
            return
        answered = result["verdict"] != "retry"
        epoch = self.session["epoch"] if answered else before.epoch
        after = replace(before, epoch=epoch, again=False)
        state = _state_after(judged, payload is not None)
        if state in MOVES[before.state]:
            after = replace(
                after,
                state=state,
                code=result.get("code"),
                retry_at=0,
                tries=before.tries + 1 if state == "ready" else 0,
                receipt=result["receipt"] if payload else before.receipt,
            )
        if payload:
            after = replace(after, received_at=_ms(payload["received_at"]))
        self.store.place(after)
        self._mark_photos(after, result, payload is not None)
        if payload:
            self._close_older(after)

    def _mark_photos(self, record: Kept, result: dict[str, Any], proven: bool) -> None:
        detail = result.get("detail") or {}
        for sha256 in record.hashes if proven else ():
            self._mark(sha256, uploaded=True, receipted=True)
        for sha256 in detail.get("missing", ()):
            self._mark(sha256, uploaded=False)
        for sha256 in detail.get("unreadable", ()):
            self._mark(sha256, uploaded=False, unreadable=True)

    def _mark(self, sha256: str, **change: Any) -> None:
        if info := self.store.photos.get(sha256):
            self.store.photos[sha256] = replace(info, **change)

    def _close_older(self, record: Kept) -> None:
        for older in self.store.stream(record.collection, record.id):
            before = older.rev < record.rev
            before |= older.rev == record.rev and older.state == "never"
            if before and older.state not in FINAL:
                self.store.place(replace(older, state="replaced"))

    def _to_send(self) -> list[str]:
        sealed = [one for one in self.store.outbox.values() if one.state != "never"]
        sealed.sort(key=lambda one: (one.id, one.rev, one.digest))
        hashes = [sha256 for record in sealed for sha256 in record.hashes]
        hashes += [sha256 for draft in self.store.all_drafts() for sha256 in draft.hashes]
        infos = [self.store.photos.get(one) for one in dict.fromkeys(hashes)]
        return [
            info.sha256
            for info in infos
            if info and info.here and not (info.uploaded or info.spoiled or info.unreadable)
        ]

    def _send_photos(self) -> None:
        self._skip_held()
        for sha256, where in [(one, self.store.photos[one].location) for one in self._to_send()]:
            self._send_photo(sha256, where)

    def _skip_held(self) -> None:
        photos = (self.store.photos[one] for one in self._to_send())
        hashes = [
            one.sha256
            for one in photos
            if not one.location and (one.sha256 in self.tried or one.saved_at < self.page_started)
        ]
        if not hashes:
            return
        missing = self._call("/sync/blobs/missing", {"hashes": hashes}).get("missing")
        if not isinstance(missing, list):
            raise Stop(OFFLINE)
        for sha256 in hashes:
            if sha256 not in missing:
                self._mark_written(sha256, uploaded=True)

    def _mark_written(self, sha256: str, **change: Any) -> None:
        with self.disk.write():
            self._mark(sha256, **change)

    def _send_photo(self, sha256: str, where: str | None) -> None:
        data = self.store.bytes.get(sha256)
        if data is None or hashlib.sha256(data).hexdigest() != sha256:
            return self._mark_written(sha256, spoiled=True)
        self.tried.add(sha256)
        end = self._upload(sha256, data, where)
        if end == "done":
            self._mark_written(sha256, uploaded=True)
        elif end == "unreadable":
            self._mark_written(sha256, unreadable=True)

    def _refill(self) -> None:
        """Once a day: is there still what receipts were given for?"""
        now = self.clock.device
        if 0 <= now - self.store.meta.get("refilled_at", 0) < DAY:
            return
        infos = [self.store.photos[one] for one in sorted(self.store.photos)]
        held = [one.sha256 for one in infos if one.here and one.receipted and not one.spoiled]
        if held:
            missing = self._call("/sync/blobs/missing", {"hashes": held}).get("missing")
            if not isinstance(missing, list):
                raise Stop(OFFLINE)
            for sha256 in [one for one in held if one in missing]:
                data = self.store.bytes[sha256]
                self._upload(sha256, data, None, chunk=len(data), noted=False)
        with self.disk.write():
            self.store.meta["refilled_at"] = now

    def _upload(
        self, sha256: str, data: bytes, where: str | None, chunk: int = CHUNK, noted: bool = True
    ) -> str:
        size = len(data)
        place = self._peek(self._send("HEAD", where, b"")) if where else "gone"
        if place == "gone":
            told = self._send(
                "POST", "/sync/uploads", data[:chunk], Upload_Length=str(size), sha256=sha256
            )
            where, place = told.headers.get("Location"), self._peek(told)
            if noted:
                self._mark_written(sha256, location=where)
        pieces = 2 * -(-size // chunk) + 8
        while isinstance(place, int) and place < size:
            if not where or pieces == 0:
                return "busy"
            piece, offset = data[place : place + chunk], str(place)
            place = self._peek(self._send("PATCH", where, piece, Upload_Offset=offset))
            pieces -= 1
        if isinstance(place, Answer):
            raise Stop(place)
        if isinstance(place, int):
            return "done"
        if noted and place in ("gone", "mismatch", "unreadable"):
            self._mark_written(sha256, location=None)
        return "busy" if place == "gone" else place

    def _peek(self, answer: Answer) -> int | str | Answer:
        offset = answer.headers.get("Upload-Offset")
        if answer.ok:
            return OFFLINE if offset is None else int(offset)
        if answer.status == 409:
            return "busy" if offset is None else int(offset)
        named = {404: "gone", 410: "gone", 413: "unreadable", 422: "unreadable", 460: "mismatch"}
        named |= {400: "busy", 415: "busy", 423: "busy"}
        return named.get(answer.status) or _refusal(answer)

    def _pull(self) -> None:
        client = self.session["client"]
        while True:
            cursors = dict(self.store.cursors)
            unsent = [one for one in self.store.outbox.values() if one.state not in FINAL]
            told = self._call(
                "/sync/pull",
                {
                    "epoch": self.store.meta.get("cursor_epoch", self.session["epoch"]),
                    "client_id": client,
                    "cursors": cursors,
                    "limit": PAGE,
                    "outbox": len(unsent),
                },
            )
            scopes = told.get("scopes")
            if not isinstance(told.get("epoch"), str) or not isinstance(scopes, list):
                raise Stop(OFFLINE)
            with self.disk.write():
                for page in scopes:
                    self._apply(page)
                self.store.meta["cursor_epoch"] = told["epoch"]
            if (
                not any(page["more"] for page in scopes)
                and self.store.cursors.keys() <= cursors.keys()
            ):
                break
        self._apply_outcomes()

    def _apply(self, page: dict[str, Any]) -> None:
        scope, rows = page["scope"], self.store.rows
        if page["state"] in ("reset", "revoked"):
            for key in [key for key, row in rows.items() if row[0] == scope]:
                del rows[key]
        if page["state"] == "revoked":
            self.store.cursors.pop(scope, None)
            return
        for row in page["rows"]:
            rows[(row["collection"], row["id"])] = (scope, row["seq"], row["rev"], row["data"])
        for gone in page["gone"]:
            key = (gone["collection"], gone["id"])
            if key in rows and rows[key][0] == scope:
                del rows[key]
        self.store.cursors[scope] = page["upto"]

    def _apply_outcomes(self) -> None:
        told = [self.store.rows[key] for key in sorted(self.store.rows) if key[0] == "outcome"]
        pairs = []
        for row in told:
            outcome = row[3]
            key = tuple(outcome[one] for one in ("collection", "id", "rev", "digest"))
            if record := self.store.find(key):
                pairs.append((record, outcome))
        for record, outcome in pairs:
            if _is_news(record, outcome):
                self._settle_record(record, outcome)

    def _forget_old(self) -> None:
        now = self.clock.device + self.offset
        for record in self.store.all_sent():
            if now - (record.received_at or record.made_at) < MONTH or self._is_foreign(record):
                continue
            del self.store.sent[record.key]
            for sha256 in record.hashes:
                info = self.store.photos.get(sha256)
                if info and info.receipted:
                    self.store.forget(sha256)


def _refusal(answer: Answer) -> Answer:
    said = (answer.json or {}).get("error")
    return answer if said and not answer.ok else OFFLINE


def _state_after(judged: str, proven: bool) -> str:
    if judged == "stored":
        return "received" if proven else "waiting"
    if judged == "kept":
        return "kept" if proven else "held"
    return judged if judged in ("waiting", "fix", "never") else "ready"


def _is_news(record: Kept, outcome: dict[str, Any]) -> bool:
    if record.state not in ("received", "kept"):
        return record.state != "replaced"
    if record.state != ("received" if outcome["verdict"] == "stored" else "kept"):
        return True
    receipt = outcome.get("receipt")
    return outcome.get("code") != record.code or bool(receipt and receipt != record.receipt)


def _wire(record: Kept) -> dict[str, Any]:
    blobs = [{"sha256": one, "size": size, "type": "image/jpeg"} for one, size in record.blobs]
    sent = {name: getattr(record, name) for name in ("collection", "id", "rev", "base", "digest")}
    sent |= {"body": record.body, "blobs": blobs}
    if record.receipt:
        sent["receipt"] = record.receipt
    return sent | ({"base_lost": True} if record.base_lost else {})


def _ms(instant: str) -> int:
    return round(datetime.fromisoformat(instant).timestamp() * 1000)
