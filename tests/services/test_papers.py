"""Papers are numbered at the approval without gaps, say what was confirmed, and stay as void."""

import hashlib
import json
from datetime import UTC, datetime, timedelta
from threading import Thread
from typing import Any

import pytest
from flask import Flask

from inspect_app.domain.corrections.correction import Move
from inspect_app.domain.ids import uuid7
from inspect_app.extensions import db
from inspect_app.models.audit import AuditEntry
from inspect_app.models.corrections import CorrectionRow
from inspect_app.models.papers import Paper, PaperCounter
from inspect_app.models.people import User
from inspect_app.models.premises import Premises
from inspect_app.services.corrections.moves import Made, lock_correction, make_move
from inspect_app.services.papers.issuing import renew_papers
from inspect_app.services.review.reviews import approve, return_items
from inspect_app.services.review.withdrawals import withdraw_approval
from inspect_app.services.writing.transaction import writing
from tests.bodies import withdrawn
from tests.makers import make_premises
from tests.services.pushing import push
from tests.services.test_corrections import ITEM, LATER, OTHER, made_with

FOUND = "raw.storage"  # its basis was found with care, and nobody read it in the original


@pytest.fixture
def canteen(app: Flask) -> Premises:
    return make_premises()


def papers() -> list[Paper]:
    db.session.expire_all()
    return db.session.query(Paper).order_by(Paper.issued_at, Paper.kind).all()


def told(paper: Paper) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(paper.versions[-1].data)
    return data


def approved(lin: User, bai: User, chen: User, canteen: Premises, *items: str, at=LATER) -> str:
    id = uuid7()
    made = made_with(lin, bai, canteen, *items, id=id)
    assert push(made, lin, id=id).verdict == "stored"
    approve(chen.id, id, 1, at=at)
    return id


def test_what_is_not_approved_has_no_paper_and_no_number(lin, bai, chen, canteen) -> None:
    id = uuid7()
    push(made_with(lin, bai, canteen, ITEM, id=id), lin, id=id)
    return_items(chen.id, id, 1, [{"item": ITEM, "remark": "看不清（示例）"}], at=LATER)
    assert papers() == [] and db.session.query(PaperCounter).all() == []


def test_an_approval_numbers_the_record_and_the_order(lin, bai, chen, canteen) -> None:
    approved(lin, bai, chen, canteen, ITEM, OTHER)
    order, record = papers()
    assert order.number == "普市监责〔2022〕1号" and record.number == "普市监检〔2022〕1号"
    assert told(order)["record"] == record.number
    assert [row["item"] for row in told(order)["rows"]] == [OTHER, ITEM]
    assert not order.versions[-1].draft


def test_an_inspection_without_corrections_has_a_record_alone(lin, bai, chen, canteen) -> None:
    approved(lin, bai, chen, canteen)
    assert [one.kind for one in papers()] == ["record"]


def test_numbers_have_no_gaps_and_begin_anew_with_the_year(lin, bai, chen, canteen) -> None:
    for at in (LATER, LATER, datetime(2023, 1, 3, 2, tzinfo=UTC)):
        approved(lin, bai, chen, canteen, ITEM, at=at)
    assert sorted((one.kind, one.year, one.serial) for one in papers()) == [
        *(("order", 2022, 1), ("order", 2022, 2), ("order", 2023, 1)),
        *(("record", 2022, 1), ("record", 2022, 2), ("record", 2023, 1)),
    ]


