"""Quarantined records at the desk: who sees them, what stands beside, what a button does."""

import re

import pytest
from flask import Flask

from inspect_app.domain.ids import uuid7
from inspect_app.extensions import db
from inspect_app.models.people import User
from inspect_app.models.premises import Premises
from inspect_app.models.sync import SyncRecord
from inspect_app.services.people.accounts import change_scope
from tests.bodies import MadeBody, make_body
from tests.makers import CAOYANG, LONG_AGO, TAOPU, make_premises, make_user
from tests.phone.phones import Phone, entry, ready_phone
from tests.signing import OURS, PAGE, visitor


@pytest.fixture
def canteen(app: Flask) -> Premises:
    return make_premises()


@pytest.fixture
def phone(app: Flask, lin: User) -> Phone:
    return ready_phone(app, lin)


def changed(made: MadeBody, **changes: object) -> MadeBody:
    return MadeBody(made.body | changes, made.photos)


def push_out_of_scope(phone: Phone, made: MadeBody) -> int:
    change_scope(phone.user.name, area=CAOYANG, kind="canteen_school", add=False, at=LONG_AGO)
    phone.upload_all(made)
    phone.push(entry(made, uuid7()))
    return pk_of(made)


def pk_of(made: MadeBody) -> int:
    return db.session.query(SyncRecord).filter_by(digest=made.digest).one().pk


@pytest.fixture
def fork(phone: Phone, lin: User, bai: User, canteen: Premises) -> tuple[MadeBody, MadeBody]:
    """The one on record, and the one that came too late."""
    first, id = make_body(lin, bai, canteen), uuid7()
    mine = changed(first, no_position="地下二层没有信号")
    late = changed(first, no_position="电梯井里没有信号")
    phone.upload_all(first)
    phone.push(entry(first, id))
    phone.push(*(entry(one, id, 2, first.digest) for one in (mine, late)))
    return mine, late


@pytest.mark.parametrize("path", ["/desk/quarantine/{}", "/desk/quarantine/{}/photos/{}"])
def test_another_streets_record_and_none_at_all_answer_alike(
    app: Flask, phone: Phone, lin: User, bai: User, canteen: Premises, path: str
) -> None:
    make_user("far", role="supervisor", areas=[TAOPU])
    made = make_body(lin, bai, canteen)
    pk, photo = push_out_of_scope(phone, made), next(iter(made.photos))
    far = visitor(app, "far")
    theirs, absent = (far.get(path.format(one, photo), headers=OURS) for one in (pk, 9999))
    assert (theirs.status_code, theirs.data) == (absent.status_code, absent.data)
    assert theirs.status_code == 404
    assert canteen.name[:4] not in far.get("/desk/quarantine", headers=PAGE).text


@pytest.mark.parametrize("number", [2**31, 2**63, 10**24])
def test_a_number_that_no_database_holds_is_not_found(app: Flask, ming: User, number: int) -> None:
    desk = visitor(app, "ming")
    assert desk.get(f"/desk/quarantine/{number}", headers=PAGE).status_code == 404
    assert desk.get(f"/desk/quarantine/{number}/photos/{'0' * 64}", headers=PAGE).status_code == 404
    for move in ("accept", "dismiss", "reopen"):
        answer = desk.post(f"/desk/quarantine/{number}/{move}", data={"reason": "x"}, headers=PAGE)
        assert answer.status_code == 404


@pytest.mark.parametrize("deed", ["accept", "dismiss", "reopen"])
def test_nobody_decides_outside_the_own_scope(
    app: Flask, phone: Phone, lin: User, bai: User, canteen: Premises, deed: str
) -> None:
    make_user("far", role="supervisor", areas=[TAOPU])
    pk = push_out_of_scope(phone, make_body(lin, bai, canteen))
    answer = visitor(app, "far").post(
        f"/desk/quarantine/{pk}/{deed}", data={"reason": "x"}, headers=PAGE
    )
    assert answer.status_code == 404


def test_an_auditor_reads_and_decides_nothing(
    app: Flask, phone: Phone, lin: User, bai: User, canteen: Premises
) -> None:
    make_user("au", role="auditor")
    pk = push_out_of_scope(phone, make_body(lin, bai, canteen))
    audit = visitor(app, "au")
    assert "采纳这份记录" not in audit.get(f"/desk/quarantine/{pk}", headers=PAGE).text
    form = {"reason": "x", "head": record(pk).digest}
    assert audit.post(f"/desk/quarantine/{pk}/accept", data=form, headers=PAGE).status_code == 403


def record(pk: int) -> SyncRecord:
    db.session.expire_all()
    return db.session.get_one(SyncRecord, pk)


def test_what_names_no_known_place_is_for_the_whole_district(
    app: Flask, phone: Phone, lin: User, bai: User, canteen: Premises, chen: User, ming: User
) -> None:
    made = make_body(lin, bai, canteen)
    stray = changed(made, premises=made.body["premises"] | {"id": uuid7()})
    phone.push(entry(stray, uuid7()))
    path = f"/desk/quarantine/{pk_of(stray)}"
    assert visitor(app, "chen").get(path, headers=PAGE).status_code == 404
    assert "不在名册上" in visitor(app, "ming").get(path, headers=PAGE).text


def test_the_list_says_why_and_the_rail_how_many(
    app: Flask, phone: Phone, fork: tuple[MadeBody, MadeBody], chen: User
) -> None:
    text = visitor(app, "chen").get("/desk/quarantine", headers=PAGE).text
    assert "两个版本" in text and "青杉中学食堂" in text
    assert '<span class="rail-count">1</span>' in text


