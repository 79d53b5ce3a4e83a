"""Phones at the desk: who sees them, revoking one, drain codes, and possible losses."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from inspect_app.domain.ids import uuid7
from inspect_app.extensions import db
from inspect_app.models.people import User
from inspect_app.models.rescue import PossibleLoss
from inspect_app.models.sync import SyncClient
from inspect_app.services.draining import issue_code
from tests.bodies import make_body
from tests.makers import TAOPU, make_premises, make_user
from tests.phone.phones import Phone, entry, ready_phone, sign_in
from tests.signing import PAGE, visitor


@pytest.fixture
def phone(app: Flask, lin: User) -> Phone:
    return ready_phone(app, lin)


def says(phone: Phone, count: int, oldest_s: int = 0) -> None:
    phone.pull(outbox={"count": count, "oldest_age_s": oldest_s})


def alarms() -> list[tuple[str, int]]:
    db.session.expire_all()
    rows = db.session.query(PossibleLoss).filter_by(resolved_at=None)
    return [(row.why, row.announced) for row in rows]


def deliver(phone: Phone, lin: User, bai: User) -> None:
    made = make_body(lin, bai, make_premises())
    phone.upload_all(made)
    phone.push(entry(made, uuid7()))


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


def test_a_phone_that_delivered_raises_no_alarm(phone: Phone, lin: User, bai: User) -> None:
    says(phone, 1)
    deliver(phone, lin, bai)
    says(phone, 0)
    assert alarms() == []


def test_a_photo_that_completed_a_record_is_a_delivery(phone: Phone, lin: User, bai: User) -> None:
    made = make_body(lin, bai, make_premises())
    phone.push(entry(made, uuid7()))
    says(phone, 1)
    phone.upload_all(made)
    says(phone, 0)
    assert alarms() == []


def test_a_phone_that_comes_back_with_nothing_raises_one(phone: Phone) -> None:
    says(phone, 7)
    says(phone, 0)
    assert alarms() == [("emptied", 7)]


def test_a_new_phone_of_the_same_person_raises_one_for_the_old(
    app: Flask, phone: Phone, lin: User
) -> None:
    says(phone, 3)
    ready_phone(app, lin)
    ready_phone(app, lin)
    assert alarms() == [("new_client", 3)]


def test_the_old_phone_ends_the_alarm_itself(app: Flask, phone: Phone, lin: User) -> None:
    says(phone, 3)
    ready_phone(app, lin)
    says(phone, 4)
    assert alarms() == []


def test_what_the_new_phone_delivered_does_not_end_it(
    app: Flask, phone: Phone, lin: User, bai: User
) -> None:
    says(phone, 3)
    deliver(ready_phone(app, lin), lin, bai)
    says(phone, 0)
    assert alarms() == [("new_client", 3)]


def test_an_old_phone_that_comes_back_with_nothing_does_not_end_it(
    app: Flask, phone: Phone, lin: User
) -> None:
    says(phone, 3)
    ready_phone(app, lin)
    says(phone, 0)
    assert alarms() == [("new_client", 3)]


def test_a_first_phone_and_one_that_holds_nothing_raise_none(
    app: Flask, phone: Phone, lin: User
) -> None:
    says(phone, 0)
    ready_phone(app, lin)
    assert alarms() == []


def test_an_alarm_is_resolved_with_a_note_by_who_may(app: Flask, phone: Phone, chen: User) -> None:
    says(phone, 7)
    says(phone, 0)
    id = db.session.query(PossibleLoss).one().id
    make_user("far", role="supervisor", areas=[TAOPU])
    make_user("au", role="auditor")
    path, note = f"/desk/losses/{id}/resolve", {"note": "检查员清空了浏览器，有救援文件"}
    assert visitor(app, "far").post(path, data=note, headers=PAGE).status_code == 404
    assert visitor(app, "au").post(path, data=note, headers=PAGE).status_code == 403
    desk = visitor(app, "chen")
    assert "可能的丢失" in desk.get("/desk/phones", headers=PAGE).text
    assert desk.post(path, data={"note": ""}, headers=PAGE).status_code == 422
    assert desk.post(path, data=note, headers=PAGE).status_code == 302
    assert "有救援文件" in desk.get("/desk/phones", headers=PAGE).text
    assert desk.post(path, data=note, headers=PAGE).status_code == 409
    assert alarms() == []


def test_times_are_those_of_the_server(phone: Phone) -> None:
    says(phone, 7)
    says(phone, 0)
    loss = db.session.query(PossibleLoss).one()
    assert loss.announced_at <= loss.raised_at <= datetime.now(UTC)


def test_a_phone_that_says_it_holds_nothing_is_believed(
    app: Flask, phone: Phone, chen: User
) -> None:
    desk = visitor(app, "chen")
    assert "还没说过" in desk.get("/desk/phones", headers=PAGE).text
    says(phone, 0)
    assert "已全部传上" in desk.get("/desk/phones", headers=PAGE).text


FOUR_DAYS = 4 * 24 * 3600


def rail(app: Flask) -> int:
    text = visitor(app, "chen").get("/desk/", headers=PAGE).text
    link = text.split('href="/desk/phones"')[1].split("</a>")[0]
    return int(link.split('rail-count">')[1].split("<")[0]) if "rail-count" in link else 0


def revoke(app: Flask, lin: User, phone: Phone) -> None:
    path = f"/desk/phones/{lin.id}/{phone.client_id}/revoke"
    answer = visitor(app, "chen").post(path, data={"reason": "丢失"}, headers=PAGE)
    assert answer.status_code == 302


def resolve(app: Flask) -> None:
    id = db.session.query(PossibleLoss).filter_by(resolved_at=None).one().id
    note = {"note": "救援文件已导入"}
    path = f"/desk/losses/{id}/resolve"
    assert visitor(app, "chen").post(path, data=note, headers=PAGE).status_code == 302


def test_a_lost_phone_whose_loss_was_resolved_is_late_no_more(
    app: Flask, phone: Phone, lin: User, chen: User
) -> None:
    says(phone, 3, FOUR_DAYS)
    ready_phone(app, lin)
    resolve(app)
    revoke(app, lin, phone)
    assert rail(app) == 0
    text = visitor(app, "chen").get("/desk/phones", headers=PAGE).text
    assert "超过 72 小时" not in text and "3 条未传" in text


def test_a_revoked_phone_stays_late_until_somebody_says_what_came_of_it(
    app: Flask, phone: Phone, lin: User, chen: User
) -> None:
    says(phone, 3, FOUR_DAYS)
    revoke(app, lin, phone)
    assert alarms() == [("new_client", 3)] and rail(app) == 2
    resolve(app)
    assert rail(app) == 0


def test_a_phone_revoked_with_nothing_on_it_raises_no_question(
    app: Flask, phone: Phone, lin: User, chen: User
) -> None:
    says(phone, 0)
    revoke(app, lin, phone)
    assert alarms() == [] and rail(app) == 0


def test_who_drained_a_revoked_phone_says_what_came_of_it(
    app: Flask, phone: Phone, lin: User, bai: User, chen: User
) -> None:
    says(phone, 1, FOUR_DAYS)
    revoke(app, lin, phone)
    code = issue_code(chen.id, lin.id, at=datetime.now(UTC))
    phone.post("/auth/login", {"client_id": phone.client_id, "drain_code": code})
    deliver(phone, lin, bai)
    assert alarms() == [("new_client", 1)] and rail(app) == 1
    resolve(app)
    assert rail(app) == 0


def test_what_is_left_on_a_revoked_phone_stays_a_question_though_it_was_drained(
    app: Flask, phone: Phone, lin: User, bai: User, chen: User
) -> None:
    says(phone, 2, FOUR_DAYS)
    revoke(app, lin, phone)
    code = issue_code(chen.id, lin.id, at=datetime.now(UTC))
    phone.post("/auth/login", {"client_id": phone.client_id, "drain_code": code})
    deliver(phone, lin, bai)
    phone.push(outbox={"count": 1, "oldest_age_s": FOUR_DAYS})
    assert alarms() == [("new_client", 2)] and rail(app) == 2
    resolve(app)
    assert rail(app) == 0


def test_a_phone_heard_of_after_its_loss_was_resolved_is_late_again(
    app: Flask, phone: Phone, lin: User, chen: User
) -> None:
    says(phone, 3, FOUR_DAYS)
    ready_phone(app, lin)
    resolve(app)
    assert phone.hello().status_code == 200
    assert rail(app) == 1


def test_another_phone_of_the_person_is_still_late(
    app: Flask, phone: Phone, lin: User, chen: User
) -> None:
    says(phone, 3, FOUR_DAYS)
    second = ready_phone(app, lin)
    resolve(app)
    says(second, 1, FOUR_DAYS)
    assert rail(app) == 1