def test_an_approval_that_fails_leaves_no_gap(lin, bai, chen, canteen, monkeypatch) -> None:
    def broken(*_: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr("inspect_app.services.review.reviews.queue_newest", broken)
    with pytest.raises(RuntimeError):
        approved(lin, bai, chen, canteen, ITEM)
    monkeypatch.undo()
    approved(lin, bai, chen, canteen, ITEM)
    assert {one.serial for one in papers()} == {1}


@pytest.mark.both
def test_two_approvals_at_once_get_two_numbers(app: Flask, lin, bai, chen, canteen) -> None:
    ids = [uuid7() for _ in range(2)]
    for id in ids:
        push(made_with(lin, bai, canteen, ITEM, id=id), lin, id=id)
    reviewer = chen.id

    def decide(id: str) -> None:
        with app.app_context():
            approve(reviewer, id, 1, at=LATER)
            db.session.remove()

    threads = [Thread(target=decide, args=(id,)) for id in ids]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    db.session.rollback()  # what it read before is older
    assert sorted((one.kind, one.serial) for one in papers()) == [
        *(("order", 1), ("order", 2), ("record", 1), ("record", 2)),
    ]


def test_a_withdrawn_approval_voids_the_numbers_and_another_gets_new_ones(
    lin, bai, chen, canteen
) -> None:
    id = approved(lin, bai, chen, canteen, ITEM)
    withdraw_approval(chen.id, id, 1, "误点（示例）", at=LATER)
    assert {(one.void_why, one.serial) for one in papers()} == {("approval_withdrawn", 1)}
    approve(chen.id, id, 1, at=LATER + timedelta(hours=1))
    assert [(one.serial, one.void_at is None) for one in papers()] == [
        (1, False),
        (1, False),
        (2, True),
        (2, True),
    ]


def test_an_order_is_void_once_all_its_corrections_are(lin, bai, chen, canteen) -> None:
    approved(lin, bai, chen, canteen, ITEM, OTHER)
    ids = [row.id for row in db.session.query(CorrectionRow)]
    for number, id in enumerate(ids):
        assert [one.void_why for one in papers()] == ["", ""], number
        with writing(LATER) as w:
            row = lock_correction(w, id)
            void = Move("void", "supervisor", LATER.date(), reason="查错了（示例）")
            make_move(w, row, Made(void, chen.id))
    assert [(one.kind, one.void_why) for one in papers()] == [
        ("order", "corrections"),
        ("record", ""),
    ]


def test_what_its_author_withdrew_has_void_papers(lin, bai, chen, canteen) -> None:
    id = uuid7()
    made = made_with(lin, bai, canteen, ITEM, id=id)
    push(made, lin, id=id)
    approve(chen.id, id, 1, at=LATER)
    withdraw_approval(chen.id, id, 1, "误点（示例）", at=LATER)
    push(withdrawn(made), lin, id=id, rev=2, at=LATER)
    assert {one.void_why for one in papers()} == {"approval_withdrawn"}


def test_without_a_clause_that_was_read_the_order_is_a_draft_until_two_entered_one(
    lin, bai, chen, ming, canteen
) -> None:
    id = approved(lin, bai, chen, canteen, FOUND)
    (order, _) = papers()
    assert order.versions[-1].draft and told(order)["rows"][0]["clauses"] == []
    for who, draft in ((None, True), (ming.id, False)):
        with writing(LATER) as w:
            row = w.session.query(CorrectionRow).one()
            row.clause, row.clause_by, row.clause_confirmed_by = "某法第一条（示例）", chen.id, who
            renew_papers(w, id, chen.id)
        (order, record) = papers()
        assert order.versions[-1].draft is draft
    assert told(order)["rows"][0]["clauses"] == [{"mark": "双", "text": "某法第一条（示例）"}]
    assert [one.version for one in order.versions] == [1, 2] and len(record.versions) == 1


def test_the_hash_is_that_of_the_canonical_data_and_stands_in_the_audit(
    lin, bai, chen, canteen
) -> None:
    approved(lin, bai, chen, canteen, ITEM)
    for paper in papers():
        version = paper.versions[-1]
        assert hashlib.sha256(version.data.encode()).hexdigest() == version.digest
    order = papers()[0]
    entry = db.session.query(AuditEntry).filter_by(subject=f"paper:{order.id}").one()
    assert (entry.action, entry.detail["digest"]) == ("paper.issue", order.versions[-1].digest)


def test_no_person_is_named_in_what_is_kept(lin, bai, chen, canteen) -> None:
    approved(lin, bai, chen, canteen, ITEM)
    for paper in papers():
        data = paper.versions[-1].data
        assert lin.id in data
        assert lin.full_name not in data and bai.full_name not in data
        assert "present" not in data
