"""Rows of approved inspections leave the author's phones after 60 days, and nothing else does."""

from datetime import timedelta

import pytest

from inspect_app.domain.ids import uuid7
from inspect_app.extensions import db
from inspect_app.models.sync import SyncRow
from inspect_app.services.feed.expiry import expire_decided
from inspect_app.services.review.reviews import approve, return_items
from inspect_app.services.writing.transaction import writing
from tests import makers
from tests.bodies import make_body, withdrawn
from tests.services.pushing import NOON, push

DECIDED = NOON + timedelta(days=1)
REMARK = [{"item": "raw.expired-spoiled", "remark": "看不清"}]


@pytest.fixture
def pushed(lin, bai) -> str:
    id = uuid7()
    push(make_body(lin, bai, makers.make_premises()), lin, id=id)
    return id


def is_gone(id: str) -> bool:
    db.session.rollback()
    return db.session.query(SyncRow).filter_by(collection="inspection", id=id).one().gone


def test_what_nobody_decided_stays(pushed):
    assert expire_decided(DECIDED + timedelta(days=999)) == 0
    assert not is_gone(pushed)


def test_a_fresh_decision_stays(pushed, chen):
    approve(chen.id, pushed, 1, at=DECIDED)
    assert expire_decided(DECIDED + timedelta(days=60)) == 0
    assert not is_gone(pushed)


def test_what_was_returned_waits_for_its_author(pushed, chen):
    return_items(chen.id, pushed, 1, REMARK, at=DECIDED)
    assert expire_decided(DECIDED + timedelta(days=999)) == 0
    assert not is_gone(pushed)


def test_an_old_approval_leaves_once(pushed, chen):
    approve(chen.id, pushed, 1, at=DECIDED)
    later = DECIDED + timedelta(days=60, seconds=1)
    assert (expire_decided(later), expire_decided(later)) == (1, 0)
    assert is_gone(pushed)


def test_an_old_withdrawal_leaves(lin, bai):
    id, made = uuid7(), make_body(lin, bai, makers.make_premises())
    push(made, lin, id=id)
    push(withdrawn(made), lin, id=id, rev=2)
    assert expire_decided(NOON + timedelta(days=60)) == 0
    assert expire_decided(NOON + timedelta(days=60, seconds=1)) == 1
    assert is_gone(id)


def test_an_old_outcome_leaves_and_a_fresh_one_stays(app):
    for id, at in (("old", NOON), ("fresh", NOON + timedelta(days=1))):
        with writing(at) as w:
            w.queue_row("user:lin", "outcome", id, 1, {})
    assert expire_decided(NOON + timedelta(days=60, seconds=1)) == 1
    rows = {row.id: row.gone for row in db.session.query(SyncRow).filter_by(collection="outcome")}
    assert rows == {"old": True, "fresh": False}
