"""What nobody measured: a reviewer sees it with its reason, and says that he looked at it."""

import json

from flask import Flask
from werkzeug.test import TestResponse

from inspect_app.extensions import db
from inspect_app.models.audit import AuditEntry
from inspect_app.models.inspections import Revision
from inspect_app.models.people import User
from tests.bodies import make_body
from tests.desk.inspections import receive
from tests.makers import make_premises
from tests.signing import PAGE, visitor

FREEZER, COLD = "raw.freezer-temp", "raw.cold-temp"
WHY = {"value": "unmeasured", "note": "没有温度计"}


def sealed(lin: User, bai: User, *items: str) -> str:
    """An inspection of Lin's in which these items were not measured."""
    place = make_premises()
    answers = make_body(lin, bai, place).body["answers"] | dict.fromkeys(items, WHY)
    id, _ = receive(lin, bai, place, answers=answers)
    return id


def approve(app: Flask, id: str, **form: str) -> TestResponse:
    path = f"/desk/inspections/{id}/approve"
    return visitor(app, "chen").post(path, data={"rev": 1, **form}, headers=PAGE)


def page(app: Flask, id: str) -> str:
    return visitor(app, "chen").get(f"/desk/inspections/{id}", headers=PAGE).text


def state(id: str) -> str:
    db.session.expire_all()
    return db.session.get_one(Revision, (id, 1)).state


def test_nobody_approves_what_was_not_measured_unseen(
    app: Flask, lin: User, bai: User, chen: User
) -> None:
    id = sealed(lin, bai, FREEZER)
    for form in ({}, {"unmeasured_checked": ""}, {"unmeasured_checked": "no"}):
        response = approve(app, id, **form)
        assert response.status_code == 409 and "没有测到" in response.text
    assert state(id) == "received"


def test_who_looked_at_it_approves_it_and_the_audit_names_the_items(
    app: Flask, lin: User, bai: User, chen: User
) -> None:
    id = sealed(lin, bai, FREEZER)
    assert approve(app, id, unmeasured_checked="yes").status_code == 302
    assert state(id) == "approved"
    entries = db.session.query(AuditEntry).filter_by(action="inspection.approve")
    assert FREEZER in json.dumps(entries.one().detail)


def test_what_failed_by_it_or_was_measured_asks_for_no_tick(
    app: Flask, lin: User, bai: User, chen: User
) -> None:
    failed, measured = sealed(lin, bai, COLD), sealed(lin, bai)
    assert "没有测到" in page(app, failed)
    for id in (failed, measured):
        assert "unmeasured_checked" not in page(app, id)
        assert approve(app, id).status_code == 302


def test_the_page_says_which_items_and_why_in_both_languages(
    app: Flask, lin: User, bai: User, chen: User
) -> None:
    id = sealed(lin, bai, FREEZER, COLD)
    text = page(app, id)
    assert "1 项没有测到，不计入结果：冷冻设备里测得多少度" in text
    assert "没有温度计" in text and "已核对没有测到的项" in text
    english = visitor(app, "chen").get(f"/desk/inspections/{id}?lang=en", headers=PAGE).text
    assert "1 not measured, not counted: Temperature inside the freezer" in english
