"""Photos into a bucket: the same answers as into a folder, and none too early on bad days."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from inspect_app.config import Settings
from inspect_app.domain.ids import uuid7
from inspect_app.extensions import db
from inspect_app.models.inspections import Inspection, Photo
from inspect_app.models.sync import SyncBlobOwner, SyncRecord, SyncUpload
from inspect_app.photos.copies import NotRendered
from inspect_app.server.sweeps import run_sweeps
from inspect_app.services.instance.backup import make_backup
from inspect_app.services.photos import shared_parts
from inspect_app.services.photos.display_copies import open_display_copies, show_copy
from inspect_app.services.photos.scrub import scrub
from inspect_app.storage.bucket import Bucket, StorageAway
from inspect_app.storage.open import open_storage
from tests.makers import make_jpeg, sha256
from tests.phone.phones import PHOTO, entry
from tests.phone.test_receipts import forget_everything, stored


@pytest.fixture
def settings(settings: Settings, bucket: Bucket) -> Settings:
    open_storage(bucket).begin(holding=False)
    return replace(settings, storage=bucket)


@pytest.fixture
def store(app):
    return open_storage(app.config["SETTINGS"].storage)


def assert_away(answer) -> None:
    assert (answer.status_code, answer.json["error"]["code"]) == (503, "storage_away")
    assert answer.json["error"]["safe"] is True
    assert int(answer.headers["Retry-After"]) > 0
    assert db.session.query(SyncBlobOwner).count() == db.session.query(Photo).count() == 0


def test_a_wrong_secret_is_no_answer_about_photos(app, phone, bucket):
    settings = app.config["SETTINGS"]
    app.config["SETTINGS"] = replace(settings, storage=replace(bucket, secret_key="wrong"))
    assert_away(phone.create(PHOTO))
    location = phone.create(PHOTO, b"").headers["Location"]
    assert_away(phone.append(location, 0, PHOTO[:100]))
    app.config["SETTINGS"] = settings
    assert phone.append(location, 0, PHOTO).status_code == 204


@pytest.mark.parametrize("trouble", ["away", "broken", "silent", "lost", "cut"])
def test_nothing_counts_before_the_bucket_has_it(app, phone, made, proxy, trouble):
    *others, last = made.photos.values()
    for data in others:
        assert phone.create(data).status_code == 201
    (result,) = phone.push(entry(made, uuid7()))
    known = db.session.query(SyncBlobOwner).count()
    with proxy.having(trouble):
        answer = phone.create(last)
        assert (answer.status_code, answer.json["error"]["code"]) == (503, "storage_away")
        (still,) = phone.push(entry(made, result["id"]))
    assert db.session.query(SyncBlobOwner).count() == known
    assert (still["was"], still["detail"]["missing"]) == ("waiting", [sha256(last)])
    assert phone.create(last).status_code == 201
    (now,) = phone.push(entry(made, result["id"]))
    assert now["was"] == "stored" and now["receipt"]
    assert db.session.query(Inspection).count() == 1


def test_a_bucket_that_knows_nothing_calls_no_photo_lost(app, phone, store, proxy, tmp_path):
    assert phone.create(PHOTO).status_code == 201
    room = open_display_copies(app.config["SETTINGS"])
    with proxy.having("gone"):
        with pytest.raises(NotRendered):
            show_copy(room, sha256(PHOTO), "small")
        with pytest.raises(StorageAway):
            scrub(store, datetime.now(UTC), 60)
        with pytest.raises(StorageAway):
            make_backup(app.config["SETTINGS"], tmp_path / "backup", datetime.now(UTC))
        assert phone.create(make_jpeg()).json["error"]["code"] == "storage_away"
    assert db.session.query(Photo).one().fault is None
    db.session.rollback()
    assert show_copy(room, sha256(PHOTO), "small")


def test_an_upload_goes_on_piece_by_piece_and_leaves_none_behind(app, phone, store):
    location = phone.create(PHOTO, PHOTO[:100]).headers["Location"]
    assert phone.head(location).headers["Upload-Offset"] == "100"
    assert phone.append(location, 100, PHOTO[100:300]).headers["Upload-Offset"] == "300"
    assert phone.append(location, 50, PHOTO[50:]).headers["Upload-Offset"] == "300"
    assert phone.append(location, 300, PHOTO[300:]).status_code == 204
    assert phone.head(location).headers["Upload-Offset"] == str(len(PHOTO))
    with store.open(sha256(PHOTO)) as file:
        assert file.read() == PHOTO
    assert list(store.parts.iterdir()) == []


def test_very_many_small_pieces_become_one(phone, store, monkeypatch):
    monkeypatch.setattr(shared_parts, "MOST_PIECES", 4)
    location = phone.create(PHOTO, b"").headers["Location"]
    for at in range(7):
        assert phone.append(location, at, PHOTO[at : at + 1]).status_code == 204
    assert len(db.session.query(SyncUpload).one().pieces) == 3
    db.session.rollback()
    assert phone.append(location, at + 1, PHOTO[at + 1 :]).status_code == 204
    assert store.has(sha256(PHOTO))


@pytest.mark.parametrize("trouble", ["away", "lost"])
def test_a_piece_that_was_not_confirmed_does_not_move_the_offset(phone, proxy, trouble):
    location = phone.create(PHOTO, PHOTO[:100]).headers["Location"]
    with proxy.having(trouble):
        assert_away(phone.append(location, 100, PHOTO[100:200]))
    assert phone.head(location).headers["Upload-Offset"] == "100"
    assert phone.append(location, 100, PHOTO[100:]).status_code == 204


def test_a_piece_that_vanished_makes_the_phone_begin_again(phone, store):
    location = phone.create(PHOTO, PHOTO[:100]).headers["Location"]
    store.pieces.remove(location.rsplit("/", 1)[1])
    assert phone.append(location, 100, PHOTO[100:]).status_code == 404
    assert phone.create(PHOTO).status_code == 201


def test_pieces_that_no_upload_speaks_of_are_swept(app, phone, store, monkeypatch):
    open_one = phone.create(PHOTO, PHOTO[:100]).headers["Location"].rsplit("/", 1)[1]
    for id in ("forgotten", "young"):
        store.pieces.put(id, "0-a", b"x")
    long_ago = dict.fromkeys((open_one, "forgotten"), 0.0) | {"young": 1e12}
    monkeypatch.setattr(type(store.pieces), "ages", lambda self: long_ago)
    run_sweeps(app)
    monkeypatch.undo()
    assert set(store.pieces.ages()) == {open_one, "young"}


def test_an_old_receipt_waits_for_a_bucket_that_is_away(app, phone, made, proxy):
    id, receipt = stored(phone, made)
    forget_everything()
    record = entry(made, id, receipt=receipt)
    with proxy.having("away"):
        (result,) = phone.push(record)
    assert (result["verdict"], result["code"]) == ("retry", "busy")
    assert db.session.query(SyncRecord).count() == 0
    (result,) = phone.push(record)
    assert result["verdict"] == "stored"
