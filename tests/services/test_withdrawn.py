"""What its author took back counts nowhere, and asks nobody for anything any more."""

import json
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import true

from inspect_app.domain.ids import uuid7
from inspect_app.extensions import db
from inspect_app.models.acceptances import Acceptance
from inspect_app.models.cosignatures import Cosignature
from inspect_app.models.inspections import Revision
from inspect_app.models.people import User
from inspect_app.models.premises import Premises
from inspect_app.models.reviews import Standing
from inspect_app.models.sync import SyncRow
from inspect_app.plans.load import current_plan
from inspect_app.queries.figures.recounts import list_differences
from inspect_app.queries.figures.targets import AsOf
from inspect_app.queries.inspections import list_published
from inspect_app.queries.premises import last_approved
from inspect_app.queries.reviews import measure_queue
from inspect_app.services.review.reviews import approve
from tests.bodies import make_body, withdrawn
from tests.makers import make_premises, make_user
from tests.services.pushing import NOON, push

LATER = NOON + timedelta(days=1)


def taken_back(lin: User, bai: User, place: Premises, **more: Any) -> str:
    """The id of an inspection that was sealed and then withdrawn."""
    id, made = uuid7(), make_body(lin, bai, place, **more)
    assert push(made, lin, id=id).verdict == "stored"
    assert push(withdrawn(made), lin, id=id, rev=2).verdict == "stored"
    return id


def differing() -> list[str]:
    plan = current_plan()
    return list_differences(plan, [AsOf(plan.end)])[1]


@pytest.mark.usefixtures("app")
def test_it_is_in_no_figure_and_the_premises_stays_due(lin: User, bai: User, chen: User) -> None:
    place = make_premises()
    taken_back(lin, bai, place)
    row = db.session.query(SyncRow).filter_by(collection="premises", id=place.id).one()
    assert json.loads(row.data or "null")["last"] is None
    assert db.session.query(Standing).count() == 0
    assert list_published(place, LATER.date()) == []
    assert measure_queue(true()).count == 0
    assert differing() == []


def test_the_visit_before_it_still_counts(lin: User, bai: User, chen: User) -> None:
    place, before = make_premises(), uuid7()
    push(make_body(lin, bai, place, on="2022-03-01"), lin, id=before)
    approve(chen.id, before, 1, at=NOON)
    taken_back(lin, bai, place)
    assert db.session.query(Standing).one().inspection_id == before
    assert last_approved([place.id])[place.id].inspection_id == before
    assert differing() == []


def test_the_second_inspector_is_asked_no_more(lin: User, bai: User) -> None:
    id, made = uuid7(), make_body(lin, bai, make_premises())
    push(made, lin, id=id)
    assert db.session.query(Cosignature).count() == 1
    push(withdrawn(made), lin, id=id, rev=2)
    assert db.session.query(Cosignature).count() == 0


def test_the_next_acceptance_is_the_first(app: Flask) -> None:
    sites = {"kinds": ["construction_site"]}
    lin, bai = (make_user(name, role="inspector", **sites) for name in ("lin", "bai"))
    chen = make_user("chen", role="supervisor", **sites)
    site = make_premises(kind="construction_site", major=True)
    site.attrs = {"major": True}
    db.session.commit()
    work = make_premises(kind="unit_work", parent=site.id)
    meeting = {"code": "construction-acceptance", "acceptance": {"unit_work": work.id}}
    id = taken_back(lin, bai, site, on="2022-09-13", **meeting)
    assert db.session.get(Acceptance, id) is None
    second = uuid7()
    push(make_body(lin, bai, site, **meeting), lin, id=second)
    approve(chen.id, second, 1, at=LATER)
    assert db.session.get_one(Acceptance, second).attempt_no == 1
    assert differing() == []


def test_verify_finds_one_that_was_made_to_count(lin: User, bai: User, chen: User) -> None:
    id = taken_back(lin, bai, make_premises())
    revision = db.session.get_one(Revision, (id, 2))
    revision.score = revision.score | {"result": "conform"}
    revision.result, revision.passed = "conform", True
    db.session.commit()
    assert any(line.endswith(f"{id} 2: withdrawn") for line in differing())
