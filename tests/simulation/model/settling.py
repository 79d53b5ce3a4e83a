"""What the model phone writes down of an answer: `data/settling.ts` and its verdicts."""

import json
from dataclasses import replace
from datetime import datetime
from typing import Any

from tests.simulation.model.page import LONGEST_PAUSE, Page
from tests.simulation.model.things import FINAL, MOVES, Kept, Key

GAPS = 3


class Settling(Page):
    """Records after their answers."""

    def _settle(self, record: Kept, result: dict[str, Any]) -> None:
        if record.collection == "draft":
            if result["verdict"] != "retry":
                self._note_delivered(record)
            return
        self._settle_record(record, result)
        if result["verdict"] != "retry":
            return
        if result.get("code") == "gap":
            self._resend_stream(record.key)
        if result.get("code") != "gap" or record.tries >= GAPS:
            with self.disk.write():
                if found := self.store.find(record.key):
                    pause = min(LONGEST_PAUSE, 1_000 * 2 ** min(record.tries + 1, 20)) // 2
                    self.store.place(replace(found, retry_at=self.clock.device + pause))

    def _note_delivered(self, record: Kept) -> None:
        with self.disk.write():
            backup = self.store.backups.get(record.id)
            if backup and backup.rev == record.rev:
                self.store.backups[record.id] = replace(backup, delivered=True)

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
            self._mark_missing(sha256)
        for sha256 in detail.get("unreadable", ()):
            self._mark(sha256, uploaded=False, unreadable=True)

    def _mark_missing(self, sha256: str) -> None:
        """An upload that ended goes with its bytes; one that is half-way goes on."""
        if info := self.store.photos.get(sha256):
            self._mark(sha256, uploaded=False, location=None if info.uploaded else info.location)

    def _close_older(self, record: Kept) -> None:
        for older in self.store.stream(record.collection, record.id):
            before = older.rev < record.rev
            before |= older.rev == record.rev and older.state == "never"
            if before and older.state not in FINAL:
                self.store.place(replace(older, state="replaced"))


def _state_after(judged: str, proven: bool) -> str:
    if judged == "stored":
        return "received" if proven else "waiting"
    if judged == "quarantined":
        return "quarantined" if proven else "quarantined_unproven"
    return judged if judged in ("waiting", "fix", "never") else "ready"


def _ms(instant: str) -> int:
    return round(datetime.fromisoformat(instant).timestamp() * 1000)
