"""A full disk: nothing is half stored, the sender is told that his data is safe, later it works.

The limit on the size of files makes the real disk calls fail, as a full disk does.
"""

from datetime import timedelta

import pytest

from inspect_app.domain.ids import uuid7
from inspect_app.extensions import db
from inspect_app.models.inspections import Inspection
from inspect_app.models.people import Session
from inspect_app.models.sync import SyncBlobOwner, SyncRecord, SyncStream
from inspect_app.storage.open import open_storage
from tests.makers import make_jpeg, sha256
from tests.phone.phones import entry
from tests.phone.uploads.disks import files_end_at

MB = 1024 * 1024


def assert_full(answer) -> None:
    assert (answer.status_code, answer.json["error"]["code"]) == (503, "storage_full")
    assert answer.json["error"]["safe"] is True
    assert int(answer.headers["Retry-After"]) > 0


@pytest.fixture
def parts(app):
    return open_storage(app.config["SETTINGS"].storage).parts


def test_a_photo_that_finds_no_room_is_told_so_and_comes_again(app, phone, parts):
    photo = make_jpeg() + b"\0" * (7 * MB)
    with files_end_at(5 * MB):
        assert_full(phone.create(photo))
    assert list(parts.iterdir()) == []
    assert phone.create(photo).status_code == 201


def test_a_chunk_that_finds_no_room_leaves_the_offset_where_it_was(phone, parts):
    photo = make_jpeg() + b"\0" * (7 * MB)
    location = phone.create(photo, photo[:MB]).headers["Location"]
    with files_end_at(5 * MB):
        assert_full(phone.append(location, MB, photo[MB:]))
        assert phone.head(location).headers["Upload-Offset"] == str(MB)
    assert phone.append(location, MB, photo[MB:]).status_code == 204


@pytest.mark.sqlite
def test_a_record_that_finds_no_room_is_stored_by_the_next_push(app, phone, made):
    phone.upload_all(made)
    database = app.config["SETTINGS"].instance / "inspect.db"
    wal = database.with_name("inspect.db-wal")
    call = {"epoch": phone.epoch, "client_id": phone.client_id, "records": [entry(made, uuid7())]}
    with files_end_at(wal.stat().st_size):
        assert_full(phone.post("/sync/push", call))
    for model in (SyncRecord, SyncStream, Inspection):
        assert db.session.query(model).count() == 0
    (result,) = phone.post("/sync/push", call).json["results"]
    assert result["verdict"] == "stored"


@pytest.mark.sqlite
def test_a_photo_whose_row_finds_no_room_is_not_called_durable(app, phone):
    photo = make_jpeg((1, 2, 3))
    wal = app.config["SETTINGS"].instance / "inspect.db-wal"
    with files_end_at(wal.stat().st_size):
        assert_full(phone.create(photo))
    assert db.session.query(SyncBlobOwner).count() == 0
    assert phone.create(photo).status_code == 201
    assert phone.post("/sync/blobs/missing", {"hashes": [sha256(photo)]}).json == {"missing": []}


@pytest.mark.sqlite
def test_who_only_reads_goes_on(app, phone, lin):
    session = db.session.query(Session).filter_by(user_id=lin.id).one()
    session.seen_at -= timedelta(hours=1)
    db.session.commit()
    call = {"epoch": phone.epoch, "client_id": phone.client_id, "cursors": {}, "limit": 5}
    call["outbox"] = {"count": 7, "oldest_age_s": 60}
    wal = app.config["SETTINGS"].instance / "inspect.db-wal"
    with files_end_at(wal.stat().st_size):
        assert phone.post("/sync/pull", call).status_code == 200
