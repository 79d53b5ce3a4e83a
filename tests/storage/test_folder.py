"""The folder of photos: durable names, and no way out of it."""

import hashlib

import pytest

from inspect_app.storage.folder import FolderStore
from inspect_app.storage.open import StorageSettingError, open_storage

DATA = b"bytes of a photo"
NAME = hashlib.sha256(DATA).hexdigest()


def keep(store: FolderStore) -> None:
    store.parts.mkdir(parents=True, exist_ok=True)
    part = store.parts / "one.part"
    part.write_bytes(DATA)
    store.keep(part, NAME)


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "", NAME.upper(), NAME + "/", "ab", NAME + "\n"]
)
def test_a_name_that_is_no_digest_leads_nowhere(tmp_path, name):
    store = FolderStore(tmp_path)
    assert_nothing_there(store, name)


def test_bytes_that_were_never_kept_are_not_found(tmp_path):
    assert_nothing_there(FolderStore(tmp_path), NAME)


def test_kept_bytes_are_read_back_and_the_part_is_gone(tmp_path):
    store = FolderStore(tmp_path)
    keep(store)
    assert store.has(NAME)
    assert read(store) == DATA
    assert (tmp_path / NAME[:2] / NAME[2:4] / NAME).is_file()
    assert list(store.parts.iterdir()) == []


def test_keeping_the_same_bytes_again_changes_nothing(tmp_path):
    store = FolderStore(tmp_path)
    keep(store)
    keep(store)
    assert read(store) == DATA


def test_a_bucket_is_refused_with_what_is_allowed(tmp_path):
    with pytest.raises(StorageSettingError, match="folder"):
        open_storage("s3://bucket?endpoint=http://x")
    assert open_storage(str(tmp_path)).parts == tmp_path / "parts"


def assert_nothing_there(store: FolderStore, name: str) -> None:
    assert not store.has(name)
    with pytest.raises(FileNotFoundError):
        store.open(name)


def read(store: FolderStore) -> bytes:
    with store.open(NAME) as file:
        return file.read()
