"""What a crash left behind is put right by the next sweep."""

import os
import time
from datetime import UTC, datetime, timedelta

from inspect_app.domain.ids import uuid7
from inspect_app.extensions import db
from inspect_app.models.inspections import Revision
from inspect_app.models.people import SignInTries
from inspect_app.models.sync import SyncBlobOwner, SyncUpload
from inspect_app.server.sweeps import run_sweeps
from inspect_app.services.people.throttle import FORGOTTEN_AFTER
from inspect_app.services.writing.transaction import writing
from inspect_app.storage.open import open_storage
from tests.makers import make_jpeg
from tests.phone.phones import entry


def test_a_crash_between_the_last_photo_and_its_count_leaves_nothing_waiting(app, phone, made):
    (result,) = phone.push(entry(made, uuid7()))
    assert result["verdict"] == "waiting"
    with writing() as w:
        for name in made.photos:
            w.session.add(SyncBlobOwner(user_id=phone.user.id, sha256=name, at=w.at))
    assert db.session.query(Revision).one().state == "waiting"
    db.session.rollback()
    run_sweeps(app)
    assert db.session.query(Revision).one().state == "received"
    (again,) = phone.push(entry(made, result["id"]))
    assert again["was"] == "stored"


def test_a_step_that_fails_keeps_none_after_it_from_its_turn(app, phone):
    stuck = open_storage(app.config["SETTINGS"].storage).parts / "stuck.part"
    stuck.mkdir(parents=True)  # no file, so it cannot be removed as one
    os.utime(stuck, (time.time() - 86_400,) * 2)
    old = datetime.now(UTC) - 2 * FORGOTTEN_AFTER
    with writing() as w:
        w.session.add(SignInTries(key="x", fails=1, tries=1, first_at=old, last_at=old))
    run_sweeps(app)
    assert stuck.is_dir()
    assert db.session.query(SignInTries).filter_by(key="x").count() == 0


def test_expired_uploads_go_with_their_bytes(app, phone):
    photo = make_jpeg()
    for _ in range(2):
        phone.create(photo, photo[:10])
    old, young = db.session.query(SyncUpload).order_by(SyncUpload.created_at)
    parts = open_storage(app.config["SETTINGS"].storage).parts
    with writing() as w:
        w.session.get_one(SyncUpload, old.id).expires_at = datetime.now(UTC) - timedelta(days=1)
    forgotten = parts / "forgotten.part"
    forgotten.write_bytes(b"x")
    os.utime(forgotten, (time.time() - 86_400,) * 2)
    run_sweeps(app)
    assert [one.name for one in parts.iterdir()] == [f"{young.id}.part"]
    assert [one.id for one in db.session.query(SyncUpload)] == [young.id]
