"""The line ends after each single byte of one push and of one photo, there and back.

The phones run the engine as it is shipped, the server is gunicorn; all go on for the whole sweep.
"""

import base64
import http.client
import json
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import pytest

from tests.browser.register import ask
from tests.browser.server import Account, Site
from tests.makers import PASSWORD, make_jpeg, sha256
from tests.phone.cutter import Cut, Cutter, running_cutter
from tests.phone.wire import Wire
from tests.simulation.network import Answer, Request
from tests.simulation.real.instance import Instance, instance
from tests.simulation.real.pipe import Engine
from tests.simulation.steps import BAI, LIN

pytestmark = pytest.mark.long
PHOTO_SIZE, MOST_PUSHED = 2_000, 1_500
ROUNDS, AFRESH = 2, 100


@dataclass
class Line:
    """The network of one phone: what its engine asks goes over real sockets."""

    wire: Wire
    cutter: Cutter
    cut: tuple[str, Cut] | None = None
    sizes: Counter[str] = field(default_factory=Counter)

    def __call__(self, request: Request) -> Answer | None:
        port = self.wire.site.port
        if self.cut and request.kind == self.cut[0]:
            self.cutter.cuts.append(self.cut[1])
            self.cut, port = None, self.cutter.port
        body = request.body
        if not isinstance(body, bytes):
            body = json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()
        self.sizes[request.kind] = max(self.sizes[request.kind], len(body))
        headers = request.headers | {"Cookie": self.wire.cookie}
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        try:
            line.request(request.method, request.path, body, headers)
            return _read(line.getresponse())
        except (OSError, http.client.HTTPException):
            return None
        finally:
            line.close()


def _read(told: http.client.HTTPResponse) -> Answer:
    headers = dict(told.getheaders())
    try:
        content = told.read()
    except http.client.HTTPException:
        return Answer(told.status, headers=headers, torn=True)
    is_json = content and "json" in headers.get("Content-Type", "")
    return Answer(told.status, json.loads(content) if is_json else None, headers)


class Phone:
    """One inspector's, with the engine as it is shipped."""

    def __init__(self, engine: Engine, line: Line, made: Instance, user: str) -> None:
        self.engine, self.line, self.made = engine, line, made
        engine.exchange, engine.now = line, lambda device: _now()
        self.act("page", user=made.users[user])

    def act(self, name: str, **given: Any) -> Any:
        return self.engine.call(name, "phone", _now(), **given)

    def start_afresh(self) -> None:
        """Thousands of records would make it slow, not wrong."""
        self.act("forget")
        self.act("round", force=True)

    def scan(self) -> str:
        return str(self.act("scan", premises=None)[1])

    def seal(self) -> str:
        """An inspection with one photo that nobody took before."""
        id = self.act("start", premises=self.made.places["p0"])
        self.act("answer", id=id, note=1, wrong=False)
        photo = make_photo(id)
        self.act("photo", id=id, bytes=base64.b64encode(photo).decode())
        self.act("seal", id=id)
        return str(id)

    def deliver(self) -> None:
        """As often as it may take, as the button does."""
        for _ in range(ROUNDS):
            self.act("round", force=True)

    def has_receipt(self, id: str) -> bool:
        """It and nothing else under this id, and nothing of it waits any more."""
        (seen,) = self.act("look")
        box = [one for one in seen["sent"] + seen["outbox"] if one["key"][1] == id]
        return not seen["drafts"] and [(one["state"], one["receipt"]) for one in box] == [
            ("received", True)
        ]


def _now() -> int:
    return int(time.time() * 1000)


def make_photo(name: str) -> bytes:
    remark = name.encode().ljust(PHOTO_SIZE - len(JPEG) - 4, b".")
    return JPEG[:2] + b"\xff\xfe" + (len(remark) + 2).to_bytes(2, "big") + remark + JPEG[2:]


JPEG = make_jpeg(size=(8, 8))


@pytest.fixture(scope="module")
def made() -> Iterator[Instance]:
    with instance() as made:
        yield made


@pytest.fixture(scope="module")
def site(made: Instance) -> Iterator[Site]:
    site = Site(made.folder, WORKERS="2")
    site.start()
    try:
        yield site
    finally:
        site.stop()


@pytest.fixture(scope="module")
def phones(made: Instance, site: Site) -> Iterator[list[Phone]]:
    """As many as the sweep has lanes."""
    with ExitStack() as open_ones:
        lanes = enumerate((LIN, BAI))
        yield [open_ones.enter_context(running_phone(made, site, *lane)) for lane in lanes]


@contextmanager
def running_phone(made: Instance, site: Site, lane: int, user: str) -> Iterator[Phone]:
    engine = Engine(sizes=(), first=lane * 1_000_000)
    wire = Wire(site).sign_in(Account(user, PASSWORD, "inspector"))
    with running_cutter(site.port) as cutter:
        yield Phone(engine, Line(wire, cutter), made, user)
    engine.close()


def sweep(phones: list[Phone], kind: str, way: str, make: Callable[[Phone], str]) -> list[str]:
    """One record for each byte, whose lines were cut there; the ids by their bytes."""
    with ThreadPoolExecutor(len(phones)) as lanes:
        parts = [
            lanes.submit(sweep_lane, phone, count(first, len(phones)), kind, way, make)
            for first, phone in enumerate(phones)
        ]
        return [id for part in parts for id in part.result()]


def sweep_lane(
    phone: Phone, places: Iterable[int], kind: str, way: str, make: Callable[[Phone], str]
) -> list[str]:
    """Until a line holds because there is no byte left to cut at."""
    ids: list[str] = []
    before = phone.line.cutter.ended
    for place in places:
        if len(ids) % AFRESH == 0:
            phone.start_afresh()
        phone.line.cut = (kind, Cut(**{way: place}))
        ids.append(make(phone))
        phone.deliver()
        assert phone.has_receipt(ids[-1]), f"{kind} cut {way} after {place} bytes"
        if phone.line.cutter.ended - before < len(ids):
            break
    return ids


@pytest.mark.parametrize("way", ["up", "down"])
def test_a_push_cut_at_any_byte_is_one_record_with_one_receipt(
    phones: list[Phone], site: Site, way: str
) -> None:
    ids = sweep(phones, "push", way, Phone.scan)
    pushed = max(phone.line.sizes["push"] for phone in phones)
    assert pushed <= MOST_PUSHED
    assert way == "down" or len(ids) > pushed
    assert stored_once(site, ids, "sync_record", "record_id")


@pytest.mark.parametrize("way", ["up", "down"])
def test_a_photo_cut_at_any_byte_is_one_file_of_one_inspection(
    phones: list[Phone], site: Site, made: Instance, way: str
) -> None:
    ids = sweep(phones, "post", way, Phone.seal)
    assert way == "down" or len(ids) > PHOTO_SIZE
    assert stored_once(site, ids, "inspection", "id")
    assert stored_once(site, ids, "sync_record", "record_id")
    names = [sha256(make_photo(id)) for id in ids]
    assert stored_once(site, names, "sync_blob_owner", "sha256")
    assert set(names) <= made.stored_photos()


def stored_once(site: Site, names: list[str], table: str, column: str) -> bool:
    held = Counter(name for (name,) in ask(site, f"select {column} from {table}"))
    return all(held[name] == 1 for name in names)
