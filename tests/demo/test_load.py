"""Loading the demo: what is turned away, and that each fate ends as its name says."""

import json
import random
import shutil
import stat
from collections import Counter
from datetime import UTC, datetime
from typing import get_args

import pytest
from sqlalchemy import func, select, text

from inspect_app.demo.accounts import make_accounts
from inspect_app.demo.load import (
    hurry,
    is_loaded,
    list_outings,
    load_demo,
    note_drawn,
    take_steps,
    tell_stories,
)
from inspect_app.demo.records.fates import World
from inspect_app.demo.records.past import Album, Postman
from inspect_app.demo.records.places import Catalogue
from inspect_app.demo.register.district import make_district
from inspect_app.demo.register.people import EVERYBODY
from inspect_app.demo.register.registration import HIRED_AT, list_registrations, register_people
from inspect_app.demo.register.size import Size
from inspect_app.demo.visits.outings import Fate
from inspect_app.domain.calendar.visits import shanghai_day
from inspect_app.extensions import db
from inspect_app.models.audit import AuditEntry
from inspect_app.models.corrections import CorrectionPhoto, CorrectionStep
from inspect_app.models.designations import Designation
from inspect_app.models.inspections import Inspection, InspectionPhoto, Photo, Revision
from inspect_app.models.people import User
from inspect_app.models.premises import Premises
from inspect_app.models.sync import SyncRecord
from inspect_app.services.feed.reader import pull_pages
from inspect_app.services.people.factors.rule import is_fictional
from inspect_app.services.people.passwords import password_matches
from inspect_app.services.writing.audit import verify_chain
from inspect_app.storage.open import open_storage
from tests.cli.conftest import assert_refused, tell
from tests.conftest import settings_for
from tests.instances import opened

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
    for one in reversed([one for one in outings if one.entry.kind.startswith("canteen")]):
        if one.fate not in found and one.entry not in [other.entry for other in found.values()]:
            found[one.fate] = one
    return list(found.values())


@pytest.fixture(scope="module")
def loaded(template, tmp_path_factory):
    """One inspection of each fate, each handed in and decided by itself."""
    folder = tmp_path_factory.mktemp("loaded") / "instance"
    shutil.copytree(template, folder)
    with opened(settings_for(folder)):
        yield live(folder)


def live(folder):
    chance = random.Random(1)
    people = register_people(make_accounts(), EVERYBODY, HIRED_AT)
    entries = make_district(chance, shanghai_day(NOW), Size.of(1))
    outings = one_of_each(list_outings(chance, entries, NOW))
    assert {one.fate for one in outings} == set(get_args(Fate))
    canteens = [one for one in entries if one.kind.startswith("canteen")]
    postman = Postman(Album(open_storage(settings_for(folder).storage)), folder)
    world = World(people, Catalogue(), postman, NOW)
    steps = [*list_registrations(canteens, []), *tell_stories(outings, world)]
    take_steps(steps, lambda text: None)
    return outings


def test_an_instance_with_people_of_its_own_is_left_alone(tell, lin):
    error = assert_refused(tell("demo", "--json"), "not_empty")
    assert "empty instance" in error["message"]


@pytest.mark.parametrize("scale", ["0", "101", "all"])
def test_there_is_no_such_scale(tell, scale):
    assert_refused(tell("demo", "--scale", scale, "--json"), "usage")


def test_an_empty_instance_gets_five_accounts_and_no_premises(tell, app):
    assert tell("demo", "--empty", "--json").json["loaded"] is True
    assert tell("demo", "--empty", "--json").json["loaded"] is False
    assert db.session.scalar(select(func.count(User.id))) == 5
    assert set(db.session.scalars(select(User.notice_read_at))) == {None}  # real people: each reads
    assert db.session.scalar(select(func.count(Premises.id))) == 0
    assert_refused(tell("demo", "--json"), "not_empty")
    assert not is_fictional()  # a district of its own begins so


