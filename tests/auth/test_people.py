"""Adding people, changing their scope, ending their account: what is refused, what phones learn."""

import json
from datetime import UTC, datetime

import pytest
from flask import Flask

from inspect_app.errors import ProblemError
from inspect_app.extensions import db
from inspect_app.models.audit import AuditEntry
from inspect_app.models.people import User
from inspect_app.models.sync import SyncRow
from inspect_app.services.people.accounts import add_user, change_scope, disable_user, enable_user
from tests.makers import CAOYANG, PASSWORD, TAOPU, make_user

NOW = datetime(2022, 9, 14, 4, 0, tzinfo=UTC)


def person_row(user: User) -> SyncRow | None:
    return db.session.query(SyncRow).filter_by(collection="person", id=user.id).one_or_none()


def scope_of(user: User) -> set[tuple[str, str]]:
    db.session.refresh(user)
    return {(held.area, held.kind) for held in user.memberships}


def test_a_name_is_given_once(lin: User) -> None:
    with pytest.raises(ProblemError) as refused:
        make_user("lin", role="auditor")
    assert refused.value.problem.code == "name_taken"


@pytest.mark.parametrize("name", ["", " ", "two words", "a\nb", "x" * 65, "\u202eevil"])
def test_a_name_that_cannot_be_typed_is_refused(app: Flask, name: str) -> None:
    with pytest.raises(ProblemError) as refused:
        make_user(name, role="auditor")
    assert refused.value.problem.code == "invalid"


def test_nobody_is_changed_or_disabled_who_is_not_there(app: Flask) -> None:
    with pytest.raises(ProblemError):
        disable_user("nobody", at=NOW)
    with pytest.raises(ProblemError):
        change_scope("nobody", area=CAOYANG, kind="market", add=True, at=NOW)


def test_scope_is_areas_times_kinds(app: Flask) -> None:
    user = make_user("two", role="inspector", areas=[CAOYANG, TAOPU], kinds=["market", "stall"])
    assert len(scope_of(user)) == 4
    change_scope("two", area=TAOPU, kind="stall", add=False, at=NOW)
    assert (TAOPU, "stall") not in scope_of(user)
    change_scope("two", area=TAOPU, kind="stall", add=True, at=NOW)
    assert len(scope_of(user)) == 4


def test_a_change_that_changes_nothing_leaves_no_trace(lin: User) -> None:
    before = db.session.query(AuditEntry).count()
    change_scope("lin", area=CAOYANG, kind="canteen_school", add=True, at=NOW)
    change_scope("lin", area=TAOPU, kind="market", add=False, at=NOW)
    assert db.session.query(AuditEntry).count() == before


def test_phones_learn_inspectors_alone_and_lose_who_leaves(lin: User, chen: User) -> None:
    row = person_row(lin)
    assert row is not None and json.loads(row.data or "") == {"name": "lin", "badge": ""}
    assert person_row(chen) is None
    disable_user("lin", at=NOW)
    disable_user("chen", at=NOW)
    db.session.expire_all()
    row = person_row(lin)
    assert row is not None and row.gone
    assert person_row(chen) is None
    enable_user("lin", at=NOW)
    db.session.expire_all()
    row = person_row(lin)
    assert row is not None and not row.gone


def test_the_audit_chain_tells_of_people_without_their_secrets(app: Flask) -> None:
    user = add_user(
        "new", role="auditor", areas=[CAOYANG], kinds=["market"], password=PASSWORD, at=NOW
    )
    disable_user("new", at=NOW)
    entries = db.session.query(AuditEntry).filter_by(subject=f"user:{user.id}")
    assert [one.action for one in entries.order_by(AuditEntry.seq)] == ["user.add", "user.disable"]
    assert PASSWORD not in json.dumps([one.detail for one in entries])
