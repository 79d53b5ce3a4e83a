"""Corrections come with an inspection, follow what becomes of it, and move as the table allows."""

from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask

from inspect_app.domain.corrections.correction import Move
from inspect_app.domain.ids import uuid7
from inspect_app.extensions import db
from inspect_app.models.audit import AuditEntry
from inspect_app.models.corrections import CorrectionRow, OperatorCode
from inspect_app.models.people import User
from inspect_app.models.premises import Premises
from inspect_app.services.corrections.moves import Made, lock_corrections, make_move
from inspect_app.services.review.reviews import approve, return_items
from inspect_app.services.review.withdrawals import withdraw_approval
from inspect_app.services.writing.transaction import writing
from tests.bodies import MadeBody, make_body, signed
from tests.makers import make_jpeg, make_premises, sha256
from tests.phone.phones import Phone, plain, ready_phone
from tests.services.pushing import NOON, push

LATER = NOON + timedelta(hours=3)
ITEM, OTHER, ADVICE = "env.pest", "wash.store", "bright.visible-now"
FOUND = "school.info-public"


def made_with(
    lin: User,
    bai: User,
    canteen: Premises,
    *items: str,
    fail: tuple[str, ...] | None = None,
    id: str | None = None,
    **more: Any,
) -> MadeBody:
    """An inspection that asks for one correction per item."""
    asked = [{"id": uuid7(), "item": item, "deadline_days": 3} for item in items]
    made = make_body(lin, bai, canteen, fail=items if fail is None else fail)
    return signed(made, id or uuid7(), corrections=asked, **more)


def again(made: MadeBody, id: str, rev: int = 1, **changes: Any) -> MadeBody:
    """The same, changed, and signed once more by all."""
    new = ("rev", "content_digest", "signed_at")
    bare = [{k: v for k, v in one.items() if k not in new} for one in made.body["signatures"]]
    return signed(MadeBody(made.body | {"signatures": bare}, made.photos), id, rev, **changes)


def asks(made: MadeBody, **changes: Any) -> MadeBody:
    """The same with something else asked of its first correction."""
    return again(made, uuid7(), corrections=[made.body["corrections"][0] | changes])


def rows() -> list[CorrectionRow]:
    db.session.expire_all()
    return db.session.query(CorrectionRow).order_by(CorrectionRow.item).all()


def told(row: CorrectionRow) -> list[tuple[str, str, str]]:
    return [(step.move, step.before, step.after) for step in row.moves]


def step_of(lin: User, correction: str, move: str, **more: Any) -> dict[str, Any]:
    """The body of a move that was made on the day of the visit, without a network."""
    return {
        "schema": 2,
        "author": lin.id,
        "app": "1.0.0",
        "clock": {"server_time": "2022-09-14T09:40:00+08:00", "age_ms": 60_000},
        "correction": correction,
        "seen_rev": 1,
        "move": move,
        "photos": [],
        "at": "2022-09-14T11:00:00+08:00",
    } | more


@pytest.fixture
def canteen(app: Flask) -> Premises:
    return make_premises()


@pytest.fixture
def phone(app: Flask, lin: User) -> Phone:
    return ready_phone(app, lin)


def test_what_did_not_fail_or_has_no_basis_is_not_ordered(lin, bai, canteen) -> None:
    made = made_with(lin, bai, canteen, ITEM, ADVICE, OTHER, fail=(ITEM, ADVICE))
    assert push(made, lin).verdict == "stored"
    assert [(row.item, row.state, row.weight) for row in rows()] == [(ITEM, "proposed", "key")]


def test_an_id_of_another_inspection_is_refused(lin, bai, canteen) -> None:
    first = made_with(lin, bai, canteen, ITEM)
    push(first, lin)
    stolen = made_with(lin, bai, canteen, OTHER)
    result = push(asks(stolen, id=first.body["corrections"][0]["id"]), lin)
    assert result.verdict == "fix"
    assert "corrections.0.id" in result.detail["fields"]
    assert [row.item for row in rows()] == [ITEM]


def test_two_corrections_of_one_item_are_refused(lin, bai, canteen) -> None:
    made = made_with(lin, bai, canteen, ITEM)
    twice = made.body["corrections"] + [made.body["corrections"][0] | {"id": uuid7()}]
    assert push(again(made, uuid7(), corrections=twice), lin).verdict == "fix"
    assert rows() == []


