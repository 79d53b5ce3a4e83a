"""`inspect-app backup` and `restore`: refusals first, then the same instance in another place."""

import errno
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import MetaData, select, text

from inspect_app.extensions import db
from inspect_app.models.audit import AuditEntry
from inspect_app.models.inspections import Photo
from inspect_app.models.sync import SyncRecord
from inspect_app.services.instance import backup as backing_up
from inspect_app.services.photos.gc_pause import is_gc_paused
from inspect_app.services.photos.ownership import owns
from inspect_app.services.writing.transaction import writing
from inspect_app.storage.copy_photo import copy_photo
from inspect_app.storage.open import open_storage
from tests.backups.conftest import Place
from tests.bodies import MadeBody
from tests.instances import opened
from tests.phone.phones import Phone, entry

INSPECTION = "01a21bf2-c566-774f-844e-2f28285e425e"


@pytest.fixture
def work(phone: Phone, made: MadeBody) -> None:
    """One inspection with its photos, received."""
    phone.upload_all(made)
    assert phone.push(entry(made, INSPECTION))[0]["verdict"] == "stored"
    db.session.rollback()


@pytest.fixture
def backup(work: None, here: Place, tmp_path: Path) -> Path:
    made = here.tell("backup", tmp_path / "backup")
    assert made.code == 0, made
    return tmp_path / "backup"


