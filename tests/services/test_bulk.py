"""Approval by sample: what is never in a batch, and that nothing is approved before its sample."""

import json
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import true

from inspect_app.domain.exact import is_number
from inspect_app.domain.ids import uuid7
from inspect_app.domain.review.draw import draw, seed_of
from inspect_app.errors import ProblemError
from inspect_app.extensions import db
from inspect_app.models.audit import AuditEntry
from inspect_app.models.cosignatures import Cosignature
from inspect_app.models.inspections import InspectionPhoto, Revision
from inspect_app.models.people import User
from inspect_app.models.review_batches import ReviewBatch, ReviewBatchRow
from inspect_app.models.reviews import Review
from inspect_app.queries.review_batches import is_stopped, list_batch_rows, sampled_among
from inspect_app.queries.review_queue import Search
from inspect_app.services.people.signed_digests import content_digest
from inspect_app.services.review import bulk
from inspect_app.services.review.bulk import (
    Approved,
    approve_batch,
    list_candidates,
    make_batch,
    open_drawn,
)
from inspect_app.services.review.reviews import approve, return_items
from inspect_app.services.review.withdrawals import withdraw_approval
from tests.desk.sampling import ON_SITE, clean, cleans
from tests.desk.test_second_submission import page_of
from tests.makers import make_premises, make_user
from tests.services.pushing import NOON

LATER = NOON + timedelta(hours=1)
COLD = "raw.cold-temp"
EVERYTHING = Search()
SOON = "2022-09-14T10:17:00+08:00"  # five minutes after the start


def candidates(reviewer: User) -> set[str]:
    return {one.inspection_id for one in list_candidates(reviewer.id, true(), EVERYTHING)}


def made_by(reviewer: User) -> str:
    return make_batch(reviewer.id, true(), EVERYTHING, {}, at=LATER)


def drawn_of(batch: str) -> list[str]:
    return [row.inspection_id for row in list_batch_rows(batch) if row.drawn]


def opened_all(reviewer: User, batch: str) -> None:
    for id in drawn_of(batch):
        open_drawn(reviewer.id, batch, id, at=LATER)


def approved_by(reviewer: User, batch: str) -> Approved:
    return approve_batch(reviewer.id, batch, true(), at=LATER)


def refusal(act: Callable[[], Any]) -> str:
    with pytest.raises(ProblemError) as refused:
        act()
    return refused.value.problem.code


def states() -> set[str]:
    db.session.expire_all()
    return {one.state for one in db.session.query(Revision)}


def rewrite(id: str, write: Callable[[dict[str, Any]], None]) -> str:
    """The same inspection with another body, for which all signatures were given."""
    body = json.loads(db.session.get_one(Revision, (id, 1)).body)
    write(body)
    for one in body["signatures"]:
        one["content_digest"] = content_digest(id, body)
    change(id, body=json.dumps(body, ensure_ascii=False))
    return id


def be_alike(body: dict[str, Any]) -> None:
    """The same answer throughout, and the same figure wherever something is measured."""
    for answer in body["answers"].values():
        if is_number(answer["value"]):
            answer["value"] = 4


def use_photo_of(other: str, id: str) -> None:
    """Show the first photo of one visit at another, in place of its own."""
    sha256 = json.loads(db.session.get_one(Revision, (other, 1)).body)["photos"][COLD][0]["sha256"]
    db.session.query(InspectionPhoto).filter_by(inspection_id=id, item=COLD).update(
        {"sha256": sha256}
    )
    rewrite(id, lambda body: body["photos"][COLD][0].update(sha256=sha256))


def change(id: str, **fields: Any) -> None:
    revision = db.session.get_one(Revision, (id, 1))
    for name, value in fields.items():
        setattr(revision, name, value)
    db.session.commit()


