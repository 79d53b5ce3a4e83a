"""`user export`: who is nobody gets nothing; what is stored about a person comes out, whole."""

import hashlib
import json
import stat
from zipfile import ZipFile

import pytest

from inspect_app.extensions import db
from inspect_app.models.audit import AuditEntry
from inspect_app.models.people import User
from inspect_app.services.people.sessions import Visitor, sign_in
from inspect_app.services.review.reviews import approve
from inspect_app.storage.open import open_storage
from tests import makers
from tests.cli.conftest import assert_refused
from tests.desk.inspections import receive
from tests.services.pushing import NOON


@pytest.fixture
def visited(lin, bai, chen):
    """Lin's inspection, which Bai signed too and Chen approved; and one of Bai's own."""
    sign_in("lin", makers.PASSWORD, Visitor("a phone of Lin"), NOON)
    id, made = receive(lin, bai)
    approve(chen.id, id, 1, at=NOON)
    receive(bai, lin)
    return id, made


@pytest.fixture
def export(tell, tmp_path):
    def call(name, *options):
        file = tmp_path / f"{name}{len(options)}.zip"
        told = tell("user", "export", name, "--out", str(file), "--json", *options)
        assert told.code == 0, told.err
        return file, told.json

    return call


def read(file):
    """The parts of an export by name, after comparing each with the manifest."""
    with ZipFile(file) as zip:
        manifest = json.loads(zip.read("manifest.json"))
        assert set(zip.namelist()) - {"manifest.json"} == set(manifest["files"])
        for name, described in manifest["files"].items():
            assert hashlib.sha256(zip.read(name)).hexdigest() == described["sha256"], name
        parts = {
            name.removesuffix(".json"): json.loads(zip.read(name))
            for name in manifest["files"]
            if name.endswith(".json")
        }
    for name, rows in parts.items():
        assert manifest["files"][f"{name}.json"]["rows"] == len(rows)
    return manifest, parts


def test_a_person_who_is_none_and_a_file_that_is_there_are_refused(tell, lin, tmp_path):
    file = tmp_path / "there.zip"
    assert_refused(tell("user", "export", "nobody", "--out", str(file), "--json"), "not_found")
    assert not file.exists()
    file.write_text("another's")
    assert_refused(tell("user", "export", "lin", "--out", str(file), "--json"), "exists")
    assert file.read_text() == "another's"


@pytest.mark.both
def test_what_is_stored_about_a_person_is_in_the_copy(export, visited, lin, bai, chen):
    id, made = visited
    manifest, parts = read(export("lin")[0])
    assert manifest["user"] == lin.id
    assert [row["name"] for row in parts["user"]] == ["lin"]
    assert [row["agent"] for row in parts["session"]] == ["a phone of Lin"]
    assert [row["id"] for row in parts["inspection"]] == [id]
    assert [row["body"] for row in parts["inspection_revision"]] == [made.text]
    assert len(parts["answer"]) == len(made.body["answers"])
    assert [row["reviewer_id"] for row in parts["review"]] == [chen.id]
    assert [row["rev"] for row in parts["named_in"]] == [1]
    assert {row["user_id"] for row in parts["cosignature"]} == {lin.id, bai.id}
    assert "session.begin" in {row["action"] for row in parts["audit"]}


def test_no_secret_and_no_bystander_is_in_the_copy(export, visited, lin, wu):
    file, _ = export("lin")
    with ZipFile(file) as zip:
        whole = b"".join(zip.read(name) for name in zip.namelist()).decode()
    hashes = [user.password_hash for user in db.session.query(User)]
    assert all(hashes) and not any(one in whole for one in hashes)
    assert "token_hash" not in {
        key for part in read(file)[1].values() for row in part for key in row
    }
    assert wu.id not in whole


def test_photos_come_when_they_are_asked_for(export, visited):
    _, made = visited
    assert read(export("lin")[0])[0]["missing_photos"] == []
    with ZipFile(export("lin", "--photos")[0]) as zip:
        copied = {name: zip.read(name) for name in zip.namelist() if name.startswith("photos/")}
    assert copied == {f"photos/{name}": data for name, data in made.photos.items()}


def test_a_photo_that_the_store_lost_is_named_as_missing(export, visited, settings):
    lost = min(visited[1].photos)
    open_storage(settings.storage).remove(lost)
    assert read(export("lin", "--photos")[0])[0]["missing_photos"] == [lost]


def test_a_copy_is_private_and_stands_in_the_audit(export, visited, lin, tell):
    file, told = export("lin")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert told["sha256"] == hashlib.sha256(file.read_bytes()).hexdigest()
    entry = db.session.query(AuditEntry).filter_by(action="user.export").one()
    assert (entry.subject, entry.detail) == (f"user:{lin.id}", {"sha256": told["sha256"]})
    assert tell("audit", "verify").code == 0
