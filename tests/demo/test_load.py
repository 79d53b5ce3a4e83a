"""Loading the demo: what is turned away, and that each fate ends as its name says."""

import json
import random
import stat
from datetime import UTC, datetime
from typing import get_args

import pytest
from sqlalchemy import func, select

from inspect_app.demo.accounts import make_accounts
from inspect_app.demo.district import make_canteens
from inspect_app.demo.load import is_loaded, list_steps, take_steps
from inspect_app.demo.past import Postman
from inspect_app.demo.people import EVERYBODY
from inspect_app.demo.register import HIRED_AT, register_canteens, register_people
from inspect_app.demo.schedule import Fate, list_outings
from inspect_app.domain.visits import shanghai_day
from inspect_app.extensions import db
from inspect_app.models.inspections import Inspection, Revision
from inspect_app.models.people import User
from inspect_app.models.premises import Premises
from inspect_app.models.sync import SyncRecord
from inspect_app.services.passwords import password_matches
from inspect_app.storage.open import open_storage
from tests.cli.conftest import assert_refused, tell

__all__ = ["tell"]
NOW = datetime(2026, 3, 2, 3, 0, tzinfo=UTC)
ENDS = {
    "approved": (1, "approved"),
    "mended": (2, "approved"),
    "returned": (1, "returned"),
    "pending": (1, "received"),
    "resent": (2, "received"),
    "waiting": (1, "waiting"),
    "alone": (1, "received"),
}


def one_of_each(outings):
    """Each at a canteen of its own."""
    found = {}
    for one in reversed(outings):
        if one.fate not in found and one.canteen not in [other.canteen for other in found.values()]:
            found[one.fate] = one
    return list(found.values())


@pytest.fixture
def loaded(app, settings):
    """One inspection of each fate."""
    chance = random.Random(1)
    people = register_people(make_accounts(), EVERYBODY, HIRED_AT)
    canteens = make_canteens(chance, shanghai_day(NOW))
    register_canteens(canteens)
    outings = one_of_each(list_outings(chance, canteens, NOW))
    postman = Postman(open_storage(settings.storage), settings.instance)
    steps = list_steps(outings, people, chance, NOW, postman)
    assert {one.fate for one in outings} == set(get_args(Fate))
    assert max(step.at for step in steps) < NOW
    take_steps(steps, lambda text: None)
    return outings


def test_an_instance_with_people_of_its_own_is_left_alone(tell, lin):
    error = assert_refused(tell("demo", "--json"), "not_empty")
    assert "empty instance" in error["message"]


def test_an_empty_instance_gets_five_accounts_and_no_premises(tell, app):
    assert tell("demo", "--empty", "--json").json["loaded"] is True
    assert tell("demo", "--empty", "--json").json["loaded"] is False
    assert db.session.scalar(select(func.count(User.id))) == 5
    assert db.session.scalar(select(func.count(Premises.id))) == 0
    assert_refused(tell("demo", "--json"), "not_empty")


def test_every_fate_ends_as_its_name_says(loaded):
    for outing in loaded:
        heads = db.session.execute(
            select(Inspection.head_rev, Revision.state)
            .join(Revision, Revision.inspection_id == Inspection.id)
            .where(Inspection.premises_id == outing.canteen.id, Revision.rev == Inspection.head_rev)
        ).all()
        expected = [ENDS[outing.fate]] if outing.fate in ENDS else []
        assert [tuple(head) for head in heads] == expected, outing.fate


def test_the_day_of_a_visit_is_the_day_it_happened(loaded):
    days = dict(db.session.execute(select(Inspection.premises_id, Inspection.visited_on)).all())
    for outing in loaded:
        if outing.fate in ENDS:
            assert days[outing.canteen.id] == shanghai_day(outing.started_at)


def test_one_record_is_held_back_for_want_of_scope(loaded):
    codes = db.session.scalars(select(SyncRecord.code).where(SyncRecord.verdict == "kept")).all()
    assert codes == ["out_of_scope"]


def test_a_visit_by_one_inspector_is_incomplete_and_no_other(loaded):
    query = select(func.count()).where(Revision.complete.is_(False))
    assert db.session.scalar(query) == 1


@pytest.mark.long
def test_the_whole_district_loads_once(tell, app, settings):
    assert not is_loaded()
    first = tell("demo", "--json")
    assert (first.code, first.json["loaded"]) == (0, True)
    accounts_file = settings.instance / "first-accounts.json"
    assert stat.S_IMODE(accounts_file.stat().st_mode) == 0o600
    before = accounts_file.read_bytes()
    assert tell("demo", "--json").json["loaded"] is False
    assert accounts_file.read_bytes() == before
    db.session.rollback()
    assert db.session.scalar(select(func.count(Inspection.id))) == 449
    for account in json.loads(before):
        user = db.session.scalars(select(User).where(User.name == account["user"])).one()
        assert password_matches(account["password"], user.password_hash)
    figures = {row["id"]: row for row in tell("targets", "--json").json["targets"]}
    for target in ("canteen-school", "canteen-elderly"):
        assert 40 < float(figures[target]["value"]) < 90
        assert all(row["denominator"] for row in figures[target]["areas"])
