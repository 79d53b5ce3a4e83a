"""Where nobody was let in nothing was seen: approved or not, such a visit counts nowhere."""

import json
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from inspect_app.domain.ids import uuid7
from inspect_app.errors import ProblemError
from inspect_app.extensions import db
from inspect_app.models.inspections import Revision
from inspect_app.models.people import User
from inspect_app.models.premises import Premises
from inspect_app.models.reviews import Standing
from inspect_app.models.sync import SyncRow
from inspect_app.plans.load import current_plan
from inspect_app.queries.figures.recounts import list_differences
from inspect_app.queries.figures.targets import AsOf
from inspect_app.queries.inspections import find_last_approved, list_published
from inspect_app.queries.premises import last_approved
from inspect_app.services.review.reviews import approve, return_items
from tests.bodies import make_body, unable
from tests.makers import make_premises, make_user
from tests.services.pushing import NOON, push

LATER = NOON + timedelta(days=1)


def closed(lin: User, bai: User, place: Premises, on: str = "2022-09-14", **more: Any) -> str:
    """The id of a visit that found the door locked."""
    id = uuid7()
    push(unable(make_body(lin, bai, place, on=on), **more), lin, id=id)
    return id


def inspected(lin: User, bai: User, chen: User, place: Premises, on: str) -> str:
    """The id of an approved visit."""
    id = uuid7()
    push(make_body(lin, bai, place, on=on), lin, id=id)
    approve(chen.id, id, 1, at=NOON)
    return id


def told_to_phones(place: Premises) -> dict[str, Any]:
    row = db.session.query(SyncRow).filter_by(collection="premises", id=place.id).one()
    data: dict[str, Any] = json.loads(row.data or "null")
    return data


def differing() -> list[str]:
    plan = current_plan()
    return list_differences(plan, [AsOf(plan.end)])[1]


def test_the_author_may_not_approve_it(lin: User, bai: User) -> None:
    with pytest.raises(ProblemError) as refused:
        approve(lin.id, closed(lin, bai, make_premises()), 1, at=LATER)
    assert refused.value.problem.code == "own_work"


def test_an_incomplete_one_is_not_approved(lin: User, bai: User, chen: User) -> None:
    id = closed(lin, bai, make_premises(), shot=False)
    with pytest.raises(ProblemError) as refused:
        approve(chen.id, id, 1, at=LATER)
    assert refused.value.problem.code == "incomplete"


def test_it_is_returned_under_the_name_of_its_photos(lin: User, bai: User, chen: User) -> None:
    id = closed(lin, bai, make_premises())
    items = [{"item": "unable", "remark": "请补拍门牌"}]
    return_items(chen.id, id, 1, items, at=LATER)
    assert db.session.get_one(Revision, (id, 1)).state == "returned"


def test_an_inspected_one_is_not_returned_under_that_name(lin: User, bai: User, chen: User) -> None:
    id = uuid7()
    push(make_body(lin, bai, make_premises()), lin, id=id)
    items = [{"item": "unable", "remark": "请补拍门牌"}]
    with pytest.raises(ProblemError) as refused:
        return_items(chen.id, id, 1, items, at=LATER)
    assert refused.value.problem.code == "invalid"


def test_an_approved_one_leaves_the_premises_due(lin: User, bai: User, chen: User) -> None:
    place = make_premises()
    approve(chen.id, closed(lin, bai, place), 1, at=LATER)
    assert db.session.query(Standing).count() == 0
    assert told_to_phones(place)["last"] is None
    assert told_to_phones(place)["attrs"].get("inspected_before") is None
    assert differing() == []


def test_the_visit_before_it_still_counts(lin: User, bai: User, chen: User) -> None:
    place = make_premises()
    before = inspected(lin, bai, chen, place, "2022-03-01")
    id = closed(lin, bai, place)
    approve(chen.id, id, 1, at=LATER)
    assert db.session.query(Standing).one().inspection_id == before
    assert told_to_phones(place)["last"]["on"] == "2022-03-01"
    assert last_approved([place.id])[place.id].inspection_id == before
    assert [one.id for one, _ in list_published(place, LATER.date())] == [before]
    assert differing() == []


def test_it_is_no_answer_to_compare_the_next_visit_with(lin: User, bai: User, chen: User) -> None:
    place = make_premises()
    before = inspected(lin, bai, chen, place, "2022-03-01")
    approve(chen.id, closed(lin, bai, place, "2022-05-01"), 1, at=LATER)
    id = uuid7()
    push(make_body(lin, bai, place), lin, id=id)
    last = find_last_approved(db.session.get_one(Revision, (id, 1)).inspection)
    assert last is not None and last.inspection_id == before


def test_a_market_that_let_nobody_in_is_not_judged_by_its_stalls(app: Flask) -> None:
    lin = make_user("lin", role="inspector", kinds=("market",))
    bai = make_user("bai", role="inspector", kinds=("market",))
    fang = make_user("fang", role="supervisor", kinds=("market",))
    market = make_premises(kind="market")
    make_premises(kind="stall", parent=market.id)
    market.attrs = {}
    db.session.commit()
    id = closed(lin, bai, market)
    approve(fang.id, id, 1, at=LATER)
    revision = db.session.get_one(Revision, (id, 1))
    assert (revision.result, revision.passed, differing()) == ("unable", None, [])


def test_verify_finds_one_that_was_made_to_count(lin: User, bai: User, chen: User) -> None:
    id = closed(lin, bai, make_premises())
    approve(chen.id, id, 1, at=LATER)
    revision = db.session.get_one(Revision, (id, 1))
    revision.score = revision.score | {"result": "conform"}
    revision.result, revision.passed = "conform", True
    db.session.commit()
    assert any(line.endswith(f"{id} 1: unable") for line in differing())
