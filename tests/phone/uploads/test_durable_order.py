"""In which order things become durable: the bytes, their name, its folders, the row, the answer."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import event

from inspect_app.domain.ids import uuid7
from inspect_app.extensions import db
from inspect_app.storage import folder
from tests.makers import sha256
from tests.phone.phones import PHOTO, entry

pytestmark = pytest.mark.both
NAME = sha256(PHOTO)


@contextmanager
def listening(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Each sync, each renaming and each commit of a writing transaction, as they happen."""
    heard: list[str] = []
    fsync, replace = os.fsync, os.replace

    def synced(handle: int) -> None:
        fsync(handle)
        heard.append(f"sync {Path(os.readlink(f'/proc/self/fd/{handle}')).name}")

    def renamed(source: Path, target: Path) -> None:
        replace(source, target)
        heard.append(f"name {Path(target).name}")

    def committed(connection: object) -> None:
        heard.append("commit")

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(os, "replace", renamed)
    monkeypatch.setattr(folder, "synced", set())
    event.listen(db.engine, "commit", committed)
    try:
        yield heard
    finally:
        event.remove(db.engine, "commit", committed)


def test_a_photo_is_durable_before_its_row_and_its_row_before_the_answer(
    phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    with listening(monkeypatch) as heard:
        heard.append(f"answer {phone.create(PHOTO).status_code}")
    part, *rest = heard
    assert part.startswith("sync ") and part.endswith(".part")
    assert rest[0] == "sync photos"  # a new folder gets its name
    assert rest[1:3] == [f"name {NAME}", f"sync {NAME[:2]}"]
    assert rest[3:] == ["commit", "answer 201"]


def test_a_photo_in_a_folder_that_stands_syncs_its_bytes_and_its_name(
    phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    with listening(monkeypatch) as heard:
        phone.create(PHOTO)
        heard.clear()
        phone.create(PHOTO)
    assert [word.split()[0] for word in heard] == ["sync", "name", "sync", "commit"]


def test_a_record_is_committed_before_its_receipt_is_told(
    phone, made, monkeypatch: pytest.MonkeyPatch
) -> None:
    for data in made.photos.values():
        phone.create(data)
    with listening(monkeypatch) as heard:
        (result,) = phone.push(entry(made, uuid7()))
        heard.append(f"answer {result['verdict']}")
    assert result["receipt"]
    assert heard[-2:] == ["commit", "answer stored"]
