"""Two application servers over one database and one bucket: a phone may meet either at any time."""

import base64
import hashlib
import json
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from inspect_app.domain.ids import uuid7
from tests.browser.server import Site
from tests.makers import make_jpeg
from tests.phone.phones import digest_of, metadata
from tests.phone.test_real_server import kill_at_once, scan_of
from tests.phone.wire import CLIENT, PHOTO, Wire
from tests.postgres.cluster import Cluster
from tests.storage.servers import new_bucket

pytestmark = pytest.mark.long


@pytest.fixture(scope="module", params=["postgresql", "sqlite"])
def pair(
    request: pytest.FixtureRequest,
    gateway: str,
    template: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[Wire, Wire]]:
    """One inspector with one session, at both servers."""
    first_home, second_home = (tmp_path_factory.mktemp(name) for name in ("first", "second"))
    shutil.copytree(template, first_home, dirs_exist_ok=True)
    database = f"sqlite:///{first_home}/inspect.db"
    if request.param == "postgresql":
        server: Cluster = request.getfixturevalue("postgres")
        database = server.url(server.new_database(request.getfixturevalue("postgres_template")))
    bucket = new_bucket(gateway, first_home)
    shared = {
        "DATABASE_URL": database,
        "STORAGE": f"s3://{bucket.name}/{bucket.prefix}",
        "S3_ENDPOINT": bucket.endpoint,
        "S3_ACCESS_KEY": bucket.access_key,
        "S3_SECRET_KEY": bucket.secret_key,
    }
    first, second = Site(first_home, **shared), Site(second_home, **shared)
    first.command("migrate")
    lin = first.add_user("lin", "inspector")
    shutil.copytree(first_home / "keys", second_home / "keys")
    for site in (first, second):
        site.start()
    try:
        wire = Wire(first).sign_in(lin)
        wire.hello()
        yield wire, replace(wire, site=second)
    finally:
        for site in (first, second):
            site.stop()


def test_an_upload_begun_at_one_is_finished_at_the_other(pair: tuple[Wire, Wire]) -> None:
    first, second = pair
    path = first.create()
    chunks = [(0, 256_000), (256_000, 512_000), (512_000, len(PHOTO))]
    for wire, (start, end) in zip((first, second, first), chunks, strict=True):
        assert wire.offset_of(path) == start
        assert wire.ask("PATCH", path, PHOTO[start:end], Upload_Offset=str(start)).status == 204
    assert second.offset_of(path) == len(PHOTO)
    name = hashlib.sha256(PHOTO).hexdigest()
    assert second.say("/sync/blobs/missing", {"hashes": [name]}) == {"missing": []}


def test_of_writers_at_both_servers_exactly_one_wins(pair: tuple[Wire, Wire]) -> None:
    path = pair[0].create()
    for start, end in ((0, 300_000), (300_000, 600_000), (600_000, len(PHOTO))):

        def send(n: int, start: int = start, end: int = end) -> int:
            told = {"Upload_Offset": str(start)}
            return pair[n % 2].ask("PATCH", path, PHOTO[start:end], **told).status

        with ThreadPoolExecutor(6) as lines:
            statuses = sorted(lines.map(send, range(6)))
        # Who comes while the winner still writes is told so by 423.
        assert statuses[0] == 204 and set(statuses[1:]) <= {409, 423}
        assert pair[1].offset_of(path) == end


def test_what_one_server_received_is_known_to_the_other(pair: tuple[Wire, Wire]) -> None:
    first, second = pair
    record = push_of(first, "scan", scan_of(""))
    (stored,) = first.say("/sync/push", record)["results"]
    (again,) = second.say("/sync/push", record)["results"]
    assert (again["verdict"], again["receipt"]) == ("already", stored["receipt"])
    keys = [wire.say("/sync/hello", hello())["keys"] for wire in pair]
    assert keys[0] == keys[1] and len(keys[0]) == 1


def test_a_photo_at_one_completes_a_record_at_the_other(pair: tuple[Wire, Wire]) -> None:
    first, second = pair
    photo = make_jpeg((7, 77, 177))
    step = push_of(first, "correction_step", step_of(photo), photo)
    (waits,) = first.say("/sync/push", step)["results"]
    assert waits["detail"]["missing"] == [hashlib.sha256(photo).hexdigest()]
    told = {"Upload_Length": str(len(photo)), "Upload_Metadata": metadata(photo)}
    path = first.ask("POST", "/sync/uploads", photo[:99], **told).headers["location"]
    assert second.ask("PATCH", path, photo[99:], Upload_Offset="99").status == 204
    for wire in pair:
        (done,) = wire.say("/sync/push", step)["results"]
        assert (done["verdict"], done["was"]) == ("already", "quarantined")
        assert read_payload(done["receipt"])["blobs"] == waits["detail"]["missing"]


def test_a_server_that_dies_leaves_its_uploads_to_the_other(pair: tuple[Wire, Wire]) -> None:
    first, second = pair
    path = first.create()
    assert first.ask("PATCH", path, PHOTO[:300_000], Upload_Offset="0").status == 204
    kill_at_once(first.site)
    try:
        assert second.offset_of(path) == 300_000
        reply = second.ask("PATCH", path, PHOTO[300_000:], Upload_Offset="300000")
        assert (reply.status, reply.offset) == (204, len(PHOTO))
    finally:
        first.site.start()


def hello() -> dict[str, Any]:
    return {"client_id": CLIENT, "app_version": "1.0.0", "schema": 1}


def push_of(wire: Wire, collection: str, body: dict[str, Any], *photos: bytes) -> dict[str, Any]:
    text = json.dumps(body | {"author": wire.hello()["id"]})
    named = {"collection": collection, "id": uuid7(), "rev": 1, "base": None}
    blobs = [
        {"sha256": hashlib.sha256(one).hexdigest(), "size": len(one), "type": "image/jpeg"}
        for one in photos
    ]
    record = named | {"digest": digest_of(text), "body": text, "blobs": blobs}
    return {"epoch": "x", "client_id": CLIENT, "records": [record]}


def step_of(photo: bytes) -> dict[str, Any]:
    """A move of a correction that nobody knows here: kept, with a receipt once its photo is in."""
    scan = scan_of("")
    named = {name: scan[name] for name in ("schema", "app", "clock", "at")}
    shot = {"sha256": hashlib.sha256(photo).hexdigest(), "taken_at": scan["at"]}
    photos = [shot | {"source": "camera", "role": "after"}]
    more = {"correction": uuid7(), "seen_rev": 1, "move": "recheck", "photos": photos}
    return named | more


def read_payload(token: str) -> dict[str, Any]:
    part = token.split(".")[1]
    payload: dict[str, Any] = json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    return payload
