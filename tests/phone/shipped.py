"""A phone of the tests with the engine as it is shipped, over real sockets to a real server."""

import base64
import http.client
import json
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from tests.browser.server import Account, Site
from tests.makers import PASSWORD, make_jpeg
from tests.phone.uploads.cutter import Cut, Cutter, running_cutter
from tests.phone.wire import Wire
from tests.simulation.network import Answer, Request
from tests.simulation.real.instance import Instance
from tests.simulation.real.pipe import Engine

PHOTO_SIZE = 2_000


@dataclass
class Network:
    """The network of one phone: what its engine asks goes over real sockets."""

    wire: Wire
    cutter: Cutter
    cut: tuple[str, Cut] | None = None
    sizes: Counter[str] = field(default_factory=Counter)
    answers: dict[str, int] = field(default_factory=dict)
    """The smallest answer to each kind of request that came by a straight line, in bytes."""

    def choose_port(self, request: Request) -> int:
        """Only what shall break goes by way of the cutter."""
        if not self.cut or request.kind != self.cut[0]:
            return self.wire.site.port
        self.cutter.cuts.append(self.cut[1])
        self.cut = None
        return self.cutter.port

    def __call__(self, request: Request) -> Answer | None:
        port = self.choose_port(request)
        body = request.body
        if not isinstance(body, bytes):
            body = json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()
        self.sizes[request.kind] = max(self.sizes[request.kind], len(body))
        headers = request.headers | {"Cookie": self.wire.cookie}
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        try:
            line.request(request.method, request.path, body, headers)
            told = line.getresponse()
            answer, size = _read(told)
            if port == self.wire.site.port:
                self.answers[request.kind] = min(size, self.answers.get(request.kind, size))
            return answer
        except (OSError, http.client.HTTPException):
            return None
        finally:
            line.close()


def _read(told: http.client.HTTPResponse) -> tuple[Answer, int]:
    """What it says, and the bytes of its line."""
    headers = dict(told.getheaders())
    try:
        content = told.read()
    except http.client.HTTPException:
        return Answer(told.status, headers=headers, torn=True), 0
    size = len(f"HTTP/1.1 {told.status} {told.reason}\r\n{told.msg}") + len(content)
    is_json = content and "json" in headers.get("Content-Type", "")
    return Answer(told.status, json.loads(content) if is_json else None, headers), size


class Phone:
    """One inspector's, with the engine as it is shipped."""

    def __init__(self, engine: Engine, network: Network, made: Instance, user: str) -> None:
        self.engine, self.network, self.made = engine, network, made
        engine.exchange, engine.now = network, lambda device: _now()
        self.act("page", user=made.users[user])

    def act(self, name: str, **given: Any) -> Any:
        return self.engine.call(name, "phone", _now(), **given)

    def start_afresh(self) -> None:
        """Thousands of records would make it slow, not wrong."""
        self.act("forget")
        self.act("round", force=True)

    def scan(self) -> str:
        return str(self.act("scan", premises=None)[1])

    def seal(self, photos: int = 1, size: int = PHOTO_SIZE) -> str:
        """An inspection with photos that nobody took before."""
        id = self.act("start", premises=self.made.places["p0"])
        self.act("answer", id=id, note=1, wrong=False)
        for number in range(photos):
            photo = make_photo(id, number, size)
            self.act("photo", id=id, bytes=base64.b64encode(photo).decode())
        self.act("seal", id=id)
        return str(id)

    def deliver(self, rounds: int) -> None:
        """As the button does."""
        for _ in range(rounds):
            self.act("round", force=True)

    def has_receipt(self, id: str) -> bool:
        """It and nothing else under this id, and nothing of it waits any more."""
        (seen,) = self.act("look", devices=["phone"])
        box = [one for one in seen["sent"] + seen["outbox"] if one["key"][1] == id]
        return not seen["drafts"] and [(one["state"], one["receipt"]) for one in box] == [
            ("received", True)
        ]


def _now() -> int:
    return int(time.time() * 1000)


def make_photo(name: str, number: int = 0, size: int = PHOTO_SIZE) -> bytes:
    """Whole, with a remark before the pixels and the rest behind its end."""
    remark = f"{name} {number}".encode().ljust(PHOTO_SIZE - len(JPEG) - 4, b".")
    photo = JPEG[:2] + b"\xff\xfe" + (len(remark) + 2).to_bytes(2, "big") + remark + JPEG[2:]
    return photo.ljust(size, b".")


JPEG = make_jpeg(size=(8, 8))


@contextmanager
def running_phone(made: Instance, site: Site, lane: int, user: str) -> Iterator[Phone]:
    engine = Engine(sizes=(), first=lane * 1_000_000)
    wire = Wire(site).sign_in(Account(user, PASSWORD, "inspector"))
    with running_cutter(site.port) as cutter:
        yield Phone(engine, Network(wire, cutter), made, user)
    engine.close()