@pytest.mark.parametrize("role", ["inspector", "administrator", "auditor"])
def test_only_a_supervisor_makes_opens_and_approves_a_batch(
    lin: User, bai: User, chen: User, role: str
) -> None:
    cleans(2, lin, bai)
    other = make_user("other", role=role)
    assert refusal(lambda: made_by(other)) == "role"
    batch = made_by(chen)
    id = drawn_of(batch)[0]
    assert refusal(lambda: open_drawn(other.id, batch, id, at=LATER)) == "role"
    assert refusal(lambda: approved_by(other, batch)) == "role"


def test_another_supervisor_opens_and_approves_no_batch_of_this_one(
    lin: User, bai: User, chen: User
) -> None:
    cleans(2, lin, bai)
    cao = make_user("cao", role="supervisor")
    batch = made_by(chen)
    id = drawn_of(batch)[0]
    assert refusal(lambda: open_drawn(cao.id, batch, id, at=LATER)) == "not_found"
    opened_all(chen, batch)
    assert refusal(lambda: approved_by(cao, batch)) == "not_found"
    assert states() == {"received"}


def test_nothing_is_approved_before_every_drawn_one_was_opened(
    lin: User, bai: User, chen: User
) -> None:
    cleans(8, lin, bai)
    batch = made_by(chen)
    for id in drawn_of(batch)[1:]:
        open_drawn(chen.id, batch, id, at=LATER)
    assert refusal(lambda: approved_by(chen, batch)) == "batch_unseen"
    assert states() == {"received"}


def test_one_return_of_a_drawn_one_stops_the_batch(lin: User, bai: User, chen: User) -> None:
    cleans(8, lin, bai)
    batch = made_by(chen)
    opened_all(chen, batch)
    returned = [{"item": COLD, "remark": "请补照片"}]
    return_items(chen.id, drawn_of(batch)[0], 1, returned, at=LATER)
    assert is_stopped(batch)
    assert refusal(lambda: approved_by(chen, batch)) == "batch_stopped"
    assert states() == {"received", "returned"}


def test_what_was_not_drawn_cannot_be_opened_in_its_place(lin: User, bai: User, chen: User) -> None:
    cleans(8, lin, bai)
    batch = made_by(chen)
    others = [row.inspection_id for row in list_batch_rows(batch) if not row.drawn]
    assert len(others) == 3
    assert refusal(lambda: open_drawn(chen.id, batch, others[0], at=LATER)) == "not_found"


def test_his_own_is_in_no_batch_of_an_inspector_who_became_a_supervisor(
    lin: User, bai: User, chen: User
) -> None:
    gu = make_user("gu", role="inspector")
    clean(gu, bai)
    clean(lin, gu)
    anothers = clean(lin, bai)
    gu.role = "supervisor"
    db.session.commit()
    assert candidates(gu) == {anothers} and len(candidates(chen)) == 3


@pytest.mark.parametrize(
    "fields",
    [
        {"complete": False},
        {"flags": [{"flag": "photos", "count": 1}]},
        {"state": "waiting"},
        {"state": "returned"},
        {"passed": False, "result": "nonconform"},
        {"passed": None, "result": "unable"},
        {"score": {"failed": [COLD], "missing": []}},
    ],
    ids=str,
)
def test_what_is_not_clean_is_in_no_batch(
    lin: User, bai: User, chen: User, fields: dict[str, Any]
) -> None:
    id = clean(lin, bai)
    assert candidates(chen) == {id}
    change(id, **fields)
    assert candidates(chen) == set()


@pytest.mark.parametrize(
    "more",
    [
        {"position": None, "no_position": "地下室没有信号"},
        {"position": ON_SITE | {"lat": 31.34}, "far": "从办公室补录"},
        {"position": ON_SITE | {"lat": 31.34}},
        {"signatures": [], "refusal": {"reason": "负责人不在"}},
    ],
    ids=["no position", "far, explained", "far", "refused to sign"],
)
def test_what_explains_something_is_in_no_batch(
    lin: User, bai: User, chen: User, more: dict[str, Any]
) -> None:
    id = clean(lin, bai)
    body = db.session.get_one(Revision, (id, 1))
    assert candidates(chen) == {id}
    change(id, body=json.dumps(json.loads(body.body) | more, ensure_ascii=False))
    assert candidates(chen) == set()