def test_an_approval_gives_the_orders(lin, bai, chen, canteen) -> None:
    id = uuid7()
    push(made_with(lin, bai, canteen, ITEM, OTHER, id=id), lin, id=id)
    assert {row.state for row in rows()} == {"proposed"}
    approve(chen.id, id, 1, at=LATER)
    assert {row.state for row in rows()} == {"ordered"}
    assert told(rows()[0]) == [("order", "proposed", "ordered")]
    audited = db.session.query(AuditEntry).filter_by(action="correction.order")
    assert {one.actor for one in audited} == {chen.id}


def test_a_return_keeps_them_in_force_and_what_is_mended_ends(lin, bai, chen, canteen) -> None:
    id = uuid7()
    made = made_with(lin, bai, canteen, ITEM, OTHER, id=id)
    push(made, lin, id=id)
    return_items(chen.id, id, 1, [{"item": ITEM, "remark": "看不清（示例）"}], at=LATER)
    assert [(row.state, row.amending) for row in rows()] == [("proposed", True)] * 2
    mended = again(
        made,
        id,
        2,
        answers=made.body["answers"] | {OTHER: {"value": "pass"}},
        reason="改正（示例）",
        corrections=[one for one in made.body["corrections"] if one["item"] == ITEM],
    )
    push(mended, lin, id=id, rev=2, at=LATER)
    kept = {row.item: row for row in rows()}
    assert (kept[ITEM].state, kept[ITEM].rev) == ("proposed", 2)
    assert (kept[OTHER].state, kept[OTHER].voided_by) == ("void", "inspection")
    assert kept[OTHER].moves[-1].reason == "mended"
    approve(chen.id, id, 2, at=LATER)
    assert [(row.item, row.state, row.amending) for row in rows()] == [
        (ITEM, "ordered", False),
        (OTHER, "void", True),
    ]


def test_a_withdrawn_approval_voids_and_another_approval_needs_another_order(
    lin, bai, chen, canteen
) -> None:
    id = uuid7()
    push(made_with(lin, bai, canteen, ITEM, id=id), lin, id=id)
    approve(chen.id, id, 1, at=LATER)
    withdraw_approval(chen.id, id, 1, "误批（示例）", at=LATER)
    (row,) = rows()
    assert (row.state, row.voided_by) == ("void", "inspection")
    approve(chen.id, id, 1, at=LATER + timedelta(hours=1))
    (row,) = rows()
    assert told(row)[-2:] == [("propose", "void", "proposed"), ("order", "proposed", "ordered")]


def test_what_the_operator_asked_for_outlives_an_approval_that_is_withdrawn(
    lin, bai, chen, canteen
) -> None:
    id = uuid7()
    push(made_with(lin, bai, canteen, ITEM, id=id), lin, id=id)
    approve(chen.id, id, 1, at=LATER)
    with writing(LATER) as w:
        asked = Move("ask", "operator", date(2022, 9, 14), reason="配件未到（示例）")
        make_move(w, lock_corrections(w, id)[0], Made(asked, None))
    withdraw_approval(chen.id, id, 1, "误批（示例）", at=LATER)
    approve(chen.id, id, 1, at=LATER + timedelta(hours=1))
    (row,) = rows()
    assert (row.state, row.asked) == ("ordered", True)


def test_what_went_to_a_case_stays_there_when_the_inspection_is_returned(
    lin, bai, chen, canteen
) -> None:
    id = uuid7()
    push(made_with(lin, bai, canteen, ITEM, OTHER, id=id), lin, id=id)
    approve(chen.id, id, 1, at=LATER)
    with writing(LATER) as w:
        row = lock_corrections(w, id)[0]
        away = Move("escalate", "supervisor", date(2022, 9, 14), reason="拒不改正（示例）")
        make_move(w, row, Made(away, chen.id))
        gone = row.item
    withdraw_approval(chen.id, id, 1, "误批（示例）", at=LATER)
    return_items(chen.id, id, 1, [{"item": ITEM, "remark": "看不清（示例）"}], at=LATER)
    states = {row.item: row.state for row in rows()}
    assert (states.pop(gone), list(states.values())) == ("escalated", ["void"])


def test_mended_on_the_spot_needs_both_photos(lin, bai, canteen) -> None:
    made = made_with(lin, bai, canteen, ITEM)
    push(asks(made, measure="on_the_spot"), lin)
    assert [(row.state, row.measure) for row in rows()] == [("proposed", "order")]


