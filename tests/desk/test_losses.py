"""What became of a phone's work: alarms of a possible loss, who ends them, and who is late."""

from datetime import UTC, datetime

import pytest
from flask import Flask

from inspect_app.domain.ids import uuid7
from inspect_app.extensions import db
from inspect_app.models.people import User
from inspect_app.models.rescue import PossibleLoss
from inspect_app.services.people.draining import issue_code
from tests.bodies import make_body
from tests.desk.test_phones import says
from tests.makers import TAOPU, make_premises, make_user
from tests.phone.phones import Phone, entry, ready_phone
from tests.signing import PAGE, visitor

FOUR_DAYS = 4 * 24 * 3600


@pytest.fixture
def phone(app: Flask, lin: User) -> Phone:
    return ready_phone(app, lin)


def alarms() -> list[tuple[str, int]]:
    db.session.expire_all()
    rows = db.session.query(PossibleLoss).filter_by(resolved_at=None)
    return [(row.why, row.announced) for row in rows]


def deliver(phone: Phone, lin: User, bai: User) -> None:
    made = make_body(lin, bai, make_premises())
    phone.upload_all(made)
    phone.push(entry(made, uuid7()))


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
