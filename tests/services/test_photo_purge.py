"""Photos whose time is over: what is never purged, what goes, and that every proof stays."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask, current_app

from inspect_app.config import SettingError, read_settings
from inspect_app.domain.ids import uuid7
from inspect_app.extensions import db
from inspect_app.models.inspections import InspectionPhoto, Photo
from inspect_app.models.people import User
from inspect_app.models.sync import GcMark, SyncRecord
from inspect_app.services.photos.photo_gc import mark_unnamed, remove_marked
from inspect_app.services.photos.photo_rows import relink_photo
from inspect_app.services.review.reviews import approve
from inspect_app.services.writing.transaction import writing
from inspect_app.storage.folder import FolderStore
from tests.bodies import MadeBody, make_body
from tests.cli.conftest import Tell, go_to, tell
from tests.makers import make_premises
from tests.phone.phones import Phone, entry, ready_phone
from tests.signing import OURS, PAGE, visitor

__all__ = ["go_to", "tell"]
NOW = datetime.now(UTC)
LATER = NOW + timedelta(days=9)  # an hour after the mark, and a week after the upload
LONG_AGO = NOW - timedelta(days=400)


@pytest.fixture
def store(app: Flask) -> FolderStore:
    return FolderStore(Path(str(current_app.config["SETTINGS"].storage)))


@pytest.fixture
def phone(app: Flask, lin: User) -> Phone:
    return ready_phone(app, lin)


@pytest.fixture
def made(lin: User, bai: User) -> MadeBody:
    return make_body(lin, bai, make_premises())


@pytest.fixture(autouse=True)
def a_year(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INSPECT_RETENTION", "photos=365")


def hand_in(phone: Phone, made: MadeBody) -> str:
    id = uuid7()
    phone.upload_all(made)
    assert phone.push(entry(made, id))[0]["verdict"] == "stored"
    return id


def split(id: str) -> tuple[set[str], set[str]]:
    """The hashes of an inspection's photos, and those of its signatures."""
    rows = db.session.query(InspectionPhoto).filter_by(inspection_id=id).all()
    signed = {row.sha256 for row in rows if row.role == "signature"}
    return {row.sha256 for row in rows} - signed, signed


def purge(tell: Tell) -> int:
    told = tell("retention", "--apply", "--json")
    assert told.code == 0, told.err
    return int(told.json["classes"][0]["rows"])


def faults() -> dict[str, str | None]:
    db.session.rollback()
    db.session.expire_all()
    return {row.sha256: row.fault for row in db.session.query(Photo)}


def test_a_time_in_which_phones_still_hold_photos_is_refused() -> None:
    with pytest.raises(SettingError, match="photos at least 60"):
        read_settings({"INSPECT_RETENTION": "photos=59"})


@pytest.mark.parametrize("state", ["undecided", "approved lately"])
def test_photos_of_work_that_is_not_over_stay(tell, phone, made, chen, store, state):
    id = hand_in(phone, made)
    if state != "undecided":
        approve(chen.id, id, 1, at=NOW)
    assert purge(tell) == 0
    assert remove_marked(store, LATER) == 0
    assert all(store.has(name) for name in made.photos)


def test_a_photo_that_open_work_names_too_stays(tell, app, phone, made, lin, bai, chen, store):
    id = hand_in(phone, made)
    approve(chen.id, id, 1, at=LONG_AGO)
    hand_in(phone, make_body(lin, bai, make_premises(), photos=made.body["photos"]))
    assert purge(tell) == 0
    assert all(store.has(name) for name in made.photos)


@pytest.mark.both
def test_photos_of_work_that_is_over_go_and_signatures_stay(tell, phone, made, chen, store):
    id = hand_in(phone, made)
    approve(chen.id, id, 1, at=LONG_AGO)
    shots, signed = split(id)
    assert tell("retention", "--json").json["classes"][0]["rows"] == len(shots) > 0
    assert set(faults().values()) == {None}
    assert purge(tell) == len(shots)
    assert remove_marked(store, LATER) == len(shots)
    assert [name for name in shots if store.has(name)] == []
    assert all(store.has(name) for name in signed) and signed
    assert faults() == dict.fromkeys(shots, "purged") | dict.fromkeys(signed)
    assert purge(tell) == 0