def test_mended_on_the_spot_is_closed_at_once(lin, bai, canteen) -> None:
    made = made_with(lin, bai, canteen, ITEM)
    for old in made.body["photos"].pop(ITEM):
        made.photos.pop(old["sha256"])
    shots = {"before": make_jpeg((9, 8, 7)), "after": make_jpeg((7, 8, 9))}
    taken = {"taken_at": made.body["started_at"], "source": "camera"}
    made.body["photos"][ITEM] = [
        taken | {"sha256": sha256(data), "role": role} for role, data in shots.items()
    ]
    made.photos.update({sha256(data): data for data in shots.values()})
    assert push(asks(made, measure="on_the_spot"), lin).detail is None
    (row,) = rows()
    assert (row.state, row.closed_on) == ("closed", date(2022, 9, 14))


def test_the_operators_code_is_kept_once(lin, bai, canteen) -> None:
    id, proof = uuid7(), {"salt": "ab" * 16, "hash": "cd" * 32}
    made = made_with(lin, bai, canteen, ITEM, id=id, answer_code=proof)
    push(made, lin, id=id)
    push(again(made, id, 2, reason="补充（示例）"), lin, id=id, rev=2)
    (code,) = db.session.query(OperatorCode)
    assert (code.inspection_id, code.hash) == (id, "cd" * 32)


def test_a_later_revision_with_another_code_ends_the_one_before(lin, bai, canteen) -> None:
    id, older = uuid7(), {"salt": "ab" * 16, "hash": "cd" * 32}
    made = made_with(lin, bai, canteen, ITEM, id=id, answer_code=older)
    push(made, lin, id=id)
    newer = {"salt": "ef" * 16, "hash": "01" * 32}
    push(again(made, id, 2, reason="另一部手机（示例）", answer_code=newer), lin, id=id, rev=2)
    push(again(made, id, 3, reason="补充（示例）", answer_code=older), lin, id=id, rev=3)
    codes = db.session.query(OperatorCode).order_by(OperatorCode.made_at, OperatorCode.id)
    assert [(one.hash, one.why, one.ended_at is None) for one in codes] == [
        (older["hash"], "replaced", False),
        (newer["hash"], "", True),
    ]


def test_a_stranger_and_an_unknown_correction_move_nothing(phone, lin, bai, chen, canteen) -> None:
    push(made_with(lin, bai, canteen, ITEM), lin)
    (row,) = rows()
    (unknown,) = phone.push(plain("correction_step", uuid7(), step_of(lin, uuid7(), "serve")))
    assert (unknown["verdict"], unknown["code"]) == ("quarantined", "stale")
    lin.memberships.clear()
    db.session.commit()
    (outside,) = phone.push(
        plain("correction_step", uuid7(), step_of(lin, row.id, "serve", how="handed"))
    )
    assert (outside["verdict"], outside["code"]) == ("quarantined", "out_of_scope")
    assert rows()[0].served_on is None


def test_a_service_counts_from_the_day_it_was_made(phone, lin, bai, canteen) -> None:
    push(made_with(lin, bai, canteen, ITEM), lin)
    (row,) = rows()
    step = plain("correction_step", uuid7(), step_of(lin, row.id, "serve", how="handed"))
    (result,) = phone.push(step)
    assert (result["verdict"], bool(result["receipt"])) == ("stored", True)
    assert phone.push(step)[0]["verdict"] == "already"
    (row,) = rows()
    assert (row.served_on, row.due_on, row.steps) == (date(2022, 9, 14), date(2022, 9, 19), 1)


def test_a_draft_without_a_clause_is_not_served(phone, lin, bai, canteen) -> None:
    push(made_with(lin, bai, canteen, FOUND), lin)
    (row,) = rows()
    step = plain("correction_step", uuid7(), step_of(lin, row.id, "serve", how="handed"))
    (result,) = phone.push(step)
    assert (result["verdict"], result["code"]) == ("quarantined", "stale")
    assert rows()[0].served_on is None


def test_a_second_phone_that_comes_too_late_is_kept_and_told(phone, lin, bai, canteen) -> None:
    push(made_with(lin, bai, canteen, ITEM), lin)
    (row,) = rows()
    one, two = (
        plain("correction_step", uuid7(), step_of(lin, row.id, "serve", how=how))
        for how in ("handed", "posted")
    )
    assert [result["verdict"] for result in phone.push(one, two)] == ["stored", "quarantined"]
    (row,) = rows()
    assert [step.detail["how"] for step in row.moves] == ["handed"]


def test_phones_of_both_inspectors_get_the_row(phone, lin, bai, canteen) -> None:
    push(made_with(lin, bai, canteen, ITEM), lin)
    mine = [one for one in phone.pull_whole(f"user:{lin.id}") if one["collection"] == "correction"]
    assert [(one["data"]["item"], one["data"]["state"]) for one in mine] == [(ITEM, "proposed")]
