"""One inspection of each kind, from push to figure: reviewed it counts, alone it does not."""

import json

import pytest

from inspect_app.extensions import db
from inspect_app.models.inspections import Inspection
from inspect_app.services.intake.revisions import complete_revision
from inspect_app.services.review.reviews import approve
from inspect_app.services.writing.transaction import writing
from tests import makers
from tests.cli.test_example import push

LIFT = {"residential": True, "in_service_on": "2001-05-01", "device_code": "31010700000000000001"}
KINDS = [
    ("canteen-elderly", "canteen_elderly", {}, "canteen-elderly"),
    ("market", "market", {}, "market-standard"),
    ("stall", "stall", {}, "stall-standard"),
    ("elevator", "elevator", LIFT, "elevator-monitor"),
    ("construction-acceptance", "construction_site", {"major": True}, "project-first-pass"),
]
UNCOUNTED = [
    ("food-shop", "food_shop", {}, "food-shop"),
    ("elevator", "elevator", LIFT | {"residential": False}, "elevator-monitor"),
    ("construction-jgj59", "construction_site", {"major": True}, "project-first-pass"),
    ("construction-acceptance", "construction_site", {"major": False}, "project-first-pass"),
]


@pytest.fixture
def inspect(tell, settings, app, tmp_path):
    """One complete visit, pushed; `inspect(code, kind, attrs)` → its id."""

    def call(code, kind, attrs):
        lin = makers.make_user("lin", role="inspector", kinds=[kind])
        makers.make_user("bai", role="inspector", kinds=[kind])
        place = makers.make_premises(kind=kind)
        makers.replace_attrs(place, attrs)
        given = ("--user", "lin", "--checklist", code, "--premises", place.id)
        assert tell("example", *given, "--out", str(tmp_path / "out"), "--json").code == 0
        request = json.loads((tmp_path / "out" / "push.json").read_text())
        push(settings, lin, request)
        id = request["records"][0]["id"]
        with writing() as w:
            complete_revision(w, id, 1)
        return id

    return call


def review(id, kind):
    chen = makers.make_user("chen", role="supervisor", kinds=[kind])
    received_at = db.session.get_one(Inspection, id).received_at
    approve(chen.id, id, 1, at=received_at)


def numerator(tell, target):
    (found,) = tell("targets", "--target", target, "--json").json["targets"]
    return found["numerator"]


@pytest.mark.parametrize(("code", "kind", "attrs", "target"), KINDS)
def test_a_reviewed_visit_moves_its_figure(inspect, tell, code, kind, attrs, target):
    id = inspect(code, kind, attrs)
    assert numerator(tell, target) == 0
    review(id, kind)
    assert numerator(tell, target) == 1
    assert tell("rollup", "verify").out == "10 targets, 1 premises, 0 differ\n"


@pytest.mark.parametrize(("code", "kind", "attrs", "target"), UNCOUNTED)
def test_a_visit_that_is_no_fact_of_the_target_moves_nothing(
    inspect, tell, code, kind, attrs, target
):
    review(inspect(code, kind, attrs), kind)
    assert numerator(tell, target) == 0
    assert tell("rollup", "verify").code == 0
