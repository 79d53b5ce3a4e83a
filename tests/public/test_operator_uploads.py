"""An operator's photo by tus behind his code: who is turned away, what resumes, what it becomes."""

import os
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from flask import Flask, current_app
from PIL import Image
from werkzeug.test import TestResponse

from inspect_app.domain.corrections import codes as rules
from inspect_app.extensions import db
from inspect_app.models.corrections import CorrectionPhoto, OperatorUpload
from inspect_app.models.people import User
from inspect_app.models.sync import SyncBlobOwner, SyncUpload
from inspect_app.services.corrections import operator_photos
from inspect_app.services.photos.uploads import sweep_uploads
from inspect_app.services.writing.transaction import writing
from inspect_app.storage.open import open_storage
from tests.makers import make_jpeg, sha256
from tests.phone.phones import CHUNK, TUS, metadata
from tests.public.operators import CODE, OTHER, Notice, Operator, make_notice

DATA = make_jpeg((10, 20, 30), (400, 300))
JSON = TUS | {"Accept": "application/json"}


@pytest.fixture(autouse=True)
def hurried_derivations(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "ROUNDS", 10)


@pytest.fixture
def notice(lin: User, bai: User, chen: User) -> Notice:
    return make_notice(lin, bai, chen, "env.pest", OTHER)


@pytest.fixture
def operator(app: Flask, notice: Notice) -> Operator:
    made = Operator(app)
    assert made.type(notice.place, CODE).status_code == 303
    return made


def create(
    operator: Operator, row: str, data: bytes = DATA, upto: int | None = None, **more: str
) -> TestResponse:
    told = {"Upload-Length": str(len(data)), "Upload-Metadata": metadata(data)}
    headers = JSON | told | {"Content-Type": CHUNK} | more
    return operator.http.post(f"/answer/{row}/uploads", data=data[:upto], headers=headers)


def patch(operator: Operator, path: str, data: bytes, offset: int) -> TestResponse:
    headers = JSON | {"Content-Type": CHUNK, "Upload-Offset": str(offset)}
    return operator.http.patch(path, data=data[offset:], headers=headers)


def kept() -> list[tuple[str, str, str | None]]:
    db.session.expire_all()
    rows = db.session.query(CorrectionPhoto).filter_by(source="operator")
    return [(one.correction_id, one.sha256, one.step_id) for one in rows]


def test_a_stranger_another_site_and_another_notice_upload_nothing(
    app: Flask, operator: Operator, notice: Notice
) -> None:
    id = notice.row.id
    assert create(Operator(app), id).status_code == 401
    assert create(operator, id, **{"X-Inspect-App": ""}).status_code == 403
    assert create(operator, id, Origin="https://evil.example").status_code == 403
    assert create(operator, "x").status_code == 404
    assert kept() == []


def test_an_upload_of_one_correction_is_not_that_of_another(
    app: Flask, operator: Operator, notice: Notice
) -> None:
    first, second = (row.id for row in notice.rows)
    name = create(operator, first, upto=100).headers["Location"].rsplit("/", 1)[-1]
    elsewhere = f"/answer/{second}/uploads/{name}"
    assert operator.http.head(elsewhere, headers=JSON).status_code == 404
    assert patch(operator, elsewhere, DATA, 100).status_code == 404
    assert kept() == []


def test_a_photo_that_was_cut_goes_on_where_it_stood(operator: Operator, notice: Notice) -> None:
    id = notice.row.id
    begun = create(operator, id, upto=100)
    assert (begun.status_code, begun.headers["Upload-Offset"]) == (201, "100")
    where = begun.headers["Location"]
    assert operator.http.head(where, headers=JSON).headers["Upload-Offset"] == "100"
    assert patch(operator, where, DATA, 50).status_code == 409
    assert patch(operator, where, DATA, 100).status_code == 204
    assert kept() == [(id, sha256(DATA), None)]
    assert operator.http.head(where, headers=JSON).headers["Upload-Offset"] == str(len(DATA))


def test_it_is_a_photo_of_the_correction_and_of_no_user(operator: Operator, notice: Notice) -> None:
    id = notice.row.id
    assert [create(operator, id).status_code for _ in range(2)] == [201, 201]
    assert kept() == [(id, sha256(DATA), None)]
    assert db.session.query(SyncBlobOwner).filter_by(sha256=sha256(DATA)).count() == 0
    assert db.session.query(SyncUpload).count() == 0
    operator.send(id)
    assert kept()[0][2] is not None and notice.row.state == "reported"


def test_what_is_no_photo_is_told_in_the_words_of_the_form(
    operator: Operator, notice: Notice
) -> None:
    id, wide = notice.row.id, BytesIO()
    Image.new("1", (6000, 4001)).save(wide, "PNG")
    for data, code in ((b"GIF89a", "photo_kind"), (wide.getvalue(), "photo_large")):
        answer = create(operator, id, data)
        assert answer.json["error"]["code"] == code
    sound = {"Upload-Metadata": metadata(DATA, "audio/webm")}
    assert create(operator, id, **sound).json["error"]["code"] == "media_type"
    long = {"Upload-Length": str(9 * 1024 * 1024)}
    assert create(operator, id, **long).json["error"]["code"] == "too_large"
    assert (kept(), db.session.query(OperatorUpload).count()) == ([], 0)


def test_no_more_than_twenty_and_none_once_it_is_reported(
    operator: Operator, notice: Notice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(operator_photos, "MOST_PHOTOS", 1)
    id = notice.row.id
    assert create(operator, id).status_code == 201
    more = make_jpeg((1, 1, 1))
    assert create(operator, id, more).json["error"]["code"] == "photo_count"
    assert create(operator, id, more, upto=10).json["error"]["code"] == "photo_count"
    storage = open_storage(current_app.config["SETTINGS"].storage)
    assert not storage.has(sha256(more)) and list(storage.parts.glob("*.part")) == []
    operator.send(id)
    assert create(operator, id, more).json["error"]["code"] == "answer_closed"


def test_a_code_that_ended_meanwhile_adds_nothing(operator: Operator, notice: Notice) -> None:
    where = create(operator, notice.row.id, upto=100).headers["Location"]
    with writing() as w:
        code = w.session.merge(notice.kept)
        code.ended_at, code.why = w.at, "replaced"
    assert patch(operator, where, DATA, 100).status_code == 401
    assert kept() == []


def test_what_is_left_unfinished_goes_after_a_week_and_not_before(
    operator: Operator, notice: Notice
) -> None:
    create(operator, notice.row.id, upto=100)
    storage = open_storage(current_app.config["SETTINGS"].storage)
    (part,) = storage.parts.glob("*.part")
    old = (datetime.now(UTC) - timedelta(hours=7)).timestamp()
    os.utime(part, (old, old))
    sweep_uploads(storage)
    assert part.exists()
    with writing() as w:
        w.session.query(OperatorUpload).update({"expires_at": w.at})
    sweep_uploads(storage)
    assert not part.exists() and db.session.query(OperatorUpload).count() == 0