def test_a_load_that_breaks_off_leaves_nothing(app, settings, monkeypatch):
    def break_off(*_):
        raise KeyboardInterrupt

    tables = (User, Premises, Inspection, AuditEntry)
    before = [count(table) for table in tables]
    monkeypatch.setattr(Postman, "approve", break_off)
    with pytest.raises(KeyboardInterrupt):
        load_demo(settings, NOW, lambda text: None, Size.of(1))
    assert [count(table) for table in tables] == before
    assert not is_loaded()


def count(table):
    return db.session.scalar(select(func.count()).select_from(table))


def test_a_loaded_database_has_no_free_pages_and_is_careful_again(app):
    if db.engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL takes care of that itself")
    hurry(True)
    with db.engine.begin() as line:
        line.execute(text("CREATE TABLE spare AS SELECT zeroblob(200000) AS some"))
        line.execute(text("DROP TABLE spare"))
    hurry(False)
    with db.engine.connect() as line:
        assert line.scalar(text("PRAGMA freelist_count")) == 0
        assert line.scalar(text("PRAGMA synchronous")) == 2


def test_every_fate_ends_as_its_name_says(loaded):
    for outing in loaded:
        heads = db.session.execute(
            select(Inspection.head_rev, Revision.state)
            .join(Revision, Revision.inspection_id == Inspection.id)
            .where(Inspection.premises_id == outing.entry.id, Revision.rev == Inspection.head_rev)
        ).all()
        expected = [ENDS[outing.fate]] if outing.fate in ENDS else []
        assert [tuple(head) for head in heads] == expected, outing.fate


def test_no_two_visits_show_the_same_photo(loaded):
    evidence = InspectionPhoto.role.not_in(("signature", "voice"))
    visits = func.count(Inspection.visit.distinct())
    shared = select(InspectionPhoto.sha256).join(
        Inspection, Inspection.id == InspectionPhoto.inspection_id
    )
    shared = shared.where(evidence).group_by(InspectionPhoto.sha256).having(visits > 1)
    assert db.session.scalars(shared).all() == []
    assert not any("photos" in flags_of(row) for row in db.session.scalars(select(Revision.flags)))


def flags_of(row):
    return {one["flag"] for one in row}


def test_no_photo_waits_to_be_tried(loaded):
    note_drawn()
    assert db.session.scalar(select(func.count()).where(Photo.decoded_at.is_(None))) == 0
    assert db.session.scalar(select(func.max(Photo.size)).where(Photo.type == "image/webp")) <= 4096


def test_nothing_happens_after_the_day_of_loading(loaded):
    assert db.session.scalar(select(func.max(AuditEntry.at))) < NOW


def test_the_day_of_a_visit_is_the_day_it_happened(loaded):
    days = dict(db.session.execute(select(Inspection.premises_id, Inspection.visited_on)).all())
    for outing in loaded:
        if outing.fate in ENDS:
            assert days[outing.entry.id] == shanghai_day(outing.started_at)


def test_one_record_is_held_back_for_want_of_scope(loaded):
    codes = db.session.scalars(
        select(SyncRecord.code).where(SyncRecord.verdict == "quarantined")
    ).all()
    assert codes == ["out_of_scope"]


def test_a_visit_by_one_inspector_is_incomplete_and_no_other(loaded):
    query = select(func.count()).where(Revision.complete.is_(False))
    assert db.session.scalar(query) == 1


