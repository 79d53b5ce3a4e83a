"""A photo folder whose volume is not mounted takes nothing, and calls no photo lost."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask

from inspect_app.photos.copies import NotRendered
from inspect_app.services.instance.install import prepare_instance
from inspect_app.services.photos.display_copies import open_display_copies, show_copy
from inspect_app.services.photos.scrub import scrub
from inspect_app.storage.bucket import StorageAway
from inspect_app.storage.open import open_storage
from tests.makers import sha256
from tests.phone.phones import PHOTO, Phone

MARK = "photos-are-kept-here"


@pytest.fixture
def volume(app: Flask) -> Path:
    return Path(app.config["SETTINGS"].storage)


@contextmanager
def unmounted(volume: Path) -> Iterator[None]:
    """An empty folder stands where the volume was."""
    volume.rename(volume.with_name("elsewhere"))
    volume.mkdir()
    yield
    volume.rename(volume.with_name("hidden by the mount"))
    volume.with_name("elsewhere").rename(volume)


def test_no_photo_is_taken_into_the_empty_folder(phone: Phone, volume: Path) -> None:
    with unmounted(volume):
        answer = phone.create(PHOTO)
        assert (answer.status_code, answer.json["error"]["code"]) == (503, "storage_away")
        assert not [path for path in volume.rglob("*") if len(path.name) == 64]
    assert phone.create(PHOTO).status_code == 201


def test_no_photo_is_called_lost(app: Flask, phone: Phone, volume: Path) -> None:
    assert phone.create(PHOTO).status_code == 201
    with unmounted(volume):
        with pytest.raises(StorageAway, match="is its volume mounted"):
            scrub(open_storage(str(volume)), datetime.now(UTC), 60)
        with pytest.raises(NotRendered):
            show_copy(open_display_copies(app.config["SETTINGS"]), sha256(PHOTO), "small")
    answer = phone.post("/sync/blobs/missing", {"hashes": [sha256(PHOTO)]})
    assert answer.json["missing"] == []
    assert show_copy(open_display_copies(app.config["SETTINGS"]), sha256(PHOTO), "small")


def test_an_update_does_not_begin_a_second_store(app: Flask, phone: Phone, volume: Path) -> None:
    phone.create(PHOTO)
    with unmounted(volume):
        with pytest.raises(StorageAway, match="is its volume mounted"):
            prepare_instance(app.config["SETTINGS"], datetime.now(UTC))
        (volume / MARK).touch()
        prepare_instance(app.config["SETTINGS"], datetime.now(UTC))
        assert phone.create(PHOTO).status_code == 201


def test_a_store_of_the_first_release_gets_its_mark(app: Flask, phone: Phone, volume: Path) -> None:
    phone.create(PHOTO)
    (volume / MARK).unlink()
    prepare_instance(app.config["SETTINGS"], datetime.now(UTC))
    assert (volume / MARK).is_file()
