"""What every store does, the folder, Ceph's gateway and another S3 alike."""

import hashlib
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from inspect_app.storage.bucket import Bucket
from inspect_app.storage.open import BlobStore, open_storage
from tests.storage.servers import new_bucket

DATA = bytes(range(256)) * 40
NAME = hashlib.sha256(DATA).hexdigest()


@pytest.fixture(params=["folder", "gateway", "ministack"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> BlobStore:
    place: str | Bucket = str(tmp_path)
    if request.param != "folder":
        place = new_bucket(request.getfixturevalue(request.param), tmp_path / "parts")
    store = open_storage(place)
    store.begin(holding=False)
    return store


def keep(store: BlobStore, data: bytes = DATA) -> str:
    store.parts.mkdir(parents=True, exist_ok=True)
    part, name = store.parts / "one.part", hashlib.sha256(data).hexdigest()
    part.write_bytes(data)
    store.keep(part, name)
    return name


def read(store: BlobStore, name: str = NAME) -> bytes:
    with store.open(name) as file:
        return file.read()


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "", NAME.upper(), NAME + "/", "ab", NAME + "\n", f"../{NAME}"]
)
def test_a_name_that_is_no_digest_leads_nowhere(store: BlobStore, name: str) -> None:
    assert_nothing_there(store, name)


def test_a_store_is_nobodys_until_it_is_told_whose(store: BlobStore) -> None:
    assert store.owner() is None
    for name in ("the first", "the second"):
        store.own(name)
        assert store.owner() == name
    store.begin(holding=True)
    store.check()
    assert (store.owner(), list(store.ages())) == ("the second", [])


def test_whose_it_is_can_be_said_by_several_at_once(store: BlobStore) -> None:
    names = [f"the {number}th" for number in range(40)]
    store.own(names[0])
    with ThreadPoolExecutor(4) as several:
        said = [several.submit(store.own, name) for name in names]
        while not all(one.done() for one in said):
            assert store.owner() in names
    assert [one.exception() for one in said] == [None] * len(names)
    assert store.owner() in names


def test_bytes_that_were_never_kept_are_not_found(store: BlobStore) -> None:
    assert_nothing_there(store, NAME)


def test_a_new_store_has_nothing_to_complain_of(store: BlobStore) -> None:
    store.check()


def test_kept_bytes_are_read_back_and_the_part_is_gone(store: BlobStore) -> None:
    keep(store)
    assert store.has(NAME)
    assert read(store) == DATA
    assert list(store.parts.iterdir()) == []


def test_keeping_the_same_bytes_again_changes_nothing(store: BlobStore) -> None:
    keep(store)
    keep(store)
    assert read(store) == DATA


def test_a_reader_begins_where_he_likes(store: BlobStore) -> None:
    keep(store)
    with store.open(NAME) as file:
        assert file.seek(1000) == 1000
        assert file.read(10) == DATA[1000:1010]
        assert file.tell() == 1010
        file.seek(-5, 2)
        assert file.read() == DATA[-5:]
        assert file.read() == b""
        file.seek(0)
        assert file.read() == DATA


def test_a_large_photo_is_kept_whole(store: BlobStore) -> None:
    data = DATA * 819  # 8 MiB, the largest there is
    name = keep(store, data)
    assert hashlib.sha256(read(store, name)).hexdigest() == name


def assert_nothing_there(store: BlobStore, name: str) -> None:
    assert not store.has(name)
    with pytest.raises(FileNotFoundError):
        store.open(name)


@pytest.mark.parametrize("name", ["../../etc/passwd", "", NAME.upper(), f"../{NAME}"])
def test_a_copy_of_what_is_no_photo_leads_nowhere(store: BlobStore, name: str) -> None:
    for size in ("small", "../x", ""):
        with pytest.raises(FileNotFoundError):
            store.copies.put(name, size, DATA)


def test_a_copy_is_replaced_and_removed_and_is_no_original(store: BlobStore) -> None:
    assert store.copies.get(NAME, "small") is None
    for data in (b"first", b"second"):
        store.copies.put(NAME, "small", data)
    assert store.copies.get(NAME, "small") == b"second"
    assert store.copies.get(NAME, "large") is None and not store.has(NAME)
    for _ in range(2):
        store.copies.remove(NAME, "small")
    assert store.copies.get(NAME, "small") is None


def test_what_is_there_is_listed_with_its_time_and_removed(store: BlobStore) -> None:
    before = time.time()
    assert list(store.ages()) == [] and store.written_at(NAME) is None
    other = keep(store, b"other" * 100)
    keep(store)
    ages = dict(store.ages())
    assert set(ages) == {NAME, other}
    assert ages[NAME] == pytest.approx(store.written_at(NAME), abs=1)
    assert ages[NAME] >= before - 5
    store.remove(NAME)
    store.remove(NAME)
    assert (store.has(NAME), store.has(other)) == (False, True)
