"""Photos on their way from the model phone: `sync/uploads.ts`, `tus.ts` and `refill.ts`."""

import hashlib
from collections.abc import Callable

from tests.simulation.model.page import DAY, OFFLINE, Page, Stop, refusal
from tests.simulation.model.things import Photo
from tests.simulation.network import Answer
from tests.simulation.steps import CHUNK


class Uploading(Page):
    """One by one, in pieces, resumed by offset."""

    def _to_send(self) -> list[str]:
        sealed = [one for one in self.store.outbox.values() if one.state != "never"]
        sealed.sort(key=lambda one: (one.id, one.rev, one.digest))
        hashes = [sha256 for record in sealed for sha256 in record.hashes]
        hashes += [sha256 for draft in self.store.all_drafts() for sha256 in draft.hashes]
        infos = [self.store.photos.get(one) for one in dict.fromkeys(hashes)]
        unsent = [
            info
            for info in infos
            if info and info.here and not (info.uploaded or info.spoiled or info.unreadable)
        ]
        return [info.sha256 for info in sorted(unsent, key=lambda info: info.behind)]

    def _send_photos(self) -> None:
        self._skip_receipted()
        queue = [self.store.photos[one] for one in self._to_send()]
        self._one_by_one(queue, queue, lambda one: self._send_photo(one.sha256, one.location))

    def _one_by_one(
        self, queue: list[Photo], others: list[Photo], work: Callable[[Photo], object]
    ) -> None:
        """What the server fails at goes behind all others from then on; a second one ends it."""
        behind, failed = others[-1].behind + 1 if others else 1, None
        for info in queue:
            try:
                work(info)
            except Stop as stop:
                if stop.answer.status >= 500:
                    self._mark_written(info.sha256, behind=behind)
                if failed or stop.answer.status < 500:
                    raise
                failed = stop
        if failed:
            raise failed

    def _skip_receipted(self) -> None:
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
        if self.clock.is_ahead(self.store.meta.get("refilled_at", 0) + DAY, DAY):
            return
        infos = [self.store.photos[one] for one in sorted(self.store.photos)]
        infos.sort(key=lambda info: info.behind)
        held = [one for one in infos if one.here and one.receipted and not one.spoiled]
        if held:
            hashes = [one.sha256 for one in held]
            missing = self._call("/sync/blobs/missing", {"hashes": hashes}).get("missing")
            if not isinstance(missing, list):
                raise Stop(OFFLINE)
            lost = [one for one in held if one.sha256 in missing]
            self._one_by_one(lost, held, lambda one: self._send_again(one.sha256))
        with self.disk.write():
            self.store.meta["refilled_at"] = now

    def _settle_orphans(self) -> None:
        """What was thrown away goes when no record at the server waits for it."""
        infos = [self.store.photos[one] for one in sorted(self.store.photos)]
        held = [one for one in infos if one.orphaned and not self.store.is_named(one.sha256)]
        if not held:
            return
        hashes = [one.sha256 for one in held]
        awaited = self._call("/sync/blobs/awaited", {"hashes": hashes}).get("awaited")
        if not isinstance(awaited, list):
            raise Stop(OFFLINE)
        with self.disk.write():
            for sha256 in hashes:
                if sha256 not in awaited and not self.store.is_named(sha256):
                    self.store.erase(sha256)
        wanted = [one for one in held if one.sha256 in awaited]
        queue = [one for one in wanted if not (one.spoiled or one.unreadable)]
        self._one_by_one(queue, queue, lambda one: self._send_again(one.sha256))

    def _send_again(self, sha256: str) -> None:
        data = self.store.bytes[sha256]
        self._upload(sha256, data, None, chunk=len(data), noted=False)

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
        named = {404: "gone", 410: "gone", 460: "mismatch"}
        named |= {400: "busy", 415: "busy", 423: "busy"}
        if answer.status in named:
            return named[answer.status]
        end = refusal(answer)
        if end is OFFLINE:
            return Answer(502) if answer.status else OFFLINE
        return "unreadable" if answer.status in (413, 422) else end