def test_no_proof_and_no_alarm_follows(tell, go_to, phone, made, chen, store, tmp_path):
    id = hand_in(phone, made)
    approve(chen.id, id, 1, at=LONG_AGO)
    receipt = db.session.query(SyncRecord.receipt).filter_by(record_id=id).scalar()
    sizes = {row.sha256: row.size for row in db.session.query(Photo)}
    purge(tell)
    remove_marked(store, LATER)
    assert db.session.query(SyncRecord.receipt).filter_by(record_id=id).scalar() == receipt
    assert {row.sha256: row.size for row in db.session.query(Photo)} == sizes
    for words in (("audit", "verify"), ("rollup", "verify"), ("photos", "verify", "--all")):
        assert tell(*words).code == 0, words
    told = tell("backup", str(tmp_path / "copy"), "--json")
    assert (told.code, told.json["missing"]) == (0, [])
    assert told.json["photos"] == len(split(id)[1])
    go_to(tmp_path / "there")
    restored = tell("restore", str(tmp_path / "copy"), "--json")
    assert (restored.code, restored.json["missing"]) == (0, [])


def test_the_desk_says_that_their_time_is_over(tell, app, phone, made, chen, store):
    id = hand_in(phone, made)
    approve(chen.id, id, 1, at=LONG_AGO)
    purge(tell)
    remove_marked(store, LATER)
    shot = min(split(id)[0])
    chens = visitor(app, "chen")
    assert "已按期限删除" in chens.get(f"/desk/photos/{id}/{shot}", headers=OURS).text
    page = chens.get(f"/desk/inspections/{id}", headers=PAGE).text
    assert "已按期限删除" in page and "data-fault" not in page


def test_a_record_that_names_one_before_its_bytes_went_keeps_them(tell, phone, made, chen, store):
    id = hand_in(phone, made)
    approve(chen.id, id, 1, at=LONG_AGO)
    shots, _ = split(id)
    purge(tell)
    shot = min(shots)
    with writing() as w:
        assert relink_photo(w, store, shot)
    assert faults()[shot] is None
    assert remove_marked(store, LATER) == len(shots) - 1
    assert store.has(shot)


def test_a_record_that_came_while_they_were_purged_keeps_them(
    tell, phone, made, lin, bai, chen, store
):
    id = hand_in(phone, made)
    approve(chen.id, id, 1, at=LONG_AGO)
    purge(tell)
    other = make_body(lin, bai, make_premises(), photos=made.body["photos"])
    phone.push(entry(other, uuid7()))
    with writing(NOW) as w:  # as the purge would leave it, had it not seen the record
        w.session.add_all(GcMark(sha256=name, at=NOW) for name in split(id)[0])
    assert remove_marked(store, LATER) == 0
    assert set(faults().values()) == {None}
    assert all(store.has(name) for name in made.photos)


def test_bytes_that_came_again_count_again_and_are_asked_for_before(tell, phone, made, chen, store):
    id = hand_in(phone, made)
    approve(chen.id, id, 1, at=LONG_AGO)
    shots, _ = split(id)
    purge(tell)
    remove_marked(store, LATER)
    answer = phone.post("/sync/blobs/missing", {"hashes": sorted(shots)})
    assert answer.json["missing"] == sorted(shots)
    shot = min(shots)
    assert phone.create(made.photos[shot]).status_code == 201
    assert store.has(shot) and faults()[shot] is None


def test_a_removal_that_was_forgotten_is_done_by_the_next_look(tell, phone, made, chen, store):
    id = hand_in(phone, made)
    approve(chen.id, id, 1, at=LONG_AGO)
    shots, _ = split(id)
    purge(tell)
    db.session.execute(db.text("DELETE FROM gc_mark"))
    db.session.commit()
    assert mark_unnamed(store, LATER) == len(shots)
    assert remove_marked(store, LATER + timedelta(hours=2)) == len(shots)
