"""Stored photos are read again: what is lost or altered is told, asked for again, and mended."""

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Thread
from typing import BinaryIO

import pytest
from flask import Flask

from inspect_app.extensions import db
from inspect_app.models.audit import AuditEntry
from inspect_app.models.inspections import Photo
from inspect_app.models.people import User
from inspect_app.photos.copies import NotRendered, Undecodable
from inspect_app.services.photos.display_copies import open_display_copies, show_copy
from inspect_app.services.photos.scrub import Scrubbed, scrub
from inspect_app.storage.bucket import StorageAway
from inspect_app.storage.folder import FolderStore
from inspect_app.storage.open import open_storage
from tests.cli.conftest import Tell, tell
from tests.makers import make_jpeg, make_user, sha256
from tests.phone.phones import Phone, ready_phone
from tests.signing import PAGE, visitor

__all__ = ["tell"]
PHOTOS = [make_jpeg((n, 90, 60)) for n in (10, 20, 30)]
FIRST = sha256(PHOTOS[0])


@pytest.fixture
def uploaded(app: Flask, lin: User) -> Phone:
    phone = ready_phone(app, lin)
    for data in PHOTOS:
        assert phone.create(data).status_code == 201
    return phone


def path_of(app: Flask, name: str) -> Path:
    return Path(app.config["SETTINGS"].storage) / name[:2] / name


def read_again(app: Flask) -> Scrubbed:
    return scrub(open_storage(app.config["SETTINGS"].storage), datetime.now(UTC), 60)


def missing(phone: Phone) -> list[str]:
    answer = phone.post("/sync/blobs/missing", {"hashes": [sha256(data) for data in PHOTOS]})
    return list(answer.json["missing"])


def test_a_store_in_order_has_nothing_to_tell(app: Flask, uploaded: Phone, tell: Tell) -> None:
    assert read_again(app) == Scrubbed(read=3)
    assert missing(uploaded) == []
    told = tell("photos", "verify", "--json")
    assert (told.code, told.json["read"], told.json["lost"]) == (0, 0, 0)
    assert tell("photos", "verify", "--all", "--json").json["read"] == 3


@pytest.mark.parametrize("fault", ["lost", "altered"])
def test_what_is_wrong_is_told_everywhere_and_asked_for_again(
    app: Flask, uploaded: Phone, tell: Tell, fault: str, caplog: pytest.LogCaptureFixture
) -> None:
    path = path_of(app, FIRST)
    damaged = path.read_bytes()[:-1] + b"x"
    path.unlink() if fault == "lost" else path.write_bytes(damaged)
    with caplog.at_level(logging.ERROR):
        found = read_again(app)
    assert (found.read, getattr(found, fault)) == (3, [FIRST])
    assert f"photo {FIRST} is {fault}" in caplog.text
    assert missing(uploaded) == [FIRST]
    assert db.session.query(AuditEntry).filter_by(action=f"photo.{fault}").count() == 1
    told = tell("photos", "verify")
    assert (told.code, f"1 {fault}" in told.out) == (1, True)
    assert read_again(app).read == 3
    assert db.session.query(AuditEntry).filter_by(action=f"photo.{fault}").count() == 1


def test_a_file_that_the_disk_does_not_give_is_lost_and_keeps_no_other_from_its_turn(
    app: Flask, uploaded: Phone
) -> None:
    path_of(app, FIRST).unlink()
    path_of(app, FIRST).mkdir()  # reading it is an OSError as on a broken disk
    found = read_again(app)
    assert (found.read, found.lost, found.left) == (3, [FIRST], 0)


def test_the_phone_sends_it_once_more_and_the_alarm_ends(
    app: Flask, uploaded: Phone, tell: Tell
) -> None:
    path_of(app, FIRST).write_bytes(b"rubbish")
    read_again(app)
    assert uploaded.create(PHOTOS[0]).status_code == 201
    assert missing(uploaded) == [] and path_of(app, FIRST).read_bytes() == PHOTOS[0]
    assert show_copy(open_display_copies(app.config["SETTINGS"]), FIRST, "small")
    assert tell("photos", "verify", "--all").code == 0


