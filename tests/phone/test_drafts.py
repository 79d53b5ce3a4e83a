"""Drafts are a backup: the newest is kept for the author's next phone until it is sealed."""

import json
from typing import Any

import pytest

from inspect_app.domain.ids import uuid7
from inspect_app.extensions import db
from inspect_app.models.sync import SyncRecord, SyncRecordBlob
from tests.bodies import MadeBody
from tests.phone.phones import Phone, entry, plain, ready_phone


def draft(made: MadeBody, id: str, rev: int, for_rev: int = 1, **changes: Any) -> dict[str, Any]:
    body = {
        "schema": 1,
        "author": made.body["author"],
        "app": "1.0.0",
        "clock": {"server_time": None, "age_ms": None},
        "for_rev": for_rev,
        "inspection": made.body | changes,
    }
    return plain("draft", id, body, rev) | {"blobs": made.blobs}


def pulled(phone: Phone) -> list[dict[str, Any]]:
    rows = phone.pull()[f"user:{phone.user.id}"]["rows"]
    return [row for row in rows if row["collection"] == "draft"]


def test_another_person_s_draft_is_not_touched(app, phone, bai, made):
    id = uuid7()
    phone.push(draft(made, id, 1))
    theirs = MadeBody(made.body | {"author": bai.id}, made.photos)
    bais = ready_phone(app, bai)
    bais.upload_all(theirs)
    (result,) = bais.push(draft(theirs, id, 9))
    assert (result["verdict"], result["code"]) == ("quarantined", "wrong_stream")
    assert "receipt" not in result
    assert [row["rev"] for row in pulled(phone)] == [1]


def test_a_draft_is_stored_at_once_without_a_receipt(phone, made):
    id = uuid7()
    (result,) = phone.push(draft(made, id, 1))
    assert result == {"collection": "draft", "id": id, "rev": 1, "verdict": "stored"}
    (row,) = pulled(phone)
    assert (row["id"], row["rev"], row["data"]["blobs"]) == (id, 1, made.blobs)
    assert json.loads(row["data"]["body"])["inspection"]["answers"] == made.body["answers"]


def test_the_highest_number_is_kept_and_a_late_one_changes_nothing(phone, made):
    id = uuid7()
    phone.push(draft(made, id, 2))
    phone.push(draft(made, id, 7, reason="seven"))
    (late,) = phone.push(draft(made, id, 3, reason="three"))
    assert (late["verdict"], late["was"]) == ("already", "stored")
    assert [row["rev"] for row in pulled(phone)] == [7]
    assert db.session.query(SyncRecord).count() == 1
    assert db.session.query(SyncRecordBlob).count() == len(made.blobs)


def test_a_draft_for_a_later_revision_wins_over_a_higher_number(phone, made):
    id = uuid7()
    phone.push(draft(made, id, 7))
    phone.push(draft(made, id, 1, for_rev=2, reason="mended"))
    assert [row["rev"] for row in pulled(phone)] == [1]


def test_the_same_draft_again_is_no_news(phone, made):
    id = uuid7()
    phone.push(draft(made, id, 1))
    (again,) = phone.push(draft(made, id, 1))
    assert (again["verdict"], again["was"]) == ("already", "stored")


def test_the_same_numbers_with_other_bytes_are_a_fork(phone, made):
    id = uuid7()
    phone.push(draft(made, id, 1))
    (fork,) = phone.push(draft(made, id, 1, reason="another phone"))
    (again,) = phone.push(draft(made, id, 1, reason="another phone"))
    assert (fork["verdict"], fork["code"]) == ("quarantined", "fork")
    assert (again["verdict"], again["was"], again["code"]) == ("already", "quarantined", "fork")
    assert "receipt" not in fork


def test_the_draft_goes_when_its_revision_is_committed(phone, made):
    id = uuid7()
    phone.push(draft(made, id, 1))
    cursor = phone.pull()[f"user:{phone.user.id}"]["upto"]
    phone.push(entry(made, id))
    page = phone.pull({f"user:{phone.user.id}": cursor})[f"user:{phone.user.id}"]
    assert [(one["collection"], one["id"]) for one in page["gone"]] == [("draft", id)]
    (late,) = phone.push(draft(made, id, 5, reason="late"))
    assert (late["verdict"], late["was"]) == ("already", "stored")
    assert pulled(phone) == []


def test_a_draft_of_the_next_revision_stays_when_an_older_one_is_committed(phone, made):
    id = uuid7()
    phone.push(draft(made, id, 1, for_rev=2))
    phone.push(entry(made, id))
    assert [row["id"] for row in pulled(phone)] == [id]


@pytest.mark.parametrize("for_rev", [0, "1", None, True])
def test_a_draft_that_names_no_revision_is_to_be_mended(phone, made, for_rev):
    (result,) = phone.push(draft(made, uuid7(), 1, for_rev=for_rev))
    assert (result["verdict"], result["code"]) == ("fix", "validation")
    assert pulled(phone) == []


def test_a_draft_has_no_base(phone, made):
    (result,) = phone.push(draft(made, uuid7(), 2) | {"base": "a" * 64})
    assert (result["verdict"], result["code"]) == ("never", "malformed")
