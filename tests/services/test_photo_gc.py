"""Orphaned bytes: what is never swept, what is, and that no upload or record loses to the sweep."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from flask import Flask, current_app
from sqlalchemy import delete, update

from inspect_app.domain.ids import uuid7
from inspect_app.extensions import db
from inspect_app.models.inspections import Photo
from inspect_app.models.people import User
from inspect_app.models.sync import GcMark, SyncBlobOwner, SyncMeta
from inspect_app.services.intake.rescue_imports import import_rescue, open_rescue
from inspect_app.services.photos.ownership import take
from inspect_app.services.photos.photo_gc import collect_garbage, mark_unnamed, remove_marked
from inspect_app.storage.bucket import StorageAway
from inspect_app.storage.copies import FolderCopies
from inspect_app.storage.folder import FolderStore
from sync import failpoints
from tests.bodies import MadeBody, make_body
from tests.desk.rescue_tar import rescue_of
from tests.makers import make_jpeg, make_premises, sha256
from tests.phone.phones import PHOTO, Phone, entry, plain, ready_phone

NAME = sha256(PHOTO)
NOW = datetime.now(UTC)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


@pytest.fixture
def store(app: Flask) -> FolderStore:
    return FolderStore(Path(str(current_app.config["SETTINGS"].storage)))


@pytest.fixture
def phone(app: Flask, lin: User) -> Phone:
    return ready_phone(app, lin)


@pytest.fixture
def listen() -> Iterator[object]:
    """Runs something once when a moment comes."""

    def at(name: str, act: object) -> None:
        def heard(moment: str) -> None:
            if moment == name:
                failpoints.listener = None
                act()  # type: ignore[operator]

        failpoints.listener = heard

    yield at
    failpoints.listener = None


def keep(store: FolderStore, data: bytes = PHOTO, *, age: timedelta = 8 * DAY) -> str:
    """Bytes as a crash before the commit leaves them."""
    store.parts.mkdir(parents=True, exist_ok=True)
    part = store.parts / "left.part"
    part.write_bytes(data)
    store.keep(part, sha256(data))
    grow_old(store, sha256(data), age)
    return sha256(data)


def grow_old(store: FolderStore, name: str, age: timedelta = 8 * DAY) -> None:
    at = (datetime.now(UTC) - age).timestamp()
    os.utime(store._path(name), (at, at))


def forget_owners() -> None:
    """The upload was long ago."""
    db.session.execute(update(SyncBlobOwner).values(at=NOW - 8 * DAY))
    db.session.commit()


def sweep(store: FolderStore, rounds: int = 3) -> None:
    """Marked now, then as often as hours go by."""
    mark_unnamed(store, NOW)
    for hour in range(1, rounds + 1):
        remove_marked(store, NOW + hour * (HOUR + timedelta(minutes=1)))


def put_mark(name: str) -> None:
    db.session.merge(GcMark(sha256=name, at=NOW - 2 * HOUR))
    db.session.commit()


def owned(name: str) -> bool:
    db.session.expire_all()
    return bool(db.session.query(SyncBlobOwner).filter_by(sha256=name).count())


def test_bytes_of_this_week_stay(store: FolderStore) -> None:
    keep(store, age=6 * DAY)
    sweep(store)
    assert store.has(NAME)


def test_an_orphan_of_last_week_goes_and_not_at_once(store: FolderStore) -> None:
    keep(store)
    mark_unnamed(store, NOW)
    remove_marked(store, NOW + HOUR / 2)
    assert store.has(NAME)
    remove_marked(store, NOW + 2 * HOUR)
    assert not store.has(NAME)
    assert db.session.query(GcMark).count() == 0


def test_what_was_painted_of_an_orphan_goes_with_it(store: FolderStore) -> None:
    name = keep(store)
    store.copies.put(name, "small", b"a picture")
    sweep(store)
    assert not store.has(name) and store.copies.get(name, "small") is None


def test_what_a_record_names_stays_for_ever(
    phone: Phone, store: FolderStore, lin: User, bai: User
) -> None:
    made = make_body(lin, bai, make_premises())
    phone.upload_all(made)
    phone.push(entry(made, uuid7()))
    for name in made.photos:
        grow_old(store, name, 400 * DAY)
    forget_owners()
    sweep(store)
    assert all(store.has(name) and owned(name) for name in made.photos)


def test_what_a_draft_names_stays(phone: Phone, store: FolderStore, lin: User) -> None:
    phone.create(PHOTO)
    assert push_draft(phone, lin)["verdict"] == "stored"
    grow_old(store, NAME)
    forget_owners()
    sweep(store)
    assert store.has(NAME) and owned(NAME)


def push_draft(phone: Phone, lin: User) -> dict[str, Any]:
    shot = {"sha256": NAME, "taken_at": "2022-09-14T10:12:00+08:00"}
    inside = {"photos": {"a": [shot | {"source": "camera", "role": "evidence"}]}, "signatures": []}
    clock = {"server_time": None, "age_ms": None}
    body = {"schema": 1, "author": lin.id, "app": "1", "clock": clock, "for_rev": 1}
    draft = plain("draft", uuid7(), body | {"inspection": inside})
    blob = {"sha256": NAME, "size": len(PHOTO), "type": "image/jpeg"}
    (result,) = phone.push(draft | {"blobs": [blob]})
    return result


def test_what_was_brought_this_week_stays(phone: Phone, store: FolderStore) -> None:
    phone.create(PHOTO)
    grow_old(store, NAME)
    sweep(store)
    assert store.has(NAME) and owned(NAME)


def test_what_was_brought_and_never_named_goes_rows_first(phone: Phone, store: FolderStore) -> None:
    phone.create(PHOTO)
    grow_old(store, NAME)
    forget_owners()
    sweep(store, rounds=1)
    assert (owned(NAME), store.has(NAME)) == (False, True)
    assert db.session.query(Photo).count() == 0
    sweep(store)
    assert not store.has(NAME)


def test_a_record_that_comes_after_the_sweep_asks_for_its_photos_again(
    phone: Phone, store: FolderStore, lin: User, bai: User
) -> None:
    made = make_body(lin, bai, make_premises())
    phone.upload_all(made)
    for name in made.photos:
        grow_old(store, name)
    forget_owners()
    sweep(store)
    (result,) = phone.push(entry(made, uuid7()))
    assert set(result["detail"]["missing"]) == set(made.photos)
    phone.upload_all(made)
    (result,) = phone.push(entry(made, uuid7()))
    assert result["verdict"] == "stored"


@pytest.mark.parametrize(("days", "there"), [(29, True), (31, False)])
def test_it_rests_for_a_month_after_a_restore(
    store: FolderStore, days: int, there: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(store)
    put_mark(NAME)
    db.session.execute(update(SyncMeta).values(made_at=NOW - days * DAY))
    db.session.commit()
    collect_garbage(store, NOW)
    assert store.has(NAME) is there


def test_nothing_is_removed_from_a_store_that_is_anothers(
    store: FolderStore, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("inspect_app.services.photos.photo_gc._looked_at", -1e9)
    keep(store)
    put_mark(NAME)
    db.session.execute(update(SyncMeta).values(made_at=NOW - 31 * DAY))
    db.session.commit()
    store.own("another's epoch")
    collect_garbage(store, NOW)
    assert store.has(NAME) and "photos of another instance lie in this store" in caplog.text
    take(store)
    collect_garbage(store, NOW)
    assert not store.has(NAME)


def test_a_store_that_is_anothers_is_told_so_also_while_the_sweep_rests(store: FolderStore) -> None:
    db.session.execute(update(SyncMeta).values(made_at=NOW - DAY))
    db.session.commit()
    store.own("another's epoch")
    collect_garbage(store, NOW)
    assert store.owner() == "nobody"


def test_a_removal_that_was_cut_leaves_an_orphan_and_no_row(
    phone: Phone, store: FolderStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone.create(PHOTO)
    grow_old(store, NAME)
    forget_owners()
    sweep(store, rounds=1)

    def die(self: FolderStore, sha256: str) -> None:
        raise OSError("power cut")

    with monkeypatch.context() as patched:
        patched.setattr(FolderStore, "remove", die)
        with pytest.raises(OSError, match="power cut"):
            remove_marked(store, NOW + 9 * HOUR)
    assert (owned(NAME), store.has(NAME)) == (False, True)
    remove_marked(store, NOW + 9 * HOUR)
    assert not store.has(NAME)


class Slow(FolderStore):
    """A bucket that does what it is told when nobody waits for it any more."""

    def remove(self, sha256: str) -> None:
        raise StorageAway("no answer")

    def remove_at_last(self, sha256: str) -> None:
        super().remove(sha256)


def test_a_removal_that_is_done_late_takes_no_upload_of_the_same_bytes(
    phone: Phone, store: FolderStore, lin: User
) -> None:
    keep(store)
    put_mark(NAME)
    slow = Slow(store.root)
    with pytest.raises(StorageAway):
        remove_marked(slow, NOW)
    answer = phone.create(PHOTO)
    assert (answer.status_code, answer.json["error"]["code"]) == (503, "busy")
    assert push_draft(phone, lin)["verdict"] == "retry"
    slow.remove_at_last(NAME)
    put_mark(NAME)  # its time is over
    assert phone.create(PHOTO).status_code == 201
    assert push_draft(phone, lin)["verdict"] == "stored"
    assert store.has(NAME) and owned(NAME)


class Meanwhile(FolderCopies):
    """A server of an earlier release takes the mark away, without a look at its time."""

    def remove(self, sha256: str, size: str) -> None:
        db.session.execute(delete(GcMark).filter_by(sha256=sha256))
        db.session.commit()


def test_what_a_server_of_before_took_meanwhile_is_left_to_it(store: FolderStore) -> None:
    keep(store)
    put_mark(NAME)
    store.copies = Meanwhile(store.root)
    assert remove_marked(store, NOW) == 0 and store.has(NAME)


@pytest.mark.both
def test_others_write_while_the_store_is_asked(phone: Phone, store: FolderStore) -> None:
    class Busy(FolderStore):
        def remove(self, sha256: str) -> None:
            assert phone.create(make_jpeg()).status_code == 201
            super().remove(sha256)

    keep(store)
    put_mark(NAME)
    assert remove_marked(Busy(store.root), NOW) == 1
    assert not store.has(NAME) and db.session.query(GcMark).count() == 0
    assert phone.create(PHOTO).status_code == 201


def test_a_sweep_that_was_held_up_leaves_the_bytes_to_the_next(
    store: FolderStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(store)
    put_mark(NAME)
    with monkeypatch.context() as patched:
        patched.setattr("inspect_app.services.photos.photo_gc.MOST_S", -1)
        assert remove_marked(store, NOW) == 0 and store.has(NAME)
    assert remove_marked(store, NOW) == 0 and store.has(NAME)
    later = datetime.now(UTC) + 2 * HOUR  # the mark stands a while from when it was really made
    assert remove_marked(store, later) == 1 and not store.has(NAME)


def test_an_upload_of_the_same_bytes_wins_over_a_sweep_between_bytes_and_commit(
    phone: Phone, store: FolderStore, listen
) -> None:
    keep(store)
    put_mark(NAME)
    listen("blob.stored", lambda: remove_marked(store, NOW))
    assert phone.create(PHOTO).status_code == 201
    assert store.has(NAME) and owned(NAME)


def test_a_record_wins_over_a_sweep_that_begins_before_its_commit(
    app: Flask, phone: Phone, store: FolderStore, lin: User, listen
) -> None:
    phone.create(PHOTO)
    grow_old(store, NAME)
    forget_owners()
    put_mark(NAME)
    threads: list[Thread] = []

    def begin() -> None:
        threads.append(Thread(target=sweep_elsewhere, args=(app, store)))
        threads[0].start()
        threads[0].join(0.3)  # it waits for the record's lock

    listen("record.written", begin)
    assert push_draft(phone, lin)["verdict"] == "stored"
    threads[0].join()
    assert store.has(NAME) and owned(NAME)


def sweep_elsewhere(app: Flask, store: FolderStore) -> None:
    with app.app_context():
        remove_marked(store, NOW)
        db.session.remove()


@pytest.mark.parametrize("round_", range(6))
def test_uploads_and_sweeps_at_once_leave_no_row_without_bytes(
    app: Flask, store: FolderStore, lin: User, round_: int
) -> None:
    photos = [make_jpeg((round_ * 20, number * 9, 7), (80, 60)) for number in range(8)]
    phones = [ready_phone(app, lin) for _ in range(2)]
    for data in photos:
        keep(store, data)
        put_mark(sha256(data))

    def upload(which: int) -> None:
        with app.app_context():
            for data in photos[which::2]:
                while (status := phones[which].create(data).status_code) == 503:
                    pass  # as a phone comes again
                assert status == 201
            db.session.remove()

    threads = [Thread(target=upload, args=(which,)) for which in range(2)]
    threads += [Thread(target=sweep_elsewhere, args=(app, store)) for _ in range(2)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert all(store.has(sha256(data)) and owned(sha256(data)) for data in photos)


def test_an_import_counts_no_bytes_that_were_swept(
    app: Flask, store: FolderStore, lin: User, bai: User, chen: User
) -> None:
    made: MadeBody = make_body(lin, bai, make_premises())
    file = BytesIO(rescue_of(made, entry(made, uuid7())))
    id = open_rescue(chen.id, file, storage=store, at=NOW)
    gone = next(iter(made.photos))
    store.remove(gone)
    instance = current_app.config["SETTINGS"].instance
    import_rescue(chen.id, id, storage=store, instance=instance, at=NOW)
    assert not owned(gone)
