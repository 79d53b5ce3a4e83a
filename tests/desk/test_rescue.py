"""Rescue files at the desk: who may, what is refused, what is here already, what damage costs."""

import time
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import psycopg
import pytest
from flask import Flask
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from inspect_app.domain.ids import uuid7
from inspect_app.errors import ProblemError
from inspect_app.extensions import db
from inspect_app.models.audit import AuditEntry
from inspect_app.models.inspections import Inspection
from inspect_app.models.people import User
from inspect_app.models.premises import Premises
from inspect_app.models.rescue import RescueImport
from inspect_app.models.sync import SyncRecord
from inspect_app.services.intake.rescue_imports import open_rescue
from inspect_app.services.people.accounts import disable_user
from inspect_app.services.review.reviews import approve
from inspect_app.storage.open import open_storage
from tests.bodies import MadeBody, make_body
from tests.desk.rescue_tar import parts_of, rescue_of, tar_of, with_size
from tests.makers import LONG_AGO, make_premises, make_user
from tests.phone.deciding import accept
from tests.phone.phones import entry, plain, ready_phone
from tests.postgres.limits import shorten
from tests.signing import PAGE, visitor


@pytest.fixture
def canteen(app: Flask) -> Premises:
    return make_premises()


@pytest.fixture
def made(lin: User, bai: User, canteen: Premises) -> MadeBody:
    return make_body(lin, bai, canteen)


def upload(app: Flask, name: str, file: bytes) -> TestResponse:
    # A long form would lie in a temporary file that the test client never closes.
    boundary, form = encode_multipart({"file": FileStorage(BytesIO(file), "rescue.tar")})
    kind = f'multipart/form-data; boundary="{boundary}"'
    return visitor(app, name).post("/desk/rescue", data=form, content_type=kind, headers=PAGE)


def opened(app: Flask, name: str, file: bytes) -> str:
    answer = upload(app, name, file)
    assert answer.status_code == 302, answer.text
    return str(answer.location)


def imported(app: Flask, name: str, path: str) -> None:
    assert visitor(app, name).post(f"{path}/import", headers=PAGE).status_code == 302


def pressed(app: Flask, name: str, path: str) -> None:
    """As a person can: by the button that the page has."""
    page = visitor(app, name).get(path, headers=PAGE).text
    assert f'action="{path}/import"' in page
    imported(app, name, path)


def stored(digest: str) -> SyncRecord:
    db.session.expire_all()
    return db.session.query(SyncRecord).filter_by(digest=digest).one()


@pytest.mark.parametrize("role", ["inspector", "auditor"])
def test_neither_inspectors_nor_auditors_import(app: Flask, made: MadeBody, role: str) -> None:
    make_user("no", role=role)
    assert upload(app, "no", rescue_of(made, entry(made, uuid7()))).status_code == 403
    assert visitor(app, "no").get("/desk/rescue", headers=PAGE).status_code == 403


def test_what_another_person_opened_is_not_found(
    app: Flask, made: MadeBody, chen: User, ming: User
) -> None:
    path = opened(app, "chen", rescue_of(made, entry(made, uuid7())))
    other = visitor(app, "ming")
    assert other.get(path, headers=PAGE).status_code == 404
    assert other.post(f"{path}/import", headers=PAGE).status_code == 404


@pytest.mark.parametrize(
    "file",
    [
        b"",
        b"PK\x03\x04 no tar at all",
        b"\0" * 10240,
        tar_of([("manifest.json", b"{}")]),
        tar_of([("manifest.json", b'{"format":"inspect-rescue","version":1')]),
        tar_of([("photos/" + "0" * 64, b"x")]),
        with_size(tar_of([("manifest.json", b"{}" + b" " * 600_000)]), b"-0000000002\0"),
    ],
)
def test_what_is_no_rescue_file_is_refused(app: Flask, chen: User, file: bytes) -> None:
    answer = upload(app, "chen", file)
    assert (answer.status_code, "救援文件" in answer.text) == (422, True)
    assert db.session.query(RescueImport).count() == 0


def test_a_file_of_a_newer_app_is_told_apart(app: Flask, chen: User) -> None:
    file = tar_of([("manifest.json", b'{"format":"inspect-rescue","version":2}')])
    assert "更新的应用" in upload(app, "chen", file).text