class Slow(FolderStore):
    """Something happens after it was asked in vain, and before anybody writes that down."""

    def __init__(self, app: Flask, *acts: Callable[[], object]) -> None:
        super().__init__(Path(app.config["SETTINGS"].storage))
        self.acts = list(acts)

    def open(self, sha256: str) -> BinaryIO:
        try:
            return super().open(sha256)
        except FileNotFoundError:
            if self.acts:
                self.acts.pop(0)()
            raise


def is_sound(app: Flask) -> bool:
    photo = db.session.get_one(Photo, FIRST, populate_existing=True)
    return photo.fault is None and path_of(app, FIRST).read_bytes() == PHOTOS[0]


def test_a_photo_that_came_again_while_others_were_read_is_not_called_lost(
    app: Flask, uploaded: Phone
) -> None:
    path_of(app, FIRST).unlink()
    slow = Slow(app, lambda: uploaded.create(PHOTOS[0]))
    assert scrub(slow, datetime.now(UTC), 60) == Scrubbed(read=3)
    assert is_sound(app)


def test_a_photo_that_came_again_while_a_viewer_waited_is_not_called_lost(
    app: Flask, uploaded: Phone
) -> None:
    path_of(app, FIRST).unlink()
    room = open_display_copies(app.config["SETTINGS"])
    with pytest.raises(NotRendered):
        show_copy(
            replace(room, storage=Slow(app, lambda: uploaded.create(PHOTOS[0]))), FIRST, "small"
        )
    assert is_sound(app) and show_copy(room, FIRST, "small")


@pytest.mark.both
def test_bytes_that_come_while_they_are_called_lost_end_that(app: Flask, uploaded: Phone) -> None:
    path_of(app, FIRST).unlink()

    def come() -> None:
        with app.app_context():
            assert uploaded.create(PHOTOS[0]).status_code == 201
            db.session.remove()

    sender = Thread(target=come)

    def begin() -> None:
        sender.start()
        sender.join(0.5)  # it waits for the lock of the row

    assert scrub(Slow(app, lambda: None, begin), datetime.now(UTC), 60).lost == [FIRST]
    sender.join()
    assert is_sound(app)


def test_what_a_viewer_finds_lost_is_asked_for_as_well(app: Flask, uploaded: Phone) -> None:
    path_of(app, FIRST).unlink()
    with pytest.raises(Undecodable):
        show_copy(open_display_copies(app.config["SETTINGS"]), FIRST, "small")
    assert missing(uploaded) == [FIRST]


def test_bytes_that_an_administrator_puts_back_end_the_alarm(app: Flask, uploaded: Phone) -> None:
    path = path_of(app, FIRST)
    path.rename(path.with_name("away"))
    read_again(app)
    path.with_name("away").rename(path)
    assert read_again(app).lost == []
    assert missing(uploaded) == []
    assert db.session.get_one(Photo, FIRST, populate_existing=True).fault is None


def test_a_store_that_is_away_says_nothing_of_a_photo(app: Flask, uploaded: Phone) -> None:
    class Away(FolderStore):
        def check(self) -> None:
            raise StorageAway("no answer")

    with pytest.raises(StorageAway):
        scrub(Away(Path(app.config["SETTINGS"].storage)), datetime.now(UTC), 60)
    assert missing(uploaded) == []
    assert db.session.query(Photo).filter(Photo.checked_at.is_not(None)).count() == 0


def test_a_night_that_is_too_short_goes_on_in_the_next(app: Flask, uploaded: Phone) -> None:
    storage, since = open_storage(app.config["SETTINGS"].storage), datetime.now(UTC)
    assert scrub(storage, since, 0) == Scrubbed(left=3)
    assert scrub(storage, since, 60) == Scrubbed(read=3)
    assert scrub(storage, since - timedelta(hours=20), 60) == Scrubbed()


def test_the_desk_shows_those_who_look_after_it(app: Flask, uploaded: Phone, chen: object) -> None:
    make_user("gao", role="administrator")
    assert visitor(app, "chen").get("/desk/photos", headers=PAGE).status_code == 403
    page = visitor(app, "gao").get("/desk/photos", headers=PAGE).text
    assert "还有照片没有核对过" in page and "没有发现有问题的照片" in page
    path_of(app, FIRST).unlink()
    read_again(app)
    page = visitor(app, "gao").get("/desk/photos", headers=PAGE).text
    assert "文件不见了" in page and "全部照片在" in page