def test_a_fork_stands_beside_the_one_on_record(
    app: Flask, fork: tuple[MadeBody, MadeBody], chen: User
) -> None:
    text = visitor(app, "chen").get(f"/desk/quarantine/{pk_of(fork[1])}", headers=PAGE).text
    assert "地下二层没有信号" in text and "电梯井里没有信号" in text
    assert "在册的，第 2 次" in text and "各项答案都一样" in text


def test_a_chinese_full_stop_is_followed_by_no_space_and_an_english_one_is(
    app: Flask, fork: tuple[MadeBody, MadeBody], chen: User
) -> None:
    desk, path = visitor(app, "chen"), f"/desk/quarantine/{pk_of(fork[1])}"
    words = re.sub("<[^>]+>", "", desk.get(path, headers=PAGE).text)
    assert "手机不用重传。" in words and "。 " not in words
    words = re.sub("<[^>]+>", "", desk.get(f"{path}?lang=en", headers=PAGE).text)
    assert ". The record and the photos" in words


@pytest.fixture
def forged(phone: Phone, fork: tuple[MadeBody, MadeBody]) -> MadeBody:
    """A fork of an inspection in Caoyang whose body names a place in Taopu."""
    mine, _ = fork
    forged = changed(mine, premises=mine.body["premises"] | {"id": make_premises(area=TAOPU).id})
    base = db.session.query(SyncRecord).filter_by(rev=1).one().digest
    phone.push(entry(forged, record(pk_of(mine)).record_id, 2, base))
    return forged


def test_nobody_replaces_what_lies_beyond_the_own_scope(
    app: Flask, fork: tuple[MadeBody, MadeBody], forged: MadeBody, ming: User
) -> None:
    make_user("far", role="supervisor", areas=[TAOPU])
    desk, pk = visitor(app, "far"), pk_of(forged)
    text = desk.get(f"/desk/quarantine/{pk}", headers=PAGE).text
    assert "在册的，第 2 次" not in text
    assert "不在您的范围内；请管理员决定" in text and "/accept" not in text
    form = {"reason": "核对过", "head": fork[0].digest}
    assert desk.post(f"/desk/quarantine/{pk}/accept", data=form, headers=PAGE).status_code == 404
    assert record(pk).verdict == "quarantined"
    assert "/accept" in visitor(app, "ming").get(f"/desk/quarantine/{pk}", headers=PAGE).text


def test_the_button_accepts_what_was_seen(
    app: Flask, fork: tuple[MadeBody, MadeBody], chen: User
) -> None:
    mine, late = fork
    desk, pk = visitor(app, "chen"), pk_of(late)
    stale = {"reason": "核对过", "head": "0" * 64}
    assert desk.post(f"/desk/quarantine/{pk}/accept", data=stale, headers=PAGE).status_code == 409
    form = {"reason": "核对过", "head": mine.digest}
    assert desk.post(f"/desk/quarantine/{pk}/accept", data=form, headers=PAGE).status_code == 302
    assert record(pk).verdict == "stored"
    assert "已采纳" in desk.get("/desk/quarantine", headers=PAGE).text


def test_a_dismissal_is_made_and_taken_back(
    app: Flask, fork: tuple[MadeBody, MadeBody], chen: User
) -> None:
    desk, pk = visitor(app, "chen"), pk_of(fork[1])
    desk.post(f"/desk/quarantine/{pk}/dismiss", data={"reason": "重复的一份"}, headers=PAGE)
    assert "重复的一份" in desk.get(f"/desk/quarantine/{pk}", headers=PAGE).text
    assert desk.post(f"/desk/quarantine/{pk}/reopen", headers=PAGE).status_code == 302
    assert record(pk).code == "fork"


def test_its_photos_are_shown_to_whoever_decides_and_no_others(
    app: Flask, phone: Phone, lin: User, bai: User, canteen: Premises, chen: User
) -> None:
    made = make_body(lin, bai, canteen)
    pk, photo = push_out_of_scope(phone, made), next(iter(made.photos))
    desk = visitor(app, "chen")
    shown = desk.get(f"/desk/quarantine/{pk}/photos/{photo}?size=small", headers=PAGE)
    assert (shown.status_code, shown.mimetype) == (200, "image/jpeg")
    assert desk.get(f"/desk/quarantine/{pk}/photos/{'0' * 64}", headers=PAGE).status_code == 404


@pytest.mark.parametrize(
    "body",
    [
        {"premises": "x", "answers": [1], "inspectors": 5, "photos": {"a": 5}, "tables": {"b": 1}},
        {"checklist": {"code": "canteen-school", "version": 7}, "answers": {"x": {"value": {}}}},
        {"started_at": "never", "signatures": [5], "tables": [{"scores": 4}, 3]},
    ],
)
def test_a_body_of_any_shape_is_shown(
    app: Flask, phone: Phone, lin: User, bai: User, canteen: Premises, ming: User, body: object
) -> None:
    good, id = make_body(lin, bai, canteen), uuid7()
    strange = changed(good, **body)  # type: ignore[arg-type]
    phone.push(entry(good, id), entry(strange, id, blobs=[]))
    assert record(pk_of(strange)).code == "fork"
    path = f"/desk/quarantine/{pk_of(strange)}"
    assert visitor(app, "ming").get(path, headers=PAGE).status_code == 200