def test_what_its_page_tells_the_reviewer_to_look_at_is_in_no_batch(
    app: Flask, lin: User, bai: User, chen: User
) -> None:
    calm, quick, alike = clean(lin, bai), clean(lin, bai, sealed_at=SOON), clean(lin, bai)
    rewrite(alike, be_alike)
    earlier, later = clean(lin, bai), clean(lin, bai)
    use_photo_of(earlier, later)
    pages = {id: page_of(app, id) for id in (calm, quick, alike, earlier, later)}
    told = {id: set(re.findall(r'signal-look" data-signal="(\w+)"', pages[id])) for id in pages}
    assert told[quick] == {"time"} and told[alike] == {"same"} and told[earlier] == {"reused"}
    assert candidates(chen) == {id for id, looks in told.items() if not looks} == {calm}


def test_those_that_are_to_be_looked_at_hide_none_behind_them(
    lin: User, bai: User, chen: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "PART", 2)
    for _ in range(3):
        clean(lin, bai, sealed_at=SOON)
    id = clean(lin, bai)
    assert candidates(chen) == {id}


def test_a_signal_that_came_after_the_draw_leaves_it_out(lin: User, bai: User, chen: User) -> None:
    ids = cleans(6, lin, bai)
    batch = made_by(chen)
    opened_all(chen, batch)
    (rest,) = set(ids) - set(drawn_of(batch))
    use_photo_of(rest, clean(lin, bai))
    assert approved_by(chen, batch) == Approved(done=5, left_out=1)
    assert sampled_among(ids) == set()


@pytest.mark.parametrize("said", ["open", "disputed"])
def test_what_a_colleague_has_not_confirmed_is_in_no_batch(
    lin: User, bai: User, chen: User, said: str
) -> None:
    id = clean(lin, bai)
    db.session.query(Cosignature).filter_by(inspection_id=id).update({"state": said})
    db.session.commit()
    assert candidates(chen) == set()


def test_a_borrowed_signature_a_market_and_an_imported_record_are_in_no_batch(
    lin: User, bai: User, chen: User
) -> None:
    id, borrowed = clean(lin, bai), clean(lin, bai)
    market = make_premises(kind="market")
    db.session.get_one(Revision, (clean(lin, bai, make_premises()), 1)).inspection.premises = market
    text = db.session.get_one(Revision, (borrowed, 1)).body
    body = json.loads(text)
    body["signatures"][0]["sha256"] = body["signatures"][1]["sha256"]
    change(borrowed, body=json.dumps(body, ensure_ascii=False))
    assert candidates(chen) == {id}
    detail = {"digest": "x", "author": lin.id}
    entry = AuditEntry(seq=90_000, at=NOON, actor=chen.id, action="record.quarantined")
    entry.subject, entry.detail, entry.prev, entry.hash = f"inspection:{id}", detail, "", uuid7()
    db.session.add(entry)
    db.session.commit()
    assert candidates(chen) == set()


def test_what_was_in_a_batch_once_is_drawn_from_no_more(lin: User, bai: User, chen: User) -> None:
    """Else somebody would draw until the sample suits him."""
    cleans(3, lin, bai)
    made_by(chen)
    cao = make_user("cao", role="supervisor")
    assert candidates(chen) == candidates(cao) == set()
    assert refusal(lambda: made_by(chen)) == "batch_empty"
    assert db.session.query(ReviewBatch).count() == 1


