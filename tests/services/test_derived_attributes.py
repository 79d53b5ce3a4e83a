"""What the server keeps up itself: it comes with an approval, and goes when that is taken back."""

import json
from datetime import date, timedelta

import pytest

from inspect_app.domain.ids import uuid7
from inspect_app.extensions import db
from inspect_app.models.imported import ImportedInspection
from inspect_app.models.inspections import Revision
from inspect_app.models.premises import Premises
from inspect_app.models.reviews import Review
from inspect_app.models.sync import SyncRow
from inspect_app.services.review.derived_attributes import is_drill_due
from inspect_app.services.review.reviews import approve, return_items
from inspect_app.services.review.standings import refresh_standings
from inspect_app.services.writing.transaction import writing
from tests import makers
from tests.bodies import make_body
from tests.services.pushing import NOON, push

LATER = NOON + timedelta(days=1)
ITEM = "raw.expired-spoiled"


@pytest.fixture
def canteen(app):
    return makers.make_premises()


def told(premises):
    """What phones pull of it."""
    row = db.session.query(SyncRow).filter_by(collection="premises", id=premises.id).one()
    return json.loads(row.data)["attrs"]


def visit(premises, lin, bai, **more):
    id = uuid7()
    assert push(make_body(lin, bai, premises, **more), lin, id=id).verdict == "stored"
    return id


def take_back(chen, id):
    """As a later return would: the last decision on the visit is no approval any more."""
    with writing(LATER + timedelta(days=1)) as w:
        w.session.add(
            Review(
                id=uuid7(),
                inspection_id=id,
                rev=1,
                reviewer_id=chen.id,
                action="return",
                decided_at=w.at,
            )
        )
        revision = w.session.get_one(Revision, (id, 1))
        revision.state = "returned"
        w.session.flush()
        refresh_standings(w, revision.inspection.premises)


def test_a_visit_that_waits_or_was_returned_is_no_earlier_inspection(canteen, lin, bai, chen):
    id = visit(canteen, lin, bai)
    assert "inspected_before" not in told(canteen)
    return_items(chen.id, id, 1, [{"item": ITEM, "remark": "看不清"}], at=LATER)
    assert "inspected_before" not in told(canteen)


def test_an_approval_makes_it_inspected_before_and_phones_hear_of_it(canteen, lin, bai, chen):
    approve(chen.id, visit(canteen, lin, bai), 1, at=LATER)
    assert told(canteen)["inspected_before"] is True
    assert "inspected_before" not in db.session.get_one(Premises, canteen.id).attrs


def test_a_return_of_the_only_visit_takes_it_back(canteen, lin, bai, chen):
    id = visit(canteen, lin, bai)
    approve(chen.id, id, 1, at=LATER)
    take_back(chen, id)
    assert "inspected_before" not in told(canteen)


def test_what_the_register_itself_says_is_not_taken_back(app, lin, bai, chen):
    canteen = makers.make_premises(inspected_before=True, face_grade="yellow")
    id = visit(canteen, lin, bai)
    approve(chen.id, id, 1, at=LATER)
    assert told(canteen)["face_grade"] == "green"
    take_back(chen, id)
    assert told(canteen) == canteen.attrs


def test_a_visit_that_another_system_kept_is_an_earlier_one(canteen, lin, bai, chen):
    decided = {"at": NOON.isoformat(), "action": "approve"}
    revision = {
        "rev": 1,
        "received_at": NOON.isoformat(),
        "complete": True,
        "covered": True,
        "passed": True,
        "outcome": "conform",
        "reviews": [decided],
    }
    past = {"premises_id": canteen.id, "checklist": "any", "visited_on": NOON.date()}
    with writing(NOON) as w:
        w.session.add(ImportedInspection(id="v1", revisions=[revision], **past))
        refresh_standings(w, w.session.get_one(Premises, canteen.id))
    assert told(canteen)["inspected_before"] is True


def test_a_colour_is_kept_only_where_one_was_seen(app, lin, bai, chen):
    canteen = makers.make_premises()
    approve(chen.id, visit(canteen, lin, bai), 1, at=LATER)
    assert "face_grade" not in told(canteen)


def test_a_kind_whose_checklist_does_not_ask_gets_nothing(app, bai, chen):
    mei = makers.make_user("mei", role="inspector", kinds=["consumer_unit"])
    unit = makers.make_premises(kind="consumer_unit")
    unit.attrs = {}
    db.session.commit()
    approve(chen.id, visit(unit, mei, bai), 1, at=LATER)
    assert told(unit) == {}


def test_about_one_lift_in_ten_is_drawn_for_a_call_drill():
    drawn = sum(is_drill_due(f"lift-{number}", []) for number in range(4000))
    assert 320 < drawn < 480


def test_a_lift_is_drawn_anew_after_each_visit(app, bai, chen):
    mei = makers.make_user("mei", role="inspector", kinds=["elevator"])
    lift = makers.make_premises(kind="elevator")
    lift.attrs = {}
    db.session.commit()
    seen: set[bool | None] = set()
    days = (date(2021, 9, 1) + timedelta(days=number) for number in range(300))
    while seen != {None, True}:
        id = visit(lift, mei, bai, on=next(days).isoformat())
        approve(chen.id, id, 1, at=LATER)
        seen.add(told(lift).get("call_drill"))


def test_what_the_server_changed_meanwhile_is_no_flag(canteen, lin, bai, chen):
    approve(chen.id, visit(canteen, lin, bai), 1, at=LATER)
    stale = visit(canteen, lin, bai, on="2022-09-13")
    flags = db.session.get_one(Revision, (stale, 1)).flags
    assert [one for one in flags if one["flag"] != "photos"] == []  # both show the same picture