def test_a_file_beyond_the_cap_is_refused(
    app: Flask, made: MadeBody, chen: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("inspect_app.desk.quarantine.rescue.MOST_BYTES", 20_000)
    assert upload(app, "chen", rescue_of(made, entry(made, uuid7()))).status_code == 413


class Slow(BytesIO):
    """What a thin line brings: nothing for a while, then all of it."""

    def read(self, size: int | None = -1, /) -> bytes:
        if self.tell() == 0:
            time.sleep(2)
        return super().read(size)


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_a_file_that_takes_longer_than_an_idle_transaction_may_is_opened_all_the_same(
    app: Flask, made: MadeBody, chen: User
) -> None:
    file = rescue_of(made, entry(made, uuid7()))
    boundary, form = encode_multipart({"file": FileStorage(BytesIO(file), "rescue.tar")})
    kind = f'multipart/form-data; boundary="{boundary}"'
    supervisor = visitor(app, "chen")
    shorten("idle_in_transaction_session_timeout", "1s")
    given: dict[str, Any] = {
        "input_stream": Slow(form),
        "content_length": len(form),
        "content_type": kind,
    }
    assert supervisor.post("/desk/rescue", headers=PAGE, **given).status_code == 302

    storage = open_storage(app.config["SETTINGS"].storage)
    id = open_rescue(chen.id, Slow(file), storage=storage, at=datetime.now(UTC))
    assert db.session.get_one(RescueImport, id).uploaded_by == chen.id


def test_looking_at_a_file_changes_nothing(app: Flask, made: MadeBody, chen: User) -> None:
    path = opened(app, "chen", rescue_of(made, entry(made, uuid7())))
    text = visitor(app, "chen").get(path, headers=PAGE).text
    assert "青杉中学食堂" in text and "导入 1 条新记录" in text and "lin" in text
    assert db.session.query(SyncRecord).count() == 0


def test_what_is_new_is_kept_under_its_author_with_its_photos(
    app: Flask, made: MadeBody, lin: User, chen: User
) -> None:
    imported(app, "chen", opened(app, "chen", rescue_of(made, entry(made, uuid7()))))
    record = stored(made.digest)
    assert (record.verdict, record.code, record.user_id) == ("quarantined", "imported", lin.id)
    assert record.receipt
    assert db.session.query(Inspection).count() == 0
    line = db.session.query(AuditEntry).filter_by(action="record.quarantined").one()
    assert (line.actor, line.detail["author"]) == (chen.id, lin.id)


def assert_decided_by_others(app: Flask, path: str) -> None:
    told = "要由别人决定"
    assert told in visitor(app, "chen").get(path, headers=PAGE).text
    assert told not in visitor(app, "ming").get(path, headers=PAGE).text


def test_whoever_imported_it_neither_accepts_nor_reviews_it(
    app: Flask, made: MadeBody, chen: User, ming: User
) -> None:
    id = uuid7()
    imported(app, "chen", opened(app, "chen", rescue_of(made, entry(made, id))))
    with pytest.raises(ProblemError) as refused:
        accept(chen, made.digest)
    assert refused.value.problem.code == "own_import"
    held = f"/desk/quarantine/{stored(made.digest).pk}"
    assert_decided_by_others(app, held)
    accept(ming, made.digest)
    assert_decided_by_others(app, f"/desk/inspections/{id}")
    with pytest.raises(ProblemError) as refused:
        approve(chen.id, id, 1, at=datetime.now(UTC))
    assert refused.value.problem.code == "own_import"


def test_another_person_accepts_it_and_the_phone_gets_its_receipt(
    app: Flask, made: MadeBody, lin: User, chen: User, ming: User
) -> None:
    id = uuid7()
    imported(app, "chen", opened(app, "chen", rescue_of(made, entry(made, id))))
    accept(ming, made.digest)
    (result,) = ready_phone(app, lin).push(entry(made, id))
    assert (result["verdict"], result["was"]) == ("already", "stored")
    assert result["receipt"]


def test_importing_twice_changes_nothing(app: Flask, made: MadeBody, chen: User) -> None:
    file = rescue_of(made, entry(made, uuid7()))
    path = opened(app, "chen", file)
    imported(app, "chen", path)
    before = stored(made.digest).receipt
    imported(app, "chen", path)
    again = opened(app, "chen", file)
    assert "已在这里" in visitor(app, "chen").get(again, headers=PAGE).text
    imported(app, "chen", again)
    assert stored(made.digest).receipt == before
    assert db.session.query(SyncRecord).count() == 1


def test_what_is_here_already_keeps_its_verdict(
    app: Flask, made: MadeBody, lin: User, chen: User
) -> None:
    phone, id = ready_phone(app, lin), uuid7()
    phone.upload_all(made)
    phone.push(entry(made, id))
    imported(app, "chen", opened(app, "chen", rescue_of(made, entry(made, id))))
    assert stored(made.digest).verdict == "stored"


def test_photos_of_a_file_complete_what_waits_for_them(
    app: Flask, made: MadeBody, lin: User, chen: User
) -> None:
    id = uuid7()
    ready_phone(app, lin).push(entry(made, id))
    assert stored(made.digest).verdict == "waiting"
    pressed(app, "chen", opened(app, "chen", rescue_of(made, entry(made, id))))
    assert (stored(made.digest).verdict, bool(stored(made.digest).receipt)) == ("stored", True)


def test_the_photos_that_a_damaged_file_lacked_come_with_the_whole_one(
    app: Flask, made: MadeBody, lin: User, chen: User
) -> None:
    file = rescue_of(made, entry(made, uuid7()))
    pressed(app, "chen", opened(app, "chen", file[: len(file) // 2]))
    assert stored(made.digest).receipt is None
    path = opened(app, "chen", file)
    assert "可补" in visitor(app, "chen").get(path, headers=PAGE).text
    pressed(app, "chen", path)
    assert (stored(made.digest).code, bool(stored(made.digest).receipt)) == ("imported", True)
    whole = visitor(app, "chen").get(opened(app, "chen", file), headers=PAGE).text
    assert "可补" not in whole and "/import" not in whole


def test_work_of_somebody_who_left_comes_in(
    app: Flask, made: MadeBody, lin: User, chen: User
) -> None:
    disable_user("lin", at=LONG_AGO)
    imported(app, "chen", opened(app, "chen", rescue_of(made, entry(made, uuid7()))))
    assert stored(made.digest).code == "imported"


def test_a_record_of_nobody_is_refused_and_the_others_come_in(
    app: Flask, made: MadeBody, chen: User
) -> None:
    stray = MadeBody(made.body | {"author": uuid7()}, made.photos)
    file = rescue_of(made, entry(stray, uuid7()), entry(made, uuid7()))
    path = opened(app, "chen", file)
    imported(app, "chen", path)
    assert "不能收下" in visitor(app, "chen").get(path, headers=PAGE).text
    assert [one.digest for one in db.session.query(SyncRecord)] == [made.digest]


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_what_a_busy_server_did_not_take_is_told_and_comes_with_the_next_import(
    app: Flask, made: MadeBody, lin: User, chen: User
) -> None:
    other, id = MadeBody(made.body | {"no_position": "另一份"}, made.photos), uuid7()
    path = opened(app, "chen", rescue_of(made, entry(made, id), entry(other, uuid7())))
    url = db.engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
    supervisor = visitor(app, "chen")
    with psycopg.connect(url) as line:
        line.execute("INSERT INTO sync_stream VALUES ('inspection', %s, %s, 0)", (id, lin.id))
        shorten("lock_timeout", "100ms")
        text = supervisor.post(f"{path}/import", headers=PAGE, follow_redirects=True).text
        assert [one.digest for one in db.session.query(SyncRecord)] == [other.digest]
        assert "1 条这次没有收下" in text and "导入 1 条新记录" in text
        line.rollback()
    db.session.rollback()
    imported(app, "chen", path)
    assert stored(made.digest).code == "imported"
    assert "已导入" in visitor(app, "chen").get(path, headers=PAGE).text


def test_revisions_come_in_order_and_the_lost_base_is_known(
    app: Flask, made: MadeBody, chen: User
) -> None:
    third = MadeBody(made.body | {"no_position": "第三"}, made.photos)
    fourth = MadeBody(made.body | {"no_position": "第四"}, made.photos)
    id = uuid7()
    file = rescue_of(made, entry(fourth, id, 4, third.digest), entry(third, id, 3, "0" * 64))
    imported(app, "chen", opened(app, "chen", file))
    codes = {one.rev: one.code for one in db.session.query(SyncRecord)}
    assert codes == {3: "imported", 4: "imported"}


def test_drafts_come_in_and_are_listed(
    app: Flask, lin: User, chen: User, canteen: Premises
) -> None:
    inside = {"premises": {"id": canteen.id, "kind": canteen.kind}, "photos": {}, "signatures": []}
    clock = {"server_time": None, "age_ms": None}
    body = {"schema": 1, "author": lin.id, "app": "1", "clock": clock, "for_rev": 1}
    draft = plain("draft", uuid7(), body | {"inspection": inside})
    file = tar_of(parts_of([draft], {}))
    for _ in range(2):
        imported(app, "chen", opened(app, "chen", file))
    assert stored(draft["digest"]).code == "imported"
    assert "草稿备份" in visitor(app, "chen").get("/desk/quarantine", headers=PAGE).text


@pytest.mark.parametrize("cut", [0.6, 0.75, 0.9])
def test_a_cut_file_brings_what_is_whole_and_names_the_rest(
    app: Flask, made: MadeBody, chen: User, cut: float
) -> None:
    file = rescue_of(made, entry(made, uuid7()))
    path = opened(app, "chen", file[: int(len(file.rstrip(b"\0")) * cut)])
    text = visitor(app, "chen").get(path, headers=PAGE).text
    assert "文件在这里断了" in text and "目录里有、文件里没有的照片" in text
    imported(app, "chen", path)
    assert stored(made.digest).verdict == "quarantined"
    assert stored(made.digest).receipt is None


def test_one_broken_block_costs_one_entry(app: Flask, made: MadeBody, chen: User) -> None:
    other = MadeBody(made.body | {"no_position": "另一份"}, made.photos)
    first, second = entry(made, uuid7()), entry(other, uuid7())
    file = bytearray(rescue_of(made, first, second))
    at = file.index(b"records/000000.json")
    file[at : at + 600] = b"\xff" * 600
    path = opened(app, "chen", bytes(file))
    imported(app, "chen", path)
    assert [one.digest for one in db.session.query(SyncRecord)] == [other.digest]
    assert "读不出的一段" in visitor(app, "chen").get(path, headers=PAGE).text


def test_a_photo_that_is_not_what_its_name_says_is_named_and_left_out(
    app: Flask, made: MadeBody, chen: User
) -> None:
    photos = dict(made.photos)
    first, last = list(photos)[0], list(photos)[-1]
    photos[first] = photos[last]
    path = opened(app, "chen", tar_of(parts_of([entry(made, uuid7())], photos)))
    assert "照片损坏" in visitor(app, "chen").get(path, headers=PAGE).text
    imported(app, "chen", path)
    assert stored(made.digest).receipt is None


@pytest.mark.parametrize(
    "forged",
    [
        {"digest": "0" * 64},
        {"body": "[]"},
        {"id": "../../etc/passwd"},
        {"collection": "users"},
        {"rev": 0},
        {"body": '{"author": 5}'},
    ],
)
def test_forged_records_fall_alone(
    app: Flask, made: MadeBody, chen: User, forged: dict[str, object]
) -> None:
    good = entry(made, uuid7())
    bad = entry(MadeBody(made.body | {"no_position": "假"}, made.photos), uuid7()) | forged
    path = opened(app, "chen", tar_of(parts_of([bad, good], made.photos)))
    imported(app, "chen", path)
    assert [one.digest for one in db.session.query(SyncRecord)] == [made.digest]


def test_no_name_in_the_file_is_a_path(app: Flask, made: MadeBody, chen: User) -> None:
    parts = parts_of([entry(made, uuid7())], made.photos)
    strange = [("../../escape", b"x"), ("photos/../x", b"x"), ("records/x.json", b"{}")]
    path = opened(app, "chen", tar_of(parts + strange))
    assert "不认识的内容" in visitor(app, "chen").get(path, headers=PAGE).text
    imported(app, "chen", path)
    assert stored(made.digest).receipt
