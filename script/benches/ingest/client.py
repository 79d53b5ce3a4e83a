"""One phone as a process: it signs in once, then works until it is stopped."""

import base64
import http.client
import json
import time
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlsplit

from inspect_app.domain.ids import uuid7
from script.benches.ingest.instance import Seat
from script.benches.ingest.serving import BARE
from script.benches.ingest.work import Work, make_unique, make_work

PATIENCE = 120


class Refused(Exception):
    """The server gave an answer that is not expected without faults."""


@dataclass
class Measured:
    """The results of one phase at one client; times in seconds, from first byte to receipt."""

    took: list[float] = field(default_factory=list)
    acknowledged: dict[str, list[str]] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)


class Client:
    """A phone with one connection, as a browser has."""

    def __init__(self, seat: Seat) -> None:
        self.seat = seat
        self.client_id = uuid7()
        self.jar: SimpleCookie = SimpleCookie()
        self.last_size = 0
        self.line = http.client.HTTPConnection(urlsplit(seat.base).netloc, timeout=PATIENCE)
        signed_in = self.say("/auth/login", {"user": seat.user, "password": seat.password})
        self.user = signed_in["user"]
        self.epoch = self.say(
            "/sync/hello", {"client_id": self.client_id, "app_version": "1.0.0", "schema": 1}
        )["epoch"]

    def ask(self, method: str, path: str, body: bytes, **headers: str) -> tuple[int, bytes]:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        cookies = self.jar.output(attrs=[], header="", sep=";").strip()
        ours = {"X-Inspect-App": "1", "Cookie": cookies}
        self.line.request(method, path, body, ours | named)
        answer = self.line.getresponse()
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            self.jar.load(cookie)
        return answer.status, answer.read()

    def say(self, path: str, call: dict[str, Any]) -> dict[str, Any]:
        body = json.dumps(call, ensure_ascii=False).encode()
        status, answer = self.ask("POST", path, body, Content_Type="application/json")
        self.last_size = len(answer)
        if status != 200:
            raise Refused(f"{path} {status} {answer[:200]!r}")
        measured: dict[str, Any] = json.loads(answer)
        return measured

    def hand_in(self, work: Work) -> str:
        """Upload the photos, then push the record; return the receipt."""
        for name, data in work.photos.items():
            self.upload(name, data)
        call = {"epoch": self.epoch, "client_id": self.client_id, "records": [work.record]}
        result = self.say("/sync/push", call)["results"][0]
        if result["verdict"] != "stored" or not result.get("receipt"):
            raise Refused(json.dumps(result, ensure_ascii=False)[:300])
        return str(result["receipt"])

    def upload(self, name: str, data: bytes) -> None:
        measured = {"sha256": name, "type": "image/jpeg"}
        metadata = ",".join(
            f"{key} {base64.b64encode(value.encode()).decode()}" for key, value in measured.items()
        )
        status, answer = self.ask(
            "POST",
            "/sync/uploads",
            data,
            Tus_Resumable="1.0.0",
            Upload_Length=str(len(data)),
            Upload_Metadata=metadata,
            Content_Type="application/offset+octet-stream",
        )
        if status != 201:
            raise Refused(f"upload {status} {answer[:200]!r}")


def inspect_until(client: Client, photo: bytes, photos: int, until: float) -> Measured:
    measured = Measured()
    while time.monotonic() < until:
        work = make_work(client.seat, photo, photos)
        begun = time.perf_counter()
        try:
            client.hand_in(work)
        except Refused as refusal:
            measured.refused.append(str(refusal))
            continue
        measured.took.append(time.perf_counter() - begun)
        measured.acknowledged[work.id] = list(work.photos)
    return measured


def send_bare_until(client: Client, photo: bytes, until: float) -> Measured:
    measured = Measured()
    while time.monotonic() < until:
        data = make_unique(photo)
        begun = time.perf_counter()
        status, _ = client.ask("POST", BARE, data, Content_Type="image/jpeg")
        if status != 200:
            raise Refused(f"bare {status}")
        measured.took.append(time.perf_counter() - begun)
    return measured
