"""One phone that works on whatever happens: it sends a thing again until it holds the receipt."""

import http.client
import json
import random
import secrets
import threading
import time
from dataclasses import dataclass, field
from typing import Any

from inspect_app.domain.ids import uuid7
from script.benches.ingest.client import Client, Refused
from script.benches.ingest.instance import Seat
from script.benches.ingest.work import make_work
from tests.phone.phones import CHUNK, metadata, plain
from tests.phone.test_real_server import scan_of

SCANS = 8
MOST_TRIES = 2000  # tries, not time: somebody may halt the whole run for an hour
NO_ANSWER = (OSError, http.client.HTTPException, json.JSONDecodeError)


@dataclass(frozen=True)
class Acknowledged:
    """What the phone may now delete."""

    collection: str
    id: str
    digest: str
    receipt: str
    photos: tuple[str, ...] = ()


@dataclass
class WriterLog:
    """What one writer holds in the end; `wrong` are answers that no phone should ever get."""

    acknowledged: list[Acknowledged] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


class Writer(threading.Thread):
    """Hands in an inspection with two photos and some scans, and then the next."""

    def __init__(self, seat: Seat, photo: bytes, ending: threading.Event, seed: int) -> None:
        super().__init__(daemon=True)
        self.client = Client(seat)
        self.photo, self.ending, self.log = photo, ending, WriterLog()
        self.chance = random.Random(seed)
        self.answers = 0

    def run(self) -> None:
        try:
            while not self.ending.is_set():
                self.work()
        finally:
            self.client.line.close()

    def work(self) -> None:
        """One inspection and its scans."""
        work = make_work(self.client.seat, self.photo, photos=2)
        scans = [plain("scan", uuid7(), scan_of(self.client.seat.user_id)) for _ in range(SCANS)]
        try:
            for data in work.photos.values():
                self.until_answered(lambda data=data: self.upload(data))
            self.until_answered(lambda records=[work.record, *scans]: self.push(records))
        except Refused as refused:
            self.log.wrong.append(str(refused))

    def until_answered(self, act: Any) -> None:
        """A broken line and 503 are no answer: the same again, until the server is back."""
        for _ in range(MOST_TRIES):
            if self.answered(act):
                return
            self.client.line.close()
            time.sleep(self.chance.uniform(0.01, 0.1))
        raise Refused(f"no answer in {MOST_TRIES} tries")

    def answered(self, act: Any) -> bool:
        try:
            return bool(act())
        except NO_ANSWER:
            return False

    def upload(self, data: bytes) -> bool:
        """Whole, or in two pieces: then the second goes on from wherever the server stands."""
        cut = self.chance.choice([len(data), self.chance.randrange(1, len(data))])
        told = {"Upload_Length": str(len(data)), "Upload_Metadata": metadata(data)}
        status, _, headers = self.ask("POST", "/sync/uploads", data[:cut], **told)
        if status != 201:
            return self.is_busy(status)
        path = headers["Location"]
        while (offset := int(headers["Upload-Offset"])) < len(data):
            told = {"Upload_Offset": str(offset)}
            status, _, headers = self.ask("PATCH", path, data[offset:], **told)
            if status != 204:
                return self.is_busy(status)
        return True

    def push(self, records: list[dict[str, Any]]) -> bool:
        call = {"epoch": self.client.epoch, "client_id": self.client.client_id, "records": records}
        status, answer, _ = self.ask(
            "POST", "/sync/push", json.dumps(call).encode(), kind="application/json"
        )
        if status != 200:
            return self.is_busy(status)
        results = json.loads(answer)["results"]
        if any(result["verdict"] == "retry" for result in results):
            return False
        for record, result in zip(records, results, strict=True):
            if result.get("was", result["verdict"]) != "stored" or not result.get("receipt"):
                raise Refused(json.dumps(result, ensure_ascii=False)[:300])
            photos = tuple(blob["sha256"] for blob in record["blobs"])
            named = (record["collection"], record["id"], record["digest"])
            self.log.acknowledged.append(Acknowledged(*named, result["receipt"], photos))
        return True

    def ask(
        self, method: str, path: str, body: bytes, kind: str = CHUNK, **more: str
    ) -> tuple[int, bytes, http.client.HTTPMessage]:
        cookies = self.client.jar.output(attrs=[], header="", sep=";").strip()
        head = {"X-Inspect-App": "1", "Tus-Resumable": "1.0.0", "Cookie": cookies}
        named = {name.replace("_", "-"): value for name, value in more.items()}
        line = self.client.line
        line.request(method, path, body, head | named | {"Content-Type": kind})
        answer = line.getresponse()
        content = answer.read()
        self.answers += 1
        return answer.status, content, answer.headers

    def is_busy(self, status: int) -> bool:
        """False: later. Whatever else a server says is wrong."""
        if status in (503, 409, 423, 404):
            return False
        raise Refused(f"status {status}")


def small_photo() -> bytes:
    """A real JPEG of 20 kB, so that an upload can be cut in its middle."""
    from tests.makers import make_jpeg

    return make_jpeg(size=(64, 48)) + secrets.token_bytes(20_000)
