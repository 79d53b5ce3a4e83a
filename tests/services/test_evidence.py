"""One picture proves one visit: where its bytes stand for another one too, the reviewer is told."""

import pytest

from inspect_app.extensions import db
from inspect_app.models.inspections import Revision
from tests.bodies import make_body
from tests.makers import make_premises
from tests.services.pushing import push


@pytest.fixture
def canteens(app):
    return make_premises(), make_premises()


def flags_of_last() -> list[dict[str, object]]:
    last = db.session.query(Revision).order_by(Revision.received_at, Revision.digest).all()
    return [flag for one in last for flag in one.flags if flag["flag"] == "photos"]


def test_a_photo_of_another_visit_is_told_whoever_took_it(canteens, lin, bai):
    first, second = canteens
    push(make_body(lin, bai, first), lin)
    assert flags_of_last() == []
    again = make_body(bai, lin, second)
    push(again, bai)
    shots = {shot["sha256"] for shots in again.body["photos"].values() for shot in shots}
    assert flags_of_last() == [{"flag": "photos", "count": len(shots)}]


def test_two_inspections_of_one_visit_may_show_the_same_photo(canteens, lin, bai):
    made = make_body(lin, bai, canteens[0])
    push(made, lin)
    push(make_body(lin, bai, canteens[1], visit=made.body["visit"]), lin)
    assert flags_of_last() == []