@pytest.mark.both
def test_the_sample_is_what_number_and_digests_say(lin: User, bai: User, chen: User) -> None:
    yang = make_user("yang", role="inspector")
    cleans(8, lin, bai)
    cleans(6, yang, bai)
    batch = made_by(chen)
    rows = db.session.query(ReviewBatchRow).all()
    by = {
        author.id: [row.digest for row in rows if row.author_id == author.id]
        for author in (lin, yang)
    }
    assert db.session.get_one(ReviewBatch, batch).digest == seed_of(
        batch, (row.digest for row in rows)
    )
    assert {row.digest for row in rows if row.drawn} == draw(batch, by)
    assert sum(row.drawn for row in rows) == 10


@pytest.mark.both
def test_the_rest_is_approved_in_one_act_and_says_so(lin: User, bai: User, chen: User) -> None:
    ids = cleans(8, lin, bai)
    batch = made_by(chen)
    opened_all(chen, batch)
    assert approved_by(chen, batch) == Approved(done=8, left_out=0)
    assert states() == {"approved"}
    by_sample = {one.inspection_id for one in db.session.query(Review) if one.batch_id == batch}
    assert by_sample == set(ids) - set(drawn_of(batch)) == sampled_among(ids)
    entries = db.session.query(AuditEntry).order_by(AuditEntry.seq).all()
    named = [one.detail["batch"] for one in entries if one.detail.get("batch")]
    assert named == [batch] * 3
    drawing, approval = (
        next(one for one in entries if one.action == action)
        for action in ("batch.draw", "batch.approve")
    )
    assert (drawing.detail["rows"], drawing.detail["drawn"], drawing.actor) == (8, 5, chen.id)
    assert (approval.detail["approved"], approval.detail["left_out"]) == (8, 0)
    assert refusal(lambda: approved_by(chen, batch)) == "batch_over"


@pytest.mark.both
def test_a_form_that_is_sent_twice_is_counted_once_and_in_full(
    app: Flask, lin: User, bai: User, chen: User
) -> None:
    cleans(9, lin, bai)
    batch = made_by(chen)
    opened_all(chen, batch)
    id, came = chen.id, Approved(done=9, left_out=0)

    def act(_: int) -> Approved | str:
        with app.app_context():
            try:
                return approve_batch(id, batch, true(), at=LATER)
            except ProblemError as refused:  # it came when the other one was done
                return refused.problem.code
            finally:
                db.session.remove()

    db.session.rollback()
    with ThreadPoolExecutor(2) as pool:
        ended = list(pool.map(act, range(2)))
    assert came in ended and set(ended) <= {came, "batch_over"}
    assert states() == {"approved"} and db.session.query(Review).count() == 9
    (entry,) = db.session.query(AuditEntry).filter_by(action="batch.approve")
    assert (entry.detail["approved"], entry.detail["left_out"]) == (9, 0)


def test_what_changed_meanwhile_is_left_out(lin: User, bai: User, chen: User) -> None:
    ids = cleans(8, lin, bai)
    batch = made_by(chen)
    opened_all(chen, batch)
    rest = [id for id in ids if id not in drawn_of(batch)]
    change(rest[0], flags=[{"flag": "clock", "seconds": 900}])
    approve(chen.id, rest[1], 1, at=LATER)
    assert approved_by(chen, batch) == Approved(done=7, left_out=1)
    assert sampled_among(ids) == {rest[2]}


def test_one_that_is_withdrawn_and_looked_at_later_is_sampled_no_more(
    lin: User, bai: User, chen: User
) -> None:
    ids = cleans(6, lin, bai)
    batch = made_by(chen)
    opened_all(chen, batch)
    approved_by(chen, batch)
    (id,) = sampled_among(ids)
    withdraw_approval(chen.id, id, 1, "要逐项看", at=LATER + timedelta(hours=1))
    assert sampled_among(ids) == set() and candidates(chen) == set()
    approve(chen.id, id, 1, at=LATER + timedelta(hours=2))
    assert sampled_among(ids) == set()
