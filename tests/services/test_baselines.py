"""Baselines: an administrator's word on what was reached before the plan, and no other's."""

from datetime import date, timedelta
from threading import Thread

import pytest

from inspect_app.domain.figures.counting import AsOf
from inspect_app.errors import ProblemError
from inspect_app.extensions import db
from inspect_app.models.audit import AuditEntry
from inspect_app.models.imported import BaselineChange, BaselineEntry
from inspect_app.queries.figures.plans import plan_in_force
from inspect_app.queries.figures.targets import list_figures
from inspect_app.services.review import baselines
from inspect_app.services.review.baselines import (
    Reached,
    confirm_baseline,
    drop_baseline,
    enter_baseline,
)
from tests import makers
from tests.services.pushing import NOON

BEFORE = date(2020, 12, 31)


def figure(target="consumer-unit", known_at=None):
    (found,) = list_figures(plan_in_force(), AsOf(date(2021, 6, 30), known_at), None, target)
    return found.numerator


def reached(target="consumer-unit", value=2600, dated_on=BEFORE, document="文（示例）"):
    return Reached(target, value, dated_on, document)


def refused(actor, **wrong):
    with pytest.raises(ProblemError) as told:
        enter_baseline(actor.id, reached(**wrong), at=NOON)
    assert db.session.query(BaselineEntry).count() == 0
    return told.value.problem.code


@pytest.fixture
def sun():
    return makers.make_user("sun", role="administrator")


def set_by_two(one, other, value, at=NOON):
    confirm_baseline(other.id, enter_baseline(one.id, reached(value=value), at=at), at=at)


def test_only_an_administrator_sets_one(lin, chen):
    auditor = makers.make_user("au", role="auditor")
    assert [refused(person) for person in (lin, chen, auditor)] == ["role"] * 3


@pytest.mark.parametrize(
    "wrong",
    [
        {"target": "no-such-target"},
        {"target": "canteen-school"},
        {"value": -1},
        {"value": 1_000_001},
        {"dated_on": date(2021, 1, 2)},
        {"document": "  "},
        {"document": "文" * 201},
    ],
    ids=str,
)
def test_shares_negative_counts_and_days_inside_the_plan_are_refused(ming, wrong):
    assert refused(ming, **wrong) == "invalid"


def test_nobody_confirms_the_own_entry_or_one_that_is_none(ming, lin, sun):
    entry = enter_baseline(ming.id, reached(), at=NOON)
    for actor, id, code in (
        (ming, entry, "second_person"),
        (lin, entry, "role"),
        (sun, "018f0000-0000-7000-8000-000000000000", "not_found"),
    ):
        with pytest.raises(ProblemError) as told:
            confirm_baseline(actor.id, id, at=NOON)
        assert told.value.problem.code == code
    assert figure() == 0


def test_a_dropped_entry_counts_nothing_and_is_in_the_audit(ming, sun):
    entry = enter_baseline(ming.id, reached(), at=NOON)
    drop_baseline(sun.id, entry, at=NOON)
    assert db.session.query(BaselineEntry).count() == 0 and figure() == 0
    actions = [row.action for row in db.session.query(AuditEntry).order_by(AuditEntry.seq)]
    assert [one for one in actions if one.startswith("baseline.")] == [
        "baseline.enter",
        "baseline.drop",
    ]


def test_it_is_added_to_the_figure_once_two_said_so_and_the_newest_word_holds(ming, sun):
    entry = enter_baseline(ming.id, reached(), at=NOON)
    assert figure() == 0
    confirm_baseline(sun.id, entry, at=NOON)
    assert figure() == 2600 and figure("food-shop") == 0
    set_by_two(sun, ming, 2590, NOON + timedelta(days=1))
    assert figure() == 2590
    newest = db.session.query(BaselineChange).order_by(BaselineChange.id.desc()).first()
    assert (newest.count, newest.document) == (2590, "文（示例）")


def test_the_audit_keeps_what_stood_before_and_who_entered_it(ming, sun):
    for value in (2600, 2590):
        set_by_two(ming, sun, value)
    entries = db.session.query(AuditEntry).filter_by(action="baseline.set").all()
    told = [(entry.actor, entry.detail["before"], entry.detail["count"]) for entry in entries]
    assert told == [(sun.id, None, 2600), (sun.id, 2600, 2590)]
    assert {entry.detail["entered_by"] for entry in entries} == {ming.id}


def test_what_was_not_yet_confirmed_is_no_part_of_an_earlier_figure(ming, sun):
    set_by_two(ming, sun, 2600, NOON)
    set_by_two(sun, ming, 2590, NOON + timedelta(days=3))
    for days, count in ((-1, 0), (0, 2600), (2, 2600), (3, 2590)):
        assert figure(known_at=NOON.date() + timedelta(days=days)) == count


def test_the_newest_word_holds_even_if_its_document_is_older(ming, sun):
    set_by_two(ming, sun, 2600)
    older = reached(value=2500, dated_on=date(2020, 6, 30))
    confirm_baseline(sun.id, enter_baseline(ming.id, older, at=NOON), at=NOON + timedelta(days=1))
    assert figure() == 2500
    assert figure(known_at=NOON.date()) == 2600


@pytest.mark.both
def test_of_two_that_are_confirmed_at_once_the_later_one_knows_the_earlier(
    app, monkeypatch, ming, sun
):
    first = enter_baseline(ming.id, reached(value=2600), at=NOON)
    other = enter_baseline(ming.id, reached(value=2700, dated_on=date(2020, 6, 30)), at=NOON)
    sun_id, later, real = sun.id, NOON + timedelta(seconds=1), baselines.baselines_by_target

    def confirm_other():
        with app.app_context():
            confirm_baseline(sun_id, other, at=later)

    thread = Thread(target=confirm_other)

    def overtaken():
        monkeypatch.setattr(baselines, "baselines_by_target", real)
        found = real()
        thread.start()
        thread.join(2)
        return found

    monkeypatch.setattr(baselines, "baselines_by_target", overtaken)
    confirm_baseline(sun.id, first, at=NOON)
    thread.join()
    assert figure() == 2700
    entries = db.session.query(AuditEntry).filter_by(action="baseline.set").order_by("seq")
    assert [one.detail["before"] for one in entries] == [None, 2600]
