"""What later revisions, returns and second sendings leave of a correction, and of whom it tells."""

from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask

from inspect_app.domain.corrections.correction import Move
from inspect_app.domain.ids import uuid7
from inspect_app.extensions import db
from inspect_app.models.corrections import CorrectionPhoto, CorrectionRow
from inspect_app.models.people import User
from inspect_app.models.premises import Premises
from inspect_app.models.rescue import QuarantinedRecord
from inspect_app.models.sync import SyncRow
from inspect_app.services.corrections.moves import Made, lock_correction, make_move
from inspect_app.services.intake.incoming import IncomingRevision
from inspect_app.services.intake.revisions import apply_inspection
from inspect_app.services.review.displaced import drop_displaced
from inspect_app.services.review.reviews import approve, return_items
from inspect_app.services.review.withdrawals import withdraw_approval
from inspect_app.services.writing.transaction import writing
from tests.bodies import MadeBody
from tests.makers import make_premises, make_user
from tests.phone.phones import Phone, plain, ready_phone
from tests.services.pushing import NOON, push
from tests.services.test_corrections import ITEM, LATER, OTHER, again, made_with, rows, step_of

REMARK = [{"item": ITEM, "remark": "看不清（示例）"}]


@pytest.fixture
def canteen(app: Flask) -> Premises:
    return make_premises()


@pytest.fixture
def phone(app: Flask, lin: User) -> Phone:
    return ready_phone(app, lin)


@pytest.fixture
def ordered(lin: User, bai: User, chen: User, canteen: Premises) -> str:
    """An approved inspection that ordered one thing."""
    id = uuid7()
    push(made_with(lin, bai, canteen, ITEM, id=id), lin, id=id)
    approve(chen.id, id, 1, at=LATER)
    return id


def moved(name: str, who: str = "supervisor", **more: Any) -> None:
    made = {"photos": more.pop("shots", ())}
    with writing(LATER) as w:
        row = lock_correction(w, rows()[0].id)
        assert row
        make_move(w, row, Made(Move(name, who, date(2022, 9, 15), "示例", **more), **made))


def accepted(made: MadeBody, author: User, id: str, rev: int) -> None:
    """As somebody accepts what came after an approval."""
    at = LATER + timedelta(hours=1)
    known = {"received_at": at, "first_received_at": NOON, "decided_by_person": True}
    named = {"id": id, "rev": rev, "digest": made.digest, "text": made.text, "raw": made.body}
    with writing(at) as w:
        incoming = IncomingRevision(**named, blobs=made.blobs, author_id=author.id, **known)
        assert apply_inspection(w, incoming, 0).verdict == "stored"


def without(made: MadeBody, id: str, rev: int) -> MadeBody:
    """The same with the item mended, so that nothing is asked of it any more."""
    answers = made.body["answers"] | {ITEM: {"value": "pass"}}
    return again(made, id, rev, answers=answers, corrections=[], reason="改正（示例）")


def phones_of(row: CorrectionRow) -> set[str]:
    told = db.session.query(SyncRow).filter_by(collection="correction", id=row.id, gone=False)
    return {one.scope.partition(":")[2] for one in told}


def test_an_inspection_with_an_escalated_correction_is_still_returned(chen, ordered) -> None:
    moved("escalate")
    withdraw_approval(chen.id, ordered, 1, "误批（示例）", at=LATER)
    return_items(chen.id, ordered, 1, REMARK, at=LATER)
    assert rows()[0].state == "escalated"


def test_a_return_leaves_what_an_earlier_approval_ordered(lin, bai, chen, canteen) -> None:
    id = uuid7()
    made = made_with(lin, bai, canteen, ITEM, id=id)
    push(made, lin, id=id)
    approve(chen.id, id, 1, at=LATER)
    accepted(again(made, id, 2, reason="补充（示例）"), lin, id, 2)
    return_items(chen.id, id, 2, REMARK, at=LATER + timedelta(hours=2))
    assert [(row.state, row.amending) for row in rows()] == [("ordered", False)]


def test_what_the_next_approval_finds_mended_ends(lin, bai, chen, canteen) -> None:
    id = uuid7()
    made = made_with(lin, bai, canteen, ITEM, id=id)
    push(made, lin, id=id)
    approve(chen.id, id, 1, at=LATER)
    accepted(without(made, id, 2), lin, id, 2)
    assert rows()[0].state == "ordered"  # until somebody decides
    approve(chen.id, id, 2, at=LATER + timedelta(hours=2))
    assert (rows()[0].state, rows()[0].moves[-1].reason) == ("void", "mended")