def test_a_folder_that_holds_something_is_refused(app: Flask, here: Place, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter").touch()
    result = here.tell("backup", tmp_path / "full")
    assert (result.code, "is not empty" in result.err) == (2, True)
    assert [path.name for path in (tmp_path / "full").iterdir()] == ["letter"]


def test_what_is_no_whole_backup_is_refused(backup: Path, there: Place) -> None:
    whole = (backup / "rows.db").read_bytes()
    (backup / "rows.db").write_bytes(whole[:-1] + b"x")
    assert "rows.db is not as it was written" in there.tell("restore", backup).err
    (backup / "backup.json").unlink()
    result = there.tell("restore", backup)
    assert (result.code, "is no whole backup" in result.err) == (2, True)
    assert not there.settings.instance.exists()


def test_keys_that_are_missing_or_lie_elsewhere_are_refused(backup: Path, there: Place) -> None:
    elsewhere = (backup / "keys").rename(backup.parent / "elsewhere")
    assert "keys is not as it was written" in there.tell("restore", backup).err
    (backup / "keys").mkdir()
    (backup / "keys" / "receipts.pem").symlink_to(elsewhere / "receipts.pem")
    result = there.tell("restore", backup)
    assert (result.code, "receipts.pem is not as it was written" in result.err) == (2, True)
    assert not there.settings.instance.exists()


def test_nothing_is_restored_over_an_instance(backup: Path, here: Place) -> None:
    result = here.tell("restore", backup)
    assert (result.code, "There is an instance already" in result.err) == (2, True)


def test_a_backup_of_tables_that_are_not_known_yet_is_refused(backup: Path, there: Place) -> None:
    about = json.loads((backup / "backup.json").read_text())
    (backup / "backup.json").write_text(json.dumps(about | {"revision": "9999_later"}))
    assert "newer version" in there.tell("restore", backup).err


def test_photos_that_the_store_lost_are_named(work: None, here: Place, tmp_path: Path) -> None:
    changed, unreadable, gone = sorted(here.settings.instance.glob("photos/??/*"))[:3]
    changed.write_bytes(b"changed")
    for path in (unreadable, gone):
        path.unlink()
    unreadable.mkdir()  # reading it is an OSError as on a broken disk
    result = here.tell("backup", tmp_path / "backup", "--json")
    assert (result.code, result.json["missing"]) == (1, [changed.name, unreadable.name, gone.name])


@pytest.mark.both
def test_every_row_and_photo_is_there_again(backup: Path, here: Place, there: Place) -> None:
    restored = there.tell("restore", backup, "--json")
    assert restored.code == 0, restored
    before, after = rows_of(here), rows_of(there)
    meta, audit = before.pop("sync_meta"), before.pop("audit")
    (anew,) = after.pop("sync_meta")
    assert anew["epoch"] == restored.json["epoch"] != meta[0]["epoch"]
    assert anew["made_at"] > meta[0]["made_at"]  # from that day on the sweep rests for a month
    assert [row for row in after.pop("audit") if row["action"] != "instance.restore"] == audit
    for grows in ("audit_head", "alembic_version"):
        before.pop(grows), after.pop(grows)
    assert after == before
    assert there.tell("audit", "verify").code == 0
    assert photos_in(there) == photos_in(here)
    keys = [(place.settings.instance / "keys" / "receipts.pem") for place in (here, there)]
    assert keys[0].read_bytes() == keys[1].read_bytes()


def test_a_restore_that_was_cut_off_is_done_again(
    backup: Path, there: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("inspect_app.services.instance.restore.NEW_EPOCH", text("no sql"))
    assert there.tell("restore", backup).code == 2
    monkeypatch.undo()
    assert there.tell("restore", backup).code == 0


@pytest.mark.long
def test_nor_does_a_restore_that_is_cut_at_its_end_call_lost_photos_sound(
    backup: Path, there: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = sorted(path for path in backup.glob("photos/??/*"))[0]
    gone.unlink()
    monkeypatch.setattr("inspect_app.services.instance.restore._note_lost", cut)
    assert there.tell("restore", backup).code == 2
    with opened(there.settings):
        assert db.session.get_one(Photo, gone.name).fault == "lost"


def cut(*given: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.both
def test_a_backup_from_another_release_is_refused(app: Flask, here: Place, tmp_path: Path) -> None:
    db.session.execute(text("UPDATE alembic_version SET version_num = '9999_later'"))
    db.session.commit()
    result = here.tell("backup", tmp_path / "backup")
    assert (result.code, "of another release" in result.err) == (2, True)


@pytest.mark.long
def test_a_restore_is_no_first_start_any_more(backup: Path, there: Place) -> None:
    there.settings.instance.mkdir(parents=True, mode=0o700)
    mark = there.settings.instance / ".first-start"
    mark.touch()
    assert there.tell("restore", backup).code == 0 and not mark.exists()


@pytest.mark.long
def test_photos_that_the_backup_does_not_hold_are_asked_of_phones(
    backup: Path, there: Place
) -> None:
    gone = sorted(path for path in backup.glob("photos/??/*"))[0]
    gone.unlink()
    result = there.tell("restore", backup, "--json")
    assert (result.code, result.json["missing"]) == (1, [gone.name])
    with opened(there.settings):
        assert db.session.get_one(Photo, gone.name).fault == "lost"
        lost = db.session.scalars(select(AuditEntry.subject).filter_by(action="photo.lost"))
        assert lost.all() == [f"photo:{gone.name}"]


@pytest.mark.long
def test_a_store_that_was_anothers_is_swept_by_nobody_until_a_person_says_whose_it_is(
    backup: Path, here: Place, there: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = open_storage(here.settings.storage)
    before = store.owner()
    monkeypatch.setenv("INSPECT_STORAGE", str(here.settings.storage))
    result = there.tell("restore", backup, "--json")
    assert (result.code, result.json["sweeps"]) == (0, False)
    assert store.owner() not in (None, before, result.json["epoch"])
    assert there.tell("photos", "own").code == 0
    assert store.owner() == result.json["epoch"]


@pytest.mark.long
def test_photos_of_an_instance_from_before_stores_had_owners_are_anothers(
    backup: Path, here: Place, there: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    (here.settings.instance / "photos" / "photos-are-kept-here").write_text("\n")
    monkeypatch.setenv("INSPECT_STORAGE", str(here.settings.storage))
    assert there.tell("restore", backup, "--json").json["sweeps"] is False


@pytest.mark.long
@pytest.mark.parametrize("owned", [True, False])
def test_a_start_beside_another_instance_takes_nothing_from_it(
    backup: Path, here: Place, there: Place, owned: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a trial with the real bucket in its settings; it may be from before stores had owners."""
    if not owned:
        (here.settings.instance / "photos" / "photos-are-kept-here").write_text("")
    monkeypatch.setenv("INSPECT_STORAGE", str(here.settings.storage))
    assert there.tell("migrate").code == 0
    store = open_storage(here.settings.storage)
    assert store.owner() == "nobody"
    assert here.tell("photos", "own").code == 0
    assert here.tell("migrate").code == 0
    with opened(here.settings):
        assert owns(store)


def test_a_store_of_its_own_is_swept_by_the_restored_instance(
    backup: Path, there: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where it was cut off at first."""
    monkeypatch.setattr("inspect_app.services.instance.restore.NEW_EPOCH", text("no sql"))
    assert there.tell("restore", backup).code == 2
    monkeypatch.undo()
    result = there.tell("restore", backup, "--json")
    assert result.json["sweeps"] is True
    assert open_storage(there.settings.storage).owner() == result.json["epoch"]


def test_afterwards_new_rows_find_free_numbers(backup: Path, there: Place) -> None:
    assert there.tell("restore", backup).code == 0
    with opened(there.settings):
        record = db.session.scalars(select(SyncRecord)).one()
        columns = {c.name: getattr(record, c.name) for c in SyncRecord.__table__.columns}
        with writing() as w:
            w.session.add(SyncRecord(**columns | {"pk": None, "digest": "0" * 64}))


def test_no_photo_is_swept_while_its_bytes_are_copied(
    work: None, here: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rested = []

    def carry_slowly(*how: Any) -> bool:
        with opened(here.settings):
            rested.append(is_gc_paused(db.session(), datetime.now(UTC)))
        return copy_photo(*how)

    monkeypatch.setattr(backing_up, "copy_photo", carry_slowly)
    assert here.tell("backup", tmp_path / "backup").code == 0
    assert set(rested) == {True}
    assert not is_gc_paused(db.session(), datetime.now(UTC))


def rows_of(place: Place) -> dict[str, list[dict[str, Any]]]:
    """Every table as plain values."""
    with opened(place.settings):
        tables = MetaData()
        tables.reflect(db.engine)
        with db.engine.connect() as connection:
            found = {
                table.name: [
                    dict(row)
                    for row in connection.execute(
                        select(*db.metadata.tables.get(table.name, table).columns)
                    ).mappings()
                ]
                for table in tables.sorted_tables
            }
    return {name: sorted(rows, key=in_order) for name, rows in found.items()}


def in_order(row: dict[str, Any]) -> str:
    return str(sorted(row.items()))


def photos_in(place: Place) -> list[str]:
    return sorted(path.name for path in place.settings.instance.glob("photos/??/*"))
