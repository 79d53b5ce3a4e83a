"""Who gave a decision undoes it for seconds: the inspection waits again, phones follow."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import true

from inspect_app.domain.corrections.correction import Move
from inspect_app.domain.ids import uuid7
from inspect_app.errors import ProblemError
from inspect_app.extensions import db
from inspect_app.models.audit import AuditEntry
from inspect_app.models.corrections import CorrectionRow
from inspect_app.models.inspections import Revision
from inspect_app.models.people import User
from inspect_app.models.reviews import Review, Standing
from inspect_app.queries.reviews import measure_queue
from inspect_app.services.corrections.moves import Made, lock_correction, make_move
from inspect_app.services.review.reviews import approve, return_items
from inspect_app.services.review.undo import undo_decision
from inspect_app.services.writing.transaction import writing
from tests.bodies import make_body
from tests.makers import TAOPU, make_premises, make_user
from tests.services.correction_checks import steps_of, what_is_wrong
from tests.services.pushing import push
from tests.services.test_corrections import ITEM, OTHER, made_with
from tests.services.test_reviews import LATER, REMARK, code_of, pulled, pushed

SOON = LATER + timedelta(seconds=6)
LATE = LATER + timedelta(seconds=20)


def refused(actor: User, id: str, rev: int = 1, after: int = 6) -> str:
    with pytest.raises(ProblemError) as told:
        undo_decision(actor.id, id, rev, at=LATER + timedelta(seconds=after))
    return code_of(told)


def state(id: str, rev: int = 1) -> str:
    db.session.expire_all()
    return db.session.get_one(Revision, (id, rev)).state


@pytest.fixture(params=["approve", "return"])
def decided(request: pytest.FixtureRequest, app: Flask, lin: User, bai: User, chen: User) -> str:
    id = pushed(lin, bai)
    if request.param == "approve":
        approve(chen.id, id, 1, at=LATER)
    else:
        return_items(chen.id, id, 1, REMARK, at=LATER)
    return id


def test_nobody_but_its_giver_undoes_it(decided: str, lin: User, bai: User, ming: User) -> None:
    others = [lin, bai, ming, make_user("au", role="auditor")]
    others += [make_user("wu", role="supervisor")]
    others += [make_user("he", role="supervisor", areas=(TAOPU,))]
    before = state(decided)
    assert {refused(one, decided) for one in others} <= {"undo_late", "role", "not_found"}
    assert state(decided) == before


def test_whoever_lost_the_role_meanwhile_undoes_nothing(decided: str, chen: User) -> None:
    chen.role = "inspector"
    db.session.commit()
    assert refused(chen, decided) == "role"


def test_after_the_seconds_it_is_too_late(decided: str, chen: User) -> None:
    assert refused(chen, decided, after=14) == "undo_late"
    undo_decision(chen.id, decided, 1, at=LATER + timedelta(seconds=12))
    assert state(decided) == "received"


def test_it_waits_again_and_phone_figures_and_audit_follow(
    decided: str, lin: User, chen: User
) -> None:
    undo_decision(chen.id, decided, 1, at=SOON)
    assert state(decided) == "received" and measure_queue(true()).count == 1
    assert db.session.query(Standing).count() == 0
    row = pulled(f"user:{lin.id}", decided)
    assert (row["state"], row["decided_at"], row["returned"]) == ("received", None, [])
    assert "body" not in row
    entry = db.session.query(AuditEntry).order_by(AuditEntry.seq.desc()).first()
    assert entry is not None and entry.actor == chen.id
    assert entry.action in ("approval.withdraw", "return.withdraw")
    assert refused(chen, decided) == "stale"


def test_the_decision_stays_in_the_history_and_another_may_follow(decided: str, chen: User) -> None:
    undo_decision(chen.id, decided, 1, at=SOON)
    approve(chen.id, decided, 1, at=LATE)
    actions = [one.action for one in db.session.query(Review).order_by(Review.decided_at)]
    assert actions[1:] in (["withdraw", "approve"], ["recall", "approve"])
    assert db.session.query(Standing).count() == 1


def test_an_old_page_or_an_undecided_one_undoes_nothing(
    decided: str, lin: User, bai: User, chen: User
) -> None:
    assert refused(chen, decided, rev=2) == "stale"
    assert refused(chen, pushed(lin, bai)) == "stale"
    assert refused(chen, uuid7()) in ("stale", "not_found")


def test_a_return_that_the_phone_has_answered_stands(lin: User, bai: User, chen: User) -> None:
    id, place = uuid7(), make_premises()
    made = make_body(lin, bai, place)
    push(made, lin, id=id)
    return_items(chen.id, id, 1, REMARK, at=LATER)
    again = make_body(lin, bai, place, visit=made.body["visit"])
    assert push(again, lin, id=id, rev=2, at=SOON).verdict == "stored"
    assert refused(chen, id) == "undo_answered"
    assert (state(id), state(id, 2)) == ("returned", "received")


def test_what_waited_for_photos_waits_for_them_again(lin: User, bai: User, chen: User) -> None:
    id, made = uuid7(), make_body(lin, bai, make_premises())
    push(made, lin, id=id, missing=len(made.photos))
    return_items(chen.id, id, 1, REMARK, at=LATER)
    undo_decision(chen.id, id, 1, at=SOON)
    assert state(id) == "waiting"


def test_what_was_to_be_amended_is_so_no_more(lin: User, bai: User, chen: User) -> None:
    id = uuid7()
    push(made_with(lin, bai, make_premises(), ITEM, OTHER, id=id), lin, id=id)
    return_items(chen.id, id, 1, [{"item": ITEM, "remark": "看不清（示例）"}], at=LATER)
    assert {row.amending for row in db.session.query(CorrectionRow)} == {True}
    undo_decision(chen.id, id, 1, at=SOON)
    db.session.expire_all()
    assert {(row.state, row.amending) for row in db.session.query(CorrectionRow)} == {
        ("proposed", False)
    }
    assert {row.moves[-1].move for row in db.session.query(CorrectionRow)} == {"resume"}


def test_what_the_operator_has_reported_is_not_lost_with_an_approval(
    lin: User, bai: User, chen: User
) -> None:
    id = uuid7()
    push(made_with(lin, bai, make_premises(), ITEM, id=id), lin, id=id)
    (row,) = db.session.query(CorrectionRow)
    with writing(LATER) as w:
        locked = lock_correction(w, row.id)
        assert locked is not None
        make_move(w, locked, Made(Move("report", "operator", LATER.date(), photos=1)))
    approve(chen.id, id, 1, at=LATER)
    assert db.session.get_one(CorrectionRow, row.id).state == "reported"
    undo_decision(chen.id, id, 1, at=SOON)
    approve(chen.id, id, 1, at=LATE)
    db.session.expire_all()
    (again,) = db.session.query(CorrectionRow)
    assert again.state == "reported"
    assert list(what_is_wrong(again, steps_of(again))) == []