def test_a_displaced_revision_takes_along_only_what_nobody_ordered(lin, bai, chen, canteen) -> None:
    id = uuid7()
    made = made_with(lin, bai, canteen, ITEM, id=id, fail=(ITEM, OTHER))
    push(made, lin, id=id)
    approve(chen.id, id, 1, at=LATER)
    asked = made.body["corrections"] + [{"id": uuid7(), "item": OTHER}]
    accepted(again(made, id, 2, corrections=asked, reason="补充（示例）"), lin, id, 2)
    with writing(LATER) as w:
        drop_displaced(w, id, 2)
    assert {row.item: row.state for row in rows()} == {ITEM: "ordered", OTHER: "void"}


def test_a_colleague_who_is_named_no_more_sees_it_no_more(lin, bai, chen, canteen) -> None:
    id, mei = uuid7(), make_user("mei", role="inspector")
    made = made_with(lin, bai, canteen, ITEM, id=id)
    push(made, lin, id=id)
    assert phones_of(rows()[0]) == {lin.id, bai.id}
    other = made_with(lin, mei, canteen, ITEM, id=id)
    same = {name: made.body[name] for name in ("visit", "corrections")}
    return_items(chen.id, id, 1, REMARK, at=LATER)
    told = push(again(other, id, 2, reason="改正（示例）", **same), lin, id=id, rev=2, at=LATER)
    assert told.detail is None
    assert phones_of(rows()[0]) == {lin.id, mei.id}


def test_whom_only_a_displaced_revision_names_sees_nothing_of_it(lin, bai, canteen) -> None:
    id, mei = uuid7(), make_user("mei", role="inspector")
    made = made_with(lin, bai, canteen, ITEM, id=id)
    push(made, lin, id=id)
    other = made_with(lin, mei, canteen, ITEM, id=id)
    same = {name: made.body[name] for name in ("visit", "corrections")}
    push(again(other, id, 2, reason="改正（示例）", **same), lin, id=id, rev=2, at=LATER)
    with writing(LATER) as w:
        drop_displaced(w, id, 2)
    assert (rows()[0].state, rows()[0].rev) == ("void", 1)
    assert phones_of(rows()[0]) == {lin.id, bai.id}


def test_a_look_that_passed_before_a_new_order_releases_nothing(chen, ordered) -> None:
    with writing(LATER) as w:
        row = lock_correction(w, rows()[0].id)
        assert row
        row.measure, row.state, row.passed = "stop_use", "recheck", True
    withdraw_approval(chen.id, ordered, 1, "误批（示例）", at=LATER)
    approve(chen.id, ordered, 1, at=LATER + timedelta(hours=1))
    assert not rows()[0].passed


def test_what_was_found_before_a_new_sending_is_kept_and_closes_nothing(
    phone, lin, ordered
) -> None:
    moved("send")
    seen = rows()[0].steps
    found = [step_of(lin, rows()[0].id, name, seen_rev=seen, note="示例") for name in FOUND]
    fails, passes = (plain("correction_step", uuid7(), one) for one in found)
    assert phone.push(fails)[0]["verdict"] == "stored"
    moved("send")
    (late,) = phone.push(passes)
    assert (late["verdict"], late["code"]) == ("quarantined", "stale")
    fresh = step_of(lin, rows()[0].id, "pass", seen_rev=rows()[0].steps)
    assert phone.push(plain("correction_step", uuid7(), fresh))[0]["verdict"] == "stored"
    assert rows()[0].state == "closed"


def test_a_refused_move_lies_with_those_who_decide_about_its_premises(phone, lin, ordered) -> None:
    phone.push(plain("correction_step", uuid7(), step_of(lin, rows()[0].id, "pass")))
    (kept,) = db.session.query(QuarantinedRecord)
    assert kept.premises_id == rows()[0].premises_id


def test_a_photo_that_came_before_its_report_belongs_to_it(ordered) -> None:
    row = rows()[0]
    shot = {"sha256": "ab" * 32, "source": "upload", "size": 9}
    with writing(LATER) as w:
        given = {"correction_id": row.id, "position": 1, "step_id": None, "added_at": w.at}
        w.session.add(CorrectionPhoto(**shot, **given))
    moved("report", "operator", photos=1, shots=[shot])
    (photo,) = db.session.query(CorrectionPhoto)
    assert photo.step_id == rows()[0].moves[-1].id


FOUND = ("still_failing", "pass")
