"""Drafts that came by a drain code or a file: who hands them on, and what their author gets."""

from datetime import UTC, datetime
from typing import Any

import pytest
from flask import Flask

from inspect_app.domain.ids import uuid7
from inspect_app.models.people import User
from inspect_app.services.people.accounts import disable_user, enable_user
from tests.bodies import MadeBody, make_body
from tests.desk.rescue_tar import parts_of, tar_of
from tests.desk.test_rescue import imported, opened
from tests.makers import make_premises
from tests.phone.deciding import quarantined_of, record_of
from tests.phone.phones import Phone, entry, ready_phone
from tests.phone.test_drafts import draft, pulled
from tests.signing import PAGE, visitor


@pytest.fixture
def made(lin: User, bai: User) -> MadeBody:
    return make_body(lin, bai, make_premises())


@pytest.fixture
def phone(app: Flask, lin: User) -> Phone:
    return ready_phone(app, lin)


def bring(app: Flask, made: MadeBody, one: dict[str, Any]) -> None:
    """Ming imports it from a file, so that Chen may decide."""
    imported(app, "ming", opened(app, "ming", tar_of(parts_of([one], made.photos))))


def page_of(app: Flask, one: dict[str, Any]) -> str:
    path = f"/desk/quarantine/{record_of(one['digest']).pk}"
    return visitor(app, "chen").get(path, headers=PAGE).text


def hand_over(app: Flask, one: dict[str, Any], head: str = "") -> int:
    path = f"/desk/quarantine/{record_of(one['digest']).pk}/accept"
    given = {"reason": "手机坏了（示例）", "head": head}
    return visitor(app, "chen").post(path, data=given, headers=PAGE).status_code


def test_who_imported_it_does_not_hand_it_on(
    app: Flask, made: MadeBody, chen: User, ming: User
) -> None:
    one = draft(made, uuid7(), 3)
    imported(app, "chen", opened(app, "chen", tar_of(parts_of([one], made.photos))))
    assert hand_over(app, one) == 403
    assert "交给作者" not in page_of(app, one)


def test_what_is_older_than_the_authors_own_is_kept_and_not_handed_on(
    app: Flask, phone: Phone, made: MadeBody, chen: User, ming: User
) -> None:
    id = uuid7()
    newer, one = draft(made, id, 4, reason="newer"), draft(made, id, 3)
    phone.push(newer)
    bring(app, made, one)
    assert "作者已经做到这一份之后" in page_of(app, one)
    assert hand_over(app, one, newer["digest"]) == 409
    assert [row["rev"] for row in pulled(phone)] == [4]


def test_what_was_sealed_since_is_not_handed_on(
    app: Flask, phone: Phone, made: MadeBody, chen: User, ming: User
) -> None:
    id = uuid7()
    one = draft(made, id, 3)
    bring(app, made, one)
    phone.push(entry(made, id))
    assert "交给作者" not in page_of(app, one)
    assert hand_over(app, one) == 409


def test_a_draft_from_a_file_goes_on_at_its_authors_next_phone(
    app: Flask, phone: Phone, made: MadeBody, chen: User, ming: User
) -> None:
    id = uuid7()
    older, one = draft(made, id, 2, reason="older"), draft(made, id, 3)
    phone.push(older)
    bring(app, made, one)
    assert [row["rev"] for row in pulled(phone)] == [2]
    assert "交给作者接着做" in page_of(app, one)
    assert hand_over(app, one, older["digest"]) == 302
    (row,) = pulled(phone)
    assert (row["rev"], row["data"]["digest"]) == (3, one["digest"])
    assert row["data"]["blobs"] == made.blobs
    assert (quarantined_of(one["digest"]).decision, record_of(one["digest"]).off_lineage) == (
        "accept",
        False,
    )
    (later,) = phone.push(draft(made, id, 4, reason="later"))
    assert later["verdict"] == "stored" and [row["rev"] for row in pulled(phone)] == [4]


def test_a_draft_of_a_phone_that_came_by_a_code_waits_for_its_author_again(
    app: Flask, phone: Phone, made: MadeBody, lin: User, chen: User, ming: User
) -> None:
    one = draft(made, uuid7(), 3)
    disable_user("lin", at=datetime.now(UTC))
    bring(app, made, one)
    assert hand_over(app, one) == 302
    enable_user("lin", at=datetime.now(UTC))
    assert [row["rev"] for row in pulled(ready_phone(app, lin))] == [3]
