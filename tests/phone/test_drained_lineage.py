"""What a drain code lets in moves no lineage: whoever issued the code could have written it."""

from datetime import UTC, datetime

import pytest
from flask import Flask

from inspect_app.domain.ids import uuid7
from inspect_app.models.people import User
from inspect_app.services.people.draining import issue_code
from tests.bodies import MadeBody
from tests.phone.deciding import accept, head_of, record_of
from tests.phone.phones import Phone, entry
from tests.phone.test_drafts import draft, pulled


@pytest.fixture
def drained(app: Flask, phone: Phone, chen: User) -> Phone:
    """Chen issues a code for Lin's phone and types it himself, in a browser of his own."""
    drained = Phone(app.test_client(), phone.user, phone.client_id, phone.epoch)
    code = issue_code(chen.id, phone.user.id, at=datetime.now(UTC))
    drained.post("/auth/login", {"client_id": phone.client_id, "drain_code": code})
    return drained


def changed(made: MadeBody, words: str) -> MadeBody:
    return MadeBody(made.body | {"no_position": words}, made.photos)


def test_a_forged_revision_takes_no_head_and_the_authors_own_goes_on(
    phone: Phone, drained: Phone, made: MadeBody
) -> None:
    phone.push(entry(made, id := uuid7()))
    (kept,) = drained.push(entry(changed(made, "假的"), id, 2, made.digest))
    assert (kept["verdict"], kept["code"]) == ("quarantined", "revoked_author")
    assert head_of(id) == made.digest
    own = changed(made, "作者自己改的")
    phone.upload_all(made)
    (result,) = phone.push(entry(own, id, 2, made.digest))
    assert (result["verdict"], head_of(id)) == ("stored", own.digest)


def test_a_forged_record_takes_no_draft_away(phone: Phone, drained: Phone, made: MadeBody) -> None:
    phone.push(draft(made, id := uuid7(), 1))
    drained.push(entry(changed(made, "假的"), id))
    (row,) = pulled(phone)
    assert row["id"] == id


def test_a_forged_draft_takes_no_draft_away(phone: Phone, drained: Phone, made: MadeBody) -> None:
    phone.push(own := draft(made, uuid7(), 1))
    drained.push(draft(made, own["id"], 2, no_position="假的"))
    (row,) = pulled(phone)
    assert row["rev"] == 1


def test_the_revisions_of_one_phone_are_accepted_with_the_last(
    phone: Phone, drained: Phone, made: MadeBody, ming: User
) -> None:
    phone.push(entry(made, id := uuid7()))
    second, third = changed(made, "第二版"), changed(made, "第三版")
    drained.push(entry(second, id, 2, made.digest), entry(third, id, 3, second.digest))
    accept(ming, third.digest)
    assert head_of(id) == third.digest
    assert record_of(second.digest).verdict != "stored"


def test_what_its_author_pushes_himself_afterwards_waits_for_nobody(
    phone: Phone, drained: Phone, made: MadeBody
) -> None:
    drained.push(entry(made, id := uuid7()))
    phone.upload_all(made)
    (result,) = phone.push(entry(made, id))
    assert (result["verdict"], head_of(id)) == ("stored", made.digest)
