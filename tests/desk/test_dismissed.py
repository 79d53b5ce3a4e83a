"""What was dismissed counts nowhere, and its author sees what stands without it."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from flask import Flask

from inspect_app.domain.ids import uuid7
from inspect_app.extensions import db
from inspect_app.models.people import User
from inspect_app.models.sync import SyncRow
from inspect_app.services.people.accounts import change_scope
from inspect_app.services.review.reviews import return_items
from tests.bodies import MadeBody, make_body
from tests.makers import CAOYANG, LONG_AGO, make_premises
from tests.phone.deciding import record_of
from tests.phone.phones import Phone, entry, ready_phone
from tests.signing import PAGE, visitor

REMARK = [{"item": "env.pest", "remark": "请补拍"}]


@pytest.fixture
def phone(app: Flask, lin: User) -> Phone:
    return ready_phone(app, lin)


@pytest.fixture
def made(lin: User, bai: User) -> MadeBody:
    return make_body(lin, bai, make_premises())


@pytest.fixture
def id(phone: Phone, made: MadeBody) -> str:
    """Of an inspection whose first revision is here, whole."""
    id = uuid7()
    phone.upload_all(made)
    phone.push(entry(made, id))
    return id


def changed(made: MadeBody, **changes: object) -> MadeBody:
    return MadeBody(made.body | changes, made.photos)


def push_kept(phone: Phone, first: MadeBody, id: str) -> MadeBody:
    """A second revision that comes while its author has lost the street, for a while."""
    second = changed(first, no_position="地下二层没有信号")
    street = {"area": CAOYANG, "kind": "canteen_school", "at": LONG_AGO}
    change_scope("lin", **street, add=False)
    assert phone.push(entry(second, id, 2, first.digest))[0]["verdict"] == "quarantined"
    change_scope("lin", **street, add=True)
    return second


def send_back(chen: User, id: str) -> None:
    return_items(chen.id, id, 1, REMARK, at=datetime.now(UTC))


def row_of(made_by: User, id: str) -> tuple[bool, dict[str, Any]]:
    db.session.expire_all()
    row = db.session.query(SyncRow).filter_by(scope=f"user:{made_by.id}", id=id).one()
    return row.gone, json.loads(row.data or "{}")


def decide(app: Flask, made: MadeBody, how: str) -> None:
    told = visitor(app, "chen").post(
        f"/desk/quarantine/{record_of(made.digest).pk}/{how}",
        data={"reason": "另一份更全"},
        headers=PAGE,
    )
    assert told.status_code == 302


def test_what_was_dismissed_keeps_its_place_on_no_list(
    app: Flask, phone: Phone, made: MadeBody, lin: User, chen: User
) -> None:
    id = uuid7()
    change_scope("lin", area=CAOYANG, kind="canteen_school", add=False, at=LONG_AGO)
    phone.upload_all(made)
    phone.push(entry(made, id))
    assert row_of(lin, id)[1]["state"] == "quarantined"
    decide(app, made, "dismiss")
    assert row_of(lin, id) == (True, {})
    decide(app, made, "reopen")
    gone, told = row_of(lin, id)
    assert (gone, told["state"]) == (False, "quarantined")


def test_where_a_newer_revision_was_dismissed_what_was_sent_back_is_mended_from_it(
    app: Flask, phone: Phone, made: MadeBody, id: str, lin: User, chen: User
) -> None:
    send_back(chen, id)
    second = push_kept(phone, made, id)
    decide(app, second, "dismiss")
    told = row_of(lin, id)[1]
    assert (told["state"], told["rev"], told["digest"]) == ("returned", 2, second.digest)
    assert told["body"] == second.text and told["returned"][0]["remark"] == "请补拍"
    third = changed(made, no_position="地下三层没有信号")
    assert phone.push(entry(third, id, 3, second.digest))[0]["verdict"] == "stored"


def test_what_goes_back_after_a_newer_one_was_dismissed_is_mended_from_that(
    app: Flask, phone: Phone, made: MadeBody, id: str, lin: User, chen: User
) -> None:
    second = push_kept(phone, made, id)
    decide(app, second, "dismiss")
    assert row_of(lin, id)[1]["state"] == "received"
    send_back(chen, id)
    told = row_of(lin, id)[1]
    assert (told["state"], told["rev"], told["body"]) == ("returned", 2, second.text)
    assert told["returned"] == REMARK


def test_while_a_newer_one_waits_for_a_person_its_author_is_not_sent_back_behind_it(
    app: Flask, phone: Phone, made: MadeBody, id: str, lin: User, chen: User
) -> None:
    second = push_kept(phone, made, id)
    send_back(chen, id)
    assert (row_of(lin, id)[1]["state"], row_of(lin, id)[1]["rev"]) == ("quarantined", 2)
    decide(app, second, "dismiss")
    assert (row_of(lin, id)[1]["state"], row_of(lin, id)[1]["rev"]) == ("returned", 2)


def test_photos_that_come_at_last_do_not_hide_what_was_made_since(
    app: Flask, phone: Phone, made: MadeBody, lin: User, chen: User
) -> None:
    id, (late, *others) = uuid7(), made.photos.values()
    for photo in others:
        phone.create(photo)
    phone.push(entry(made, id))
    send_back(chen, id)
    second = push_kept(phone, made, id)
    phone.create(late)
    assert (row_of(lin, id)[1]["state"], row_of(lin, id)[1]["rev"]) == ("quarantined", 2)
    decide(app, second, "dismiss")
    assert row_of(lin, id)[1]["body"] == second.text
