"""Any tus client works: the public ones, whole and in pieces, over lines that break anywhere."""

import base64
import hashlib
import json
import secrets
import shutil
import subprocess
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from random import Random, SystemRandom
from typing import Any

import pytest
from tusclient.client import TusClient
from tusclient.exceptions import TusCommunicationError, TusUploadFailed

from tests.makers import make_jpeg
from tests.phone.uploads.cutter import Cut, Cutter, running_cutter
from tests.phone.wire import Wire

STATIC = Path(__file__).parents[3] / "inspect_app" / "static"
SCRIPT = Path(__file__).with_name("tus_client.mjs")
PIECE = 65_536
# Says how it ended: None when the photo is up, the refusal's status when it was rejected away.
Client = Callable[..., int | None]


def new_photo() -> bytes:
    return make_jpeg() + secrets.token_bytes(300_000)


def visit_row(photo: bytes) -> dict[str, str]:
    return {"sha256": hashlib.sha256(photo).hexdigest(), "type": "image/jpeg"}


def headers_of(wire: Wire) -> dict[str, str]:
    return {"Cookie": wire.cookie, "X-Inspect-App": "1"}


def tus_js(wire: Wire, base: str, photo: bytes, **how: Any) -> int | None:
    """tus-js-client in Node."""
    options = {
        "root": str(STATIC),
        "endpoint": f"{base}/sync/uploads",
        "headers": headers_of(wire),
        "metadata": visit_row(photo),
        "photo": base64.b64encode(photo).decode(),
        "retryDelays": [100] * 30,
    } | how
    node = shutil.which("node")
    assert node, "script/test puts node on the path"
    ended = subprocess.run(
        [node, SCRIPT], input=json.dumps(options), capture_output=True, text=True, timeout=60
    )
    assert ended.returncode == 0 and ended.stdout, ended.stderr
    told = json.loads(ended.stdout)
    return None if "url" in told else int(told["status"])


def tuspy(wire: Wire, base: str, photo: bytes, **how: Any) -> int | None:
    """tuspy, which asks where it was after each cut."""
    client = TusClient(f"{base}/sync/uploads", headers=how.pop("headers", headers_of(wire)))
    given = {"metadata": visit_row(photo), "retries": 30, "retry_delay": 0.1} | how
    try:
        client.uploader(file_stream=BytesIO(photo), **given).upload()
    except (TusUploadFailed, TusCommunicationError) as refused:
        return refused.status_code
    return None


WAYS: dict[str, tuple[Client, dict[str, Any]]] = {
    "tus-js whole": (tus_js, {}),
    "tus-js in pieces": (tus_js, {"chunkSize": PIECE}),
    "tus-js from its creation on": (tus_js, {"uploadDataDuringCreation": True}),
    "tus-js from its creation on, in pieces": (
        tus_js,
        {"uploadDataDuringCreation": True, "chunkSize": PIECE},
    ),
    "tuspy whole": (tuspy, {}),
    "tuspy in pieces": (tuspy, {"chunk_size": PIECE}),
    "tuspy under checksums": (tuspy, {"chunk_size": PIECE, "upload_checksum": True}),
}
every_way = pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
each_client = pytest.mark.parametrize("client", [tus_js, tuspy], ids=["tus-js", "tuspy"])


@pytest.fixture
def cutter(wire: Wire) -> Iterator[Cutter]:
    with running_cutter(wire.site.port) as cutter:
        yield cutter


@each_client
def test_who_is_not_signed_in_is_told_so(wire: Wire, client: Client) -> None:
    assert client(wire, wire.site.base, new_photo(), headers={"X-Inspect-App": "1"}) == 401


@each_client
def test_who_does_not_come_as_the_app_is_turned_away(wire: Wire, client: Client) -> None:
    assert client(wire, wire.site.base, new_photo(), headers={"Cookie": wire.cookie}) == 403


@each_client
def test_bytes_that_were_not_promised_are_refused(wire: Wire, client: Client) -> None:
    photo, other = new_photo(), new_photo()
    no_patience = {"retryDelays": []} if client is tus_js else {"retries": 0}
    told = {"metadata": visit_row(other)} | no_patience
    assert client(wire, wire.site.base, photo, **told) == 460
    assert not is_held(wire, photo)
    assert not is_held(wire, other)


@every_way
def test_a_photo_arrives_whole(wire: Wire, way: tuple[Client, dict[str, Any]]) -> None:
    client, how = way
    photo = new_photo()
    assert client(wire, wire.site.base, photo, **how) is None
    assert is_held(wire, photo)


@every_way
def test_a_photo_arrives_over_lines_that_are_cut_anywhere(
    wire: Wire, cutter: Cutter, way: tuple[Client, dict[str, Any]]
) -> None:
    client, how = way
    seed = SystemRandom().randrange(2**32)
    dice = Random(seed)
    photo = new_photo()
    if client is tuspy:
        cutter.cuts.append(Cut())  # it never repeats a creation
    reach = how.get("chunk_size", len(photo))
    cutter.cuts.extend(Cut(up=dice.randrange(1, reach)) for _ in range(3))
    assert client(wire, cutter.base, photo, **how) is None, f"seed {seed}"
    assert cutter.ended, f"seed {seed}"
    assert is_held(wire, photo), f"seed {seed}"


def is_held(wire: Wire, photo: bytes) -> bool:
    told = wire.say("/sync/blobs/missing", {"hashes": [visit_row(photo)["sha256"]]})
    return told == {"missing": []}