@pytest.mark.long
def test_a_small_district_holds_together(tell, app, settings):
    first = tell("demo", "--scale", "1", "--json")
    assert (first.code, first.json["loaded"]) == (0, True)
    assert "400/" in first.err and first.err.rstrip().endswith("writing")
    accounts_file = settings.instance / "first-accounts.json"
    assert stat.S_IMODE(accounts_file.stat().st_mode) == 0o600
    before = accounts_file.read_bytes()
    assert tell("demo", "--scale", "1", "--json").json["loaded"] is False
    assert accounts_file.read_bytes() == before
    for account in json.loads(before):
        user = db.session.scalars(select(User).where(User.name == account["user"])).one()
        assert password_matches(account["password"], user.password_hash)
    assert None not in set(db.session.scalars(select(User.notice_read_at)))  # nobody is stopped
    verified = tell("rollup", "verify")
    assert verified.code == 0 and ", 0 differ" in verified.out
    assert verify_chain(db.session()).bad is None
    flags = db.session.scalars(select(Revision.flags)).all()
    assert len(flags) > 400 and not any(one["flag"] == "attrs" for row in flags for one in row)
    reused = [row for row in flags if "photos" in flags_of(row)]
    assert len(reused) <= 2  # those of `fresh.LENT` that stand here
    undecided = db.session.scalars(select(Revision.flags).where(Revision.state == "received"))
    assert all(row in reused for row in undecided if row)
    reports = set(db.session.scalars(select(CorrectionStep.id).filter_by(move="report")))
    assert reports and reports == set(db.session.scalars(select(CorrectionPhoto.step_id)))
    assert is_fictional()


@pytest.mark.long
@pytest.mark.sqlite  # PostgreSQL meets the small district
def test_the_whole_district_has_the_plans_scale(tell, app):
    assert not is_loaded()
    assert tell("demo", "--json").json["loaded"] is True
    kinds = Counter(db.session.scalars(select(Premises.kind)))
    works = kinds.pop("unit_work")
    assert works >= 75 and kinds == {
        "canteen_school": 150,
        "canteen_elderly": 70,
        "market": 40,
        "stall": 2400,
        "estate": 500,
        "elevator": 4200,
        "construction_site": 90,
        "food_shop": 1000,
        "food_online": 170,
        "food_street": 8,
        "consumer_unit": 400,
    }
    flags = db.session.scalars(select(Revision.flags)).all()
    assert sum("photos" in flags_of(row) for row in flags) == 2  # one of each kind that was lent
    years = Counter(day.year for day in db.session.scalars(select(Inspection.visited_on)))
    assert 5_000 <= years[2021] + years[2022] + years[2023] <= 5_500
    assert "10 targets" in (verified := tell("rollup", "verify").out) and ", 0 differ" in verified
    figures = {row["id"]: row for row in tell("targets", "--json").json["targets"]}
    assert {row["met"] for row in figures.values()} == {True, False}
    assert figures["food-street"]["met"] and figures["consumer-unit"]["numerator"] > 3_000
    for name in ("canteen-school", "canteen-elderly", "market-standard", "stall-standard"):
        assert 30 < float(figures[name]["value"]) < 90
        assert all(row["denominator"] for row in figures[name]["areas"])
    assert 2_000 < figures["elevator-monitor"]["numerator"] < 3_900
    assert figures["food-shop"]["supported"] < figures["food-shop"]["numerator"] < 900
    assert db.session.scalar(select(func.count()).where(Designation.recorded_at.is_(None))) >= 20
    of_premises = Inspection.premises_id == Premises.id
    states = select(Premises.area, Revision.state).join(Inspection, of_premises).join(Revision)
    found = db.session.execute(states.distinct())
    assert len([one for one in found if one.state != "waiting"]) == 30
    for name in ("lin", "zhao"):
        assert_first_pull_is_light(name)


def assert_first_pull_is_light(name):
    """Whole, not in parts, and well under the bars of a phone."""
    user = db.session.scalars(select(User.id).filter_by(name=name)).one()
    rows, cursors, more = 0, {}, True
    while more:
        pages = pull_pages(user, cursors, epoch_known=True)
        more = any(page["more"] for page in pages)
        cursors |= {page["scope"]: page["upto"] for page in pages}
        rows += sum(len(page.get("rows", ())) for page in pages)
    assert 1_500 < rows <= 5_000
