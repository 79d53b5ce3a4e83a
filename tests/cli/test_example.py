"""`example`: whoever can't push gets none, and what is written is stored by the real server."""

import hashlib
import json
from pathlib import Path

import pytest

from inspect_app.domain.ids import uuid7
from inspect_app.extensions import db
from inspect_app.models.inspections import Revision
from inspect_app.photos.headers import read_header
from inspect_app.queries.epochs import read_epoch
from inspect_app.services.intake.inbox import receive
from inspect_app.services.photos.photo_rows import add_owner, add_photo
from inspect_app.services.writing.transaction import writing
from inspect_app.storage.open import open_storage
from tests import makers
from tests.cli.conftest import assert_refused

TYPES = {".jpg": "image/jpeg", ".png": "image/png"}


@pytest.fixture
def premises(app, lin, bai):
    return makers.make_premises()


@pytest.fixture
def ask(tell, tmp_path):
    def call(user: str, premises_id: str, code: str = "canteen-school"):
        given = ("--user", user, "--checklist", code, "--premises", premises_id)
        return tell("example", *given, "--out", str(tmp_path / "out"), "--json")

    return call


def test_wu_has_no_business_there(ask, premises, wu):
    assert_refused(ask("wu", premises.id), "out_of_scope")


def test_a_supervisor_pushes_nothing(ask, premises, chen):
    assert_refused(ask("chen", premises.id), "out_of_scope")


def test_an_unknown_premises_is_refused(ask, premises):
    assert_refused(ask("lin", uuid7()), "unknown_premises")


def test_a_checklist_of_another_kind_is_refused(ask, premises):
    assert_refused(ask("lin", premises.id, "canteen-elderly"), "kind")
    assert_refused(ask("lin", premises.id, "nothing"), "unknown_checklist")


def test_alone_nobody_can_sign_for_two(tell, app, lin, tmp_path):
    place = makers.make_premises()
    given = ("--user", "lin", "--checklist", "canteen-school", "--premises", place.id)
    assert_refused(tell("example", *given, "--out", str(tmp_path), "--json"), "no_partner")


def push(settings, user, request) -> dict:
    storage = open_storage(settings.storage)
    (result,) = receive(user.id, request["records"], storage=storage, instance=settings.instance)
    return result


def upload(settings, user, photo: Path) -> None:
    storage = open_storage(settings.storage)
    storage.parts.mkdir(parents=True, exist_ok=True)
    part = storage.parts / photo.name
    part.write_bytes(photo.read_bytes())
    header = read_header(part, TYPES[photo.suffix])
    storage.keep(part, photo.stem)
    with writing() as w:
        add_photo(w, photo.stem, header)
        add_owner(w, user.id, photo.stem)


def test_the_example_is_stored_once_its_photos_are_there(ask, settings, premises, lin, tmp_path):
    result = ask("lin", premises.id)
    request = json.loads((tmp_path / "out" / "push.json").read_text())
    photos = sorted((tmp_path / "out" / "photos").iterdir())
    assert result.code == 0 and result.json["photos"] == len(photos) > 10
    assert request["epoch"] == read_epoch()
    waiting = push(settings, lin, request)
    assert waiting["verdict"] == "waiting"
    assert sorted(waiting["detail"]["missing"]) == [photo.stem for photo in photos]
    for photo in photos:
        assert hashlib.sha256(photo.read_bytes()).hexdigest() == photo.stem
        upload(settings, lin, photo)
    again = push(settings, lin, request)
    assert (again["verdict"], again["was"]) == ("already", "stored")
    assert again["receipt"]


def test_two_examples_are_two_inspections(ask, settings, premises, lin, tmp_path):
    records = []
    for _ in range(2):
        ask("lin", premises.id)
        request = json.loads((tmp_path / "out" / "push.json").read_text())
        records.append(request["records"][0]["id"])
        records.append(request["client_id"])
        records += [photo["sha256"] for photo in request["records"][0]["blobs"]]
    assert len(set(records)) == len(records)


@pytest.mark.parametrize(
    "code",
    [
        *("canteen-elderly", "market", "stall", "elevator", "food-shop", "food-online"),
        *("food-street", "consumer-unit", "construction-jgj59", "construction-special"),
        "construction-acceptance",
    ],
)
def test_every_checklist_has_an_example_that_waits_for_its_photos_alone(
    ask, settings, app, tmp_path, code
):
    kind = "construction_site" if code.startswith("construction") else code.replace("-", "_")
    lin = makers.make_user("lin", role="inspector", kinds=[kind])
    makers.make_user("bai", role="inspector", kinds=[kind])
    place = makers.make_premises(kind=kind)
    place.attrs = {}
    db.session.commit()
    assert ask("lin", place.id, code).code == 0
    request = json.loads((tmp_path / "out" / "push.json").read_text())
    assert push(settings, lin, request)["verdict"] == "waiting"
    revision = db.session.query(Revision).one()
    assert (revision.complete, revision.lacks) == (True, [])
