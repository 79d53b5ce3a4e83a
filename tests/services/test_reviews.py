"""Who may decide, what a decision moves, and that it is told once in the audit chain."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask

from inspect_app.domain.ids import uuid7
from inspect_app.errors import ProblemError
from inspect_app.extensions import db
from inspect_app.models.audit import AuditEntry
from inspect_app.models.inspections import Revision
from inspect_app.models.people import User
from inspect_app.models.premises import Premises
from inspect_app.models.reviews import Standing
from inspect_app.models.sync import SyncRow
from inspect_app.services.intake.revisions import complete_revision
from inspect_app.services.review.reviews import approve, return_items
from inspect_app.services.writing.transaction import writing
from tests.bodies import make_body
from tests.makers import make_premises, make_user
from tests.services.pushing import NOON, push

LATER = NOON + timedelta(days=1)
REMARK = [{"item": "raw.expired-spoiled", "remark": "照片看不清标签"}]


def pushed(lin: User, bai: User, premises: Premises | None = None, **more: Any) -> str:
    id = uuid7()
    push(make_body(lin, bai, premises or make_premises(), **more), lin, id=id)
    return id


def code_of(refused: pytest.ExceptionInfo[ProblemError]) -> str:
    return refused.value.problem.code


def pulled(scope: str, row: str) -> dict[str, Any]:
    found = db.session.query(SyncRow).filter_by(scope=scope, id=row).one()
    data: dict[str, Any] = json.loads(found.data or "null")
    return data


def test_the_author_may_not_review(lin: User, bai: User) -> None:
    id = pushed(lin, bai)
    with pytest.raises(ProblemError) as refused:
        approve(lin.id, id, 1, at=LATER)
    assert code_of(refused) == "own_work"


def test_the_second_inspector_may_not_review(lin: User, bai: User) -> None:
    id = pushed(lin, bai)
    with pytest.raises(ProblemError) as refused:
        approve(bai.id, id, 1, at=LATER)
    assert code_of(refused) == "own_work"


def test_an_administrator_decides_nothing(lin: User, bai: User, ming: User) -> None:
    id = pushed(lin, bai)
    with pytest.raises(ProblemError) as refused:
        approve(ming.id, id, 1, at=LATER)
    assert code_of(refused) == "role"


def test_what_lacks_something_is_not_approved(lin: User, bai: User, chen: User) -> None:
    made = make_body(lin, bai, make_premises(), signatures=[], photos={})
    made.photos.clear()
    id = uuid7()
    push(made, lin, id=id)
    with pytest.raises(ProblemError) as refused:
        approve(chen.id, id, 1, at=LATER)
    assert code_of(refused) == "incomplete"


def test_what_waits_for_the_photos_of_a_lost_phone_goes_back_with_its_body(
    lin: User, bai: User, chen: User
) -> None:
    id = uuid7()
    push(make_body(lin, bai, make_premises()), lin, id=id, missing=3)
    return_items(chen.id, id, 1, REMARK, at=LATER)
    row = pulled(f"user:{lin.id}", id)
    assert (row["state"], row["returned"]) == ("returned", REMARK)
    assert json.loads(row["body"])["answers"] and row["blobs"]
    with writing(LATER) as w:  # and if the phone is found after all
        complete_revision(w, id, 1)
    assert db.session.get_one(Revision, (id, 1)).state == "returned"


def test_what_waits_for_photos_is_not_approved(lin: User, bai: User, chen: User) -> None:
    id = uuid7()
    push(make_body(lin, bai, make_premises()), lin, id=id, missing=3)
    with pytest.raises(ProblemError) as refused:
        approve(chen.id, id, 1, at=LATER)
    assert code_of(refused) == "stale"


def test_nothing_is_decided_twice(lin: User, bai: User, chen: User) -> None:
    id = pushed(lin, bai)
    approve(chen.id, id, 1, at=LATER)
    with pytest.raises(ProblemError) as refused:
        return_items(chen.id, id, 1, REMARK, at=LATER)
    assert code_of(refused) == "stale"


@pytest.mark.parametrize(
    "items",
    [[], *([{"item": "raw.expired-spoiled", "remark": text}] for text in (" ", "x" * 2001))],
)
def test_a_return_needs_an_item_and_a_remark(
    lin: User, bai: User, chen: User, items: list[dict[str, str]]
) -> None:
    id = pushed(lin, bai)
    with pytest.raises(ProblemError):
        return_items(chen.id, id, 1, items, at=LATER)


def test_an_item_that_was_not_asked_cannot_be_returned(lin: User, bai: User, chen: User) -> None:
    id = pushed(lin, bai)
    with pytest.raises(ProblemError):
        return_items(chen.id, id, 1, [{"item": "no.such", "remark": "?"}], at=LATER)


def test_approval_moves_the_standing_and_what_phones_see(lin: User, bai: User, chen: User) -> None:
    premises = make_premises()
    id = pushed(lin, bai, premises, fail=("env.pest",))
    approve(chen.id, id, 1, at=LATER)
    standing = db.session.query(Standing).one()
    assert (standing.target, standing.inspection_id) == ("canteen-school", id)
    assert (standing.covered, standing.passed) == (True, False)
    seen = pulled(f"area:{premises.area}:{premises.kind}", premises.id)
    readings = seen["last"].pop("readings")
    assert seen["last"] == {
        "on": "2022-09-14",
        "result": "nonconform",
        "failed": ["env.pest"],
        "notes": {"env.pest": "示例说明"},
    }
    assert readings["raw.cold-temp"] == 0.0
    assert {type(one) for one in readings.values()} <= {int, float}


def test_phones_read_how_often_an_item_failed_running(lin: User, bai: User, chen: User) -> None:
    premises = make_premises()
    for on, fail in (
        ("2022-06-01", ("env.pest", "raw.expired-spoiled")),
        ("2022-07-01", ("env.pest",)),
        ("2022-08-01", ("env.pest", "raw.expired-spoiled")),
    ):
        id = pushed(lin, bai, premises, on=on, fail=fail)
        approve(chen.id, id, 1, at=LATER)
    last = pulled(f"area:{premises.area}:{premises.kind}", premises.id)["last"]
    assert (set(last["failed"]), last["repeated"]) == (
        {"env.pest", "raw.expired-spoiled"},
        {"env.pest": 3},
    )


def test_a_long_note_goes_to_phones_shortened(lin: User, bai: User, chen: User) -> None:
    premises = make_premises()
    made = make_body(lin, bai, premises, fail=("env.pest",))
    made.body["answers"]["env.pest"]["note"] = "鼠" * 300
    id = uuid7()
    push(made, lin, id=id)
    approve(chen.id, id, 1, at=LATER)
    last = pulled(f"area:{premises.area}:{premises.kind}", premises.id)["last"]
    assert last["notes"] == {"env.pest": "鼠" * 120}


def test_what_a_visit_to_a_lift_found_out_for_good_is_told_to_phones(app: Flask) -> None:
    lin, bai = (make_user(name, role="inspector", kinds=["elevator"]) for name in ("lin", "bai"))
    chen = make_user("chen", role="supervisor", kinds=["elevator"])
    lift = make_premises(kind="elevator")
    lift.attrs = {}
    db.session.commit()
    made = make_body(lin, bai, lift)
    made.body["answers"] |= {
        "elevator.ucmp": {"value": "no"},
        "elevator.faults-12m": {"value": 3},
    }
    id = uuid7()
    push(made, lin, id=id)
    approve(chen.id, id, 1, at=LATER)
    last = pulled(f"area:{lift.area}:elevator", lift.id)["last"]
    assert last["profile"] == {"elevator.ucmp": "no"}


def test_a_return_goes_to_the_authors_phone_with_the_body(lin: User, bai: User, chen: User) -> None:
    id = pushed(lin, bai)
    return_items(chen.id, id, 1, REMARK, at=LATER)
    seen = pulled(f"user:{lin.id}", id)
    assert (seen["state"], seen["returned"]) == ("returned", REMARK)
    assert json.loads(seen["body"])["premises"]["kind"] == "canteen_school"


def test_a_return_leaves_the_older_approved_visit_speaking(
    lin: User, bai: User, chen: User
) -> None:
    premises = make_premises()
    older = pushed(lin, bai, premises, on="2022-03-01")
    approve(chen.id, older, 1, at=LATER)
    newer = pushed(lin, bai, premises)
    return_items(chen.id, newer, 1, REMARK, at=LATER)
    assert db.session.query(Standing).one().inspection_id == older


def test_a_mended_revision_is_reviewed_again(lin: User, bai: User, chen: User) -> None:
    id = uuid7()
    made = make_body(lin, bai, make_premises())
    push(made, lin, id=id)
    return_items(chen.id, id, 1, REMARK, at=LATER)
    made.body["reason"] = "补拍标签"
    assert push(made, lin, id=id, rev=2, at=LATER).verdict == "stored"
    approve(chen.id, id, 2, at=LATER)
    states = [one.state for one in db.session.query(Revision).order_by(Revision.rev)]
    assert states == ["returned", "approved"]


def test_after_approval_a_further_revision_is_kept_aside(lin: User, bai: User, chen: User) -> None:
    id = uuid7()
    made = make_body(lin, bai, make_premises())
    push(made, lin, id=id)
    approve(chen.id, id, 1, at=LATER)
    assert push(made, lin, id=id, rev=2, at=LATER).code == "final"


def test_each_decision_is_one_entry_of_the_chain(lin: User, bai: User, chen: User) -> None:
    id = pushed(lin, bai)
    before = db.session.query(AuditEntry).count()
    approve(chen.id, id, 1, at=LATER)
    entries = db.session.query(AuditEntry).order_by(AuditEntry.seq).all()
    assert len(entries) == before + 1
    assert (entries[-1].action, entries[-1].actor) == ("inspection.approve", chen.id)


def test_a_disabled_supervisor_decides_nothing(lin: User, bai: User) -> None:
    gone = make_user("gone", role="supervisor")
    id = pushed(lin, bai)
    gone.disabled_at = datetime(2022, 1, 1, tzinfo=UTC)
    db.session.commit()
    with pytest.raises(ProblemError):
        approve(gone.id, id, 1, at=LATER)
