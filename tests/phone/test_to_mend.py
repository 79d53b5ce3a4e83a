"""What the server could not take comes to every phone of its author, whole: one may be lost."""

import json
from datetime import UTC, datetime
from typing import Any

from inspect_app.domain.ids import uuid7
from inspect_app.services.review.reviews import approve, return_items
from tests.bodies import MadeBody, make_body
from tests.phone.phones import Phone, entry, ready_phone


def broken(made: MadeBody) -> MadeBody:
    return MadeBody(made.body | {"started_at": "yesterday"}, made.photos)


def row_of(phone: Phone, id: str) -> dict[str, Any]:
    rows = phone.pull()[f"user:{phone.user.id}"]["rows"]
    (row,) = (one for one in rows if one["id"] == id)
    data: dict[str, Any] = row["data"]
    return data


def test_another_inspector_sees_nothing_of_it(app, phone, made, bai):
    phone.push(entry(broken(made), id := uuid7()))
    pulled = ready_phone(app, bai).pull()
    assert id not in json.dumps(pulled)


def test_another_phone_of_its_author_gets_the_body_its_photos_and_what_is_wrong(app, phone, made):
    phone.push(entry(broken(made), id := uuid7()))
    row = row_of(ready_phone(app, phone.user), id)
    assert (row["state"], row["fields"], row["returned"]) == ("fix", ["started_at"], [])
    assert (row["body"], row["blobs"]) == (broken(made).text, made.blobs)


def test_so_it_does_where_the_list_of_photos_is_not_that_of_the_body(phone, made):
    phone.push(entry(made, id := uuid7(), blobs=made.blobs[1:]))
    row = row_of(phone, id)
    assert (row["fields"], row["body"], row["blobs"]) == (["blobs"], made.text, made.blobs[1:])


def test_what_is_kept_for_a_person_comes_without_its_body(app, wu, bai, canteen):
    phone = ready_phone(app, wu)
    phone.push(entry(make_body(wu, bai, canteen), id := uuid7()))
    row = row_of(phone, id)
    assert row["state"] == "quarantined"
    assert row.keys().isdisjoint({"body", "blobs", "fields"})


def test_mended_on_the_other_phone_it_stands_and_its_body_leaves(app, phone, made):
    phone.push(entry(broken(made), id := uuid7()))
    phone.upload_all(made)
    other = ready_phone(app, phone.user)
    (result,) = other.push(entry(made, id, 2, row_of(other, id)["digest"]))
    assert result["verdict"] == "stored"
    assert row_of(phone, id).keys().isdisjoint({"body", "blobs", "fields"})


def test_a_mended_return_that_could_not_be_taken_comes_with_the_mended_body(
    app, phone, made, lin, bai, chen, canteen
):
    phone.upload_all(made)
    phone.push(entry(made, id := uuid7()))
    remark = {"item": "raw.expired-spoiled", "remark": "照片看不清标签"}
    return_items(chen.id, id, 1, [remark], at=datetime.now(UTC))
    second = broken(make_body(lin, bai, canteen, reason="重拍"))
    phone.push(entry(second, id, 2, made.digest))
    row = row_of(ready_phone(app, phone.user), id)
    assert (row["rev"], row["state"], row["body"]) == (2, "fix", second.text)


def test_once_the_revision_before_was_approved_there_is_nothing_to_mend(phone, made, chen):
    phone.upload_all(made)
    phone.push(entry(made, id := uuid7()))
    phone.push(entry(broken(made), id, 2, made.digest))
    assert row_of(phone, id)["state"] == "fix"
    approve(chen.id, id, 1, at=datetime.now(UTC))
    row = row_of(phone, id)
    assert (row["state"], row["rev"], row.get("body")) == ("approved", 1, None)
