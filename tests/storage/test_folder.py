"""The folder of photos: where the bytes of a digest lie."""

import os
from pathlib import Path

import pytest

from inspect_app.storage.folder import FolderStore
from inspect_app.storage.open import open_storage
from tests.phone.uploads.disks import files_end_at
from tests.storage.test_contract import DATA, NAME, keep, read


def begun(root: Path) -> FolderStore:
    store = FolderStore(root)
    store.begin(holding=False)
    return store


def test_bytes_lie_in_a_folder_of_their_first_two_signs(tmp_path: Path) -> None:
    keep(begun(tmp_path))
    assert (tmp_path / NAME[:2] / NAME).is_file()


def test_what_the_first_release_kept_one_folder_deeper_is_found_and_removed(tmp_path: Path) -> None:
    store, deeper = begun(tmp_path), tmp_path / NAME[:2] / NAME[2:4] / NAME
    deeper.parent.mkdir(parents=True)
    deeper.write_bytes(DATA)
    assert store.has(NAME) and read(store) == DATA
    assert dict(store.ages()) == {NAME: deeper.stat().st_mtime} == {NAME: store.written_at(NAME)}
    store.remove(NAME)
    assert not store.has(NAME) and list(store.ages()) == []


def test_bytes_that_come_again_stand_before_what_lies_one_folder_deeper(tmp_path: Path) -> None:
    store, deeper = begun(tmp_path), tmp_path / NAME[:2] / NAME[2:4] / NAME
    deeper.parent.mkdir(parents=True)
    deeper.write_bytes(b"altered on the disk")
    keep(store)
    assert read(store) == DATA
    store.remove(NAME)
    assert not store.has(NAME)


def test_unfinished_uploads_lie_on_the_same_disk(tmp_path: Path) -> None:
    assert open_storage(str(tmp_path)).parts == tmp_path / "parts"


def test_a_folder_left_by_somebody_who_died_is_made_durable_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths: list[str] = []
    monkeypatch.setattr(
        os, "fsync", lambda handle: paths.append(os.readlink(f"/proc/self/fd/{handle}"))
    )
    folder = tmp_path / NAME[:2]
    folder.mkdir()
    keep(begun(tmp_path))
    assert {str(folder), str(tmp_path)} <= set(paths)


def test_a_full_disk_leaves_the_owner_who_was(tmp_path: Path) -> None:
    store = open_storage(str(tmp_path))
    store.begin(holding=False)
    store.own("the first")
    with files_end_at(3), pytest.raises(OSError, match="large"):
        store.own("the second")
    assert store.owner() == "the first"
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["photos-are-kept-here"]
