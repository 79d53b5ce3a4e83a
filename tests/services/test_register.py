"""The register takes what its kind knows, under the parent that its kind has; nothing else."""

from datetime import date

import pytest

from inspect_app.domain.ids import uuid7
from inspect_app.errors import ProblemError
from inspect_app.extensions import db
from inspect_app.models.premises import Premises
from inspect_app.models.sync import SyncRow
from inspect_app.services.register.premises import register_many, register_premises
from inspect_app.services.writing.transaction import writing
from tests.makers import CAOYANG, LONG_AGO, make_premises
from tests.services.pushing import NOON

SERIAL = iter(range(10**6))


def row(kind, parent=None, **attrs):
    return Premises(
        id=uuid7(),
        kind=kind,
        code=f"{next(SERIAL):08}",
        name="栖禾小区（示例）",
        area=CAOYANG,
        attrs=attrs,
        parent_id=parent.id if parent else None,
        registered_on=date(2021, 1, 4),
        recorded_at=LONG_AGO,
    )


def refused(*rows):
    with pytest.raises(ProblemError) as told, writing(NOON) as w:
        register_many(w, [(one, uuid7()[-12:]) for one in rows])
    assert db.session.get(Premises, rows[-1].id) is None
    return told.value.detail["field"]


@pytest.mark.parametrize(
    ("kind", "attrs", "field"),
    [
        ("canteen_school", {"colour": "blue"}, "attrs.colour"),
        ("market", {"honest_stall_rate": 101}, "attrs.honest_stall_rate"),
        ("elevator", {"in_service_on": "2006"}, "attrs.in_service_on"),
        ("estate", {"households": 1.5}, "attrs.households"),
        ("unit_work", {"level": "batch"}, "attrs.level"),
    ],
)
def test_an_attribute_that_the_kind_does_not_know_is_refused(app, kind, attrs, field):
    assert refused(row(kind, **attrs)) == field


@pytest.mark.parametrize(("kind", "above"), [("stall", "estate"), ("food_shop", "market")])
def test_nothing_lies_under_a_parent_of_the_wrong_kind(app, kind, above):
    parent = make_premises(kind=above)
    assert refused(row(kind, parent)) == "parent"


def test_nothing_lies_under_what_is_not_there(app):
    assert refused(row("stall", Premises(id=uuid7()))) == "parent"


def test_an_estate_and_its_lifts_may_come_in_one_write(app):
    estate = row("estate", lifts=2, completed_on="1998-06-01")
    lifts = [row("elevator", estate, residential=True) for _ in range(2)]
    with writing(NOON) as w:
        register_many(w, [(one, uuid7()[-12:]) for one in (estate, *lifts)])
    pulled = db.session.query(SyncRow).filter_by(collection="premises").all()
    assert {one.id for one in pulled} == {estate.id, *(one.id for one in lifts)}


def test_a_row_comes_with_its_posted_code(app):
    place = row("unit_work", level="unit")
    with writing(NOON) as w:
        register_premises(w, place, "TOKEN")
    assert [(one.token, one.issue) for one in place.tokens] == [("TOKEN", 1)]
