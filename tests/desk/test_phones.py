"""Phones at the desk: who sees them, revoking one, and drain codes."""

from datetime import timedelta

import pytest
from flask import Flask

from inspect_app.domain.ids import uuid7
from inspect_app.extensions import db
from inspect_app.models.people import User
from inspect_app.models.sync import SyncClient
from tests.makers import TAOPU, make_user
from tests.phone.phones import Phone, ready_phone, sign_in
from tests.signing import PAGE, visitor


@pytest.fixture
def phone(app: Flask, lin: User) -> Phone:
    return ready_phone(app, lin)


def says(phone: Phone, count: int, oldest_s: int = 0) -> None:
    phone.pull(outbox={"count": count, "oldest_age_s": oldest_s})


def test_phones_of_other_streets_are_not_seen(app: Flask, phone: Phone, lin: User) -> None:
    make_user("far", role="supervisor", areas=[TAOPU])
    far = visitor(app, "far")
    assert lin.id not in far.get("/desk/phones", headers=PAGE).text
    assert far.get(f"/desk/phones/{lin.id}", headers=PAGE).status_code == 404
    assert far.post(f"/desk/phones/{lin.id}/drain-code", headers=PAGE).status_code == 404
    path = f"/desk/phones/{lin.id}/{phone.client_id}/revoke"
    assert far.post(path, data={"reason": "x"}, headers=PAGE).status_code == 404


def test_an_auditor_reads_and_does_nothing(app: Flask, phone: Phone, lin: User) -> None:
    make_user("au", role="auditor")
    audit = visitor(app, "au")
    text = audit.get(f"/desk/phones/{lin.id}", headers=PAGE).text
    assert "生成取出码" not in text and "停用这台手机" not in text
    assert audit.post(f"/desk/phones/{lin.id}/drain-code", headers=PAGE).status_code == 403
    path = f"/desk/phones/{lin.id}/{phone.client_id}/revoke"
    assert audit.post(path, data={"reason": "x"}, headers=PAGE).status_code == 403


def test_another_persons_phone_is_not_revoked_under_this_name(
    app: Flask, phone: Phone, bai: User, chen: User
) -> None:
    path = f"/desk/phones/{bai.id}/{phone.client_id}/revoke"
    answer = visitor(app, "chen").post(path, data={"reason": "x"}, headers=PAGE)
    assert answer.status_code == 404


def test_a_phone_that_announces_nonsense_takes_no_page_from_the_desk(
    app: Flask, phone: Phone, chen: User
) -> None:
    says(phone, 2**53, oldest_s=2**53)
    desk = visitor(app, "chen")
    assert desk.get("/desk/", headers=PAGE).status_code == 200
    assert desk.get("/desk/phones", headers=PAGE).status_code == 200


def test_a_phone_is_revoked_with_a_reason_and_its_sign_ins_end(
    app: Flask, phone: Phone, lin: User, chen: User
) -> None:
    desk, path = visitor(app, "chen"), f"/desk/phones/{lin.id}/{phone.client_id}/revoke"
    assert desk.post(path, data={"reason": " "}, headers=PAGE).status_code == 422
    assert desk.post(path, data={"reason": "遗失"}, headers=PAGE).status_code == 302
    assert "遗失" in desk.get(f"/desk/phones/{lin.id}", headers=PAGE).text
    assert phone.post("/sync/blobs/missing", {"hashes": []}).status_code == 401


def test_who_says_hello_under_a_new_name_does_not_outlive_the_phone(
    app: Flask, phone: Phone, lin: User, chen: User
) -> None:
    lost = f"/desk/phones/{lin.id}/{phone.client_id}/revoke"
    phone.client_id = uuid7()
    assert phone.hello().status_code == 200
    visitor(app, "chen").post(lost, data={"reason": "丢失"}, headers=PAGE)
    assert phone.hello().status_code == 401


def test_a_revoked_phone_signs_in_and_is_told_so_and_another_goes_on(
    app: Flask, phone: Phone, lin: User, chen: User
) -> None:
    path = f"/desk/phones/{lin.id}/{phone.client_id}/revoke"
    visitor(app, "chen").post(path, data={"reason": "遗失"}, headers=PAGE)
    again = sign_in(app, lin)
    again.client_id = phone.client_id
    answer = again.hello()
    assert (answer.status_code, answer.json["error"]["code"]) == (403, "revoked")
    call = {"epoch": "x", "client_id": phone.client_id, "records": []}
    answer = again.post("/sync/push", call)
    assert (answer.status_code, answer.json["error"]["code"]) == (403, "revoked")
    assert ready_phone(app, lin).pull()


def test_the_code_is_shown_once(app: Flask, phone: Phone, lin: User, chen: User) -> None:
    desk = visitor(app, "chen")
    text = desk.post(f"/desk/phones/{lin.id}/drain-code", headers=PAGE).text
    code = text.split('drain-code code">')[1][:14]
    assert code.count("-") == 2
    assert code not in desk.get(f"/desk/phones/{lin.id}", headers=PAGE).text
    given = {"client_id": phone.client_id, "drain_code": code}
    assert phone.post("/auth/login", given).status_code == 200


def test_what_a_phone_announced_is_listed(app: Flask, phone: Phone, chen: User) -> None:
    says(phone, 7, 3600)
    assert "7 条未传" in visitor(app, "chen").get("/desk/phones", headers=PAGE).text


def test_more_than_three_days_are_late_and_counted_in_the_rail(
    app: Flask, phone: Phone, chen: User
) -> None:
    says(phone, 2, int(timedelta(hours=73).total_seconds()))
    text = visitor(app, "chen").get("/desk/phones", headers=PAGE).text
    assert "超过 72 小时" in text and '<span class="rail-count">1</span>' in text


def test_a_newer_oldest_record_is_noted_though_the_number_stays(phone: Phone) -> None:
    says(phone, 1, 100_000)
    says(phone, 1, 60)
    db.session.expire_all()
    assert db.session.get_one(SyncClient, phone.client_id).outbox_oldest_s == 60


def test_a_phone_that_says_it_holds_nothing_is_believed(
    app: Flask, phone: Phone, chen: User
) -> None:
    desk = visitor(app, "chen")
    assert "还没说过" in desk.get("/desk/phones", headers=PAGE).text
    says(phone, 0)
    assert "已全部传上" in desk.get("/desk/phones", headers=PAGE).text
