"""The outside client that docs/ shows delivers to a real server, also over lines that are cut."""

import importlib.util
import itertools
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random, SystemRandom
from types import ModuleType
from typing import Any
from urllib.request import urlopen

import pytest

from inspect_app.config import read_settings
from sync.receipts import KeyRing, jwk_of, new_key
from tests.browser.server import Account, Site
from tests.instances import opened
from tests.makers import make_jpeg, make_premises, sha256
from tests.phone.uploads.cutter import Cut, Cutter, running_cutter

CLIENT = Path(__file__).parents[2] / "docs" / "examples" / "client.py"
MOST_LINES = 150


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    site = Site(tmp_path_factory.mktemp("instance"))
    site.command("migrate")
    site.start()
    try:
        yield site
    finally:
        site.stop()


@pytest.fixture(scope="module")
def lin(site: Site) -> Account:
    site.add_user("bai", "inspector")  # two inspectors sign
    return site.add_user("lin", "inspector")


@pytest.fixture(scope="module")
def place(site: Site) -> str:
    with opened(read_settings({"INSPECT_INSTANCE": str(site.instance)})):
        return make_premises().id


@pytest.fixture
def cutter(site: Site) -> Iterator[Cutter]:
    with running_cutter(site.port) as cutter:
        yield cutter


@pytest.fixture
def folder(site: Site, lin: Account, place: str, tmp_path: Path) -> Path:
    """An inspection of hers that nobody has sent yet."""
    given = ("--checklist", "canteen-school", "--premises", place)
    site.command("example", "--user", lin.user, *given, "--out", str(tmp_path))
    return tmp_path


@pytest.fixture(scope="module")
def client() -> ModuleType:
    spec = importlib.util.spec_from_file_location("example_client", CLIENT)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_a_wrong_password_delivers_nothing(site: Site, folder: Path) -> None:
    ended = run(site.base, Account("lin", "not hers", "inspector"), folder)
    assert ended.returncode == 1 and "401" in ended.stderr and "credentials" in ended.stderr
    assert list(folder.glob("*.receipt")) == []


def test_an_inspection_is_delivered_to_its_receipt(site: Site, lin: Account, folder: Path) -> None:
    ended = run(site.base, lin, folder)
    assert ended.returncode == 0, ended.stderr
    expect_receipt(site, folder)


def test_a_second_run_gets_the_same_receipt(site: Site, lin: Account, folder: Path) -> None:
    run(site.base, lin, folder)
    first = receipt_in(folder)
    ended = run(site.base, lin, folder)
    assert (ended.returncode, receipt_in(folder)) == (0, first)


def test_it_arrives_over_lines_that_are_cut_anywhere(
    site: Site, lin: Account, folder: Path, cutter: Cutter
) -> None:
    seed = SystemRandom().randrange(2**32)
    dice = Random(seed)
    for _ in range(8):
        cutter.cuts += [Cut(), Cut(), Cut(up=dice.randrange(30_000)), Cut()]
        cutter.cuts += [Cut(), Cut(down=dice.randrange(400))]
    ended = run(cutter.base, lin, folder)
    assert ended.returncode == 0, f"seed {seed}: {ended.stderr}"
    assert cutter.ended > 3, f"seed {seed}"
    expect_receipt(site, folder)


def test_an_upload_survives_an_answer_whose_head_is_cut_at_any_byte(
    site: Site, lin: Account, cutter: Cutter, client: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "pauses", lambda: itertools.repeat(0))
    phone = client.Client(site.base)
    phone.call("/auth/login", user=lin.user, password=lin.password)
    phone.base = cutter.base
    for place in range(40, 400, 3):  # of the creation's answer, and of the piece's
        data = make_jpeg((place % 256, place // 256, 7))
        blob = {"sha256": sha256(data), "type": "image/jpeg"}
        cutter.cuts += [Cut(down=place), Cut(), Cut(down=place)]
        phone.upload(data, blob, 262_144)
        assert phone.call("/sync/blobs/missing", hashes=[blob["sha256"]]) == {"missing": []}


KEY = new_key()
HASH = "a" * 64
RECORD = {"collection": "scan", "id": "1", "rev": 1, "digest": HASH, "blobs": [{"sha256": HASH}]}
SAID = {"v": 1, "user": "lin", "verdict": "stored"} | RECORD | {"blobs": [HASH]}


def signed(**changes: Any) -> str:
    return KeyRing(KEY, list).sign(SAID | changes)


@pytest.mark.parametrize(
    "receipt",
    [
        *(signed(user="bai"), signed(rev=2), signed(digest="b" * 64), signed(id="2")),
        *(signed(collection="draft"), signed(blobs=[]), signed()[:-1], signed() + "=="),
        *(KeyRing(new_key(), list).sign(SAID), signed().replace(".", ".."), signed()[:-1] + "_"),
    ],
)
def test_it_believes_no_receipt_that_proves_something_else(
    client: ModuleType, receipt: str
) -> None:
    assert client.verify(signed(), RECORD, "lin", [jwk_of(KEY)]) == SAID
    with pytest.raises(Exception):  # noqa: B017  # of whatever kind: it ends the program
        client.verify(receipt, RECORD, "lin", [jwk_of(KEY)])


def test_it_is_read_in_five_minutes() -> None:
    assert len(CLIENT.read_text().splitlines()) <= MOST_LINES


def run(base: str, account: Account, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, CLIENT, base, account.user, str(folder)],
        env=os.environ | {"INSPECT_PASSWORD": account.password},
        capture_output=True,
        text=True,
        timeout=240,
    )


def receipt_in(folder: Path) -> str:
    (file,) = folder.glob("*.receipt")
    return file.read_text()


def expect_receipt(site: Site, folder: Path) -> None:
    """Checked by the product itself: signed by a listed key, for this record, with each photo."""
    (record,) = json.loads((folder / "push.json").read_text())["records"]
    with urlopen(f"{site.base}/sync/keys", timeout=30) as answer:
        keys = json.load(answer)["keys"]
    said = KeyRing(new_key(), lambda: keys).verify(receipt_in(folder))
    assert said is not None
    expected = (record["id"], record["rev"], record["digest"], "stored")
    assert (said["id"], said["rev"], said["digest"], said["verdict"]) == expected
    photos = [file.stem for file in (folder / "photos").iterdir()]
    assert sorted(said["blobs"]) == sorted(photos) and len(photos) > 10
