"""Baselines: an administrator's word on what was reached before the plan, and no other's."""

from datetime import date, timedelta

import pytest

from inspect_app.domain.figures.counting import AsOf
from inspect_app.errors import ProblemError
from inspect_app.extensions import db
from inspect_app.models.audit import AuditEntry
from inspect_app.models.imported import Baseline
from inspect_app.queries.figures.plans import plan_in_force
from inspect_app.queries.figures.targets import list_figures
from inspect_app.services.review.baselines import set_baseline
from tests import makers
from tests.services.pushing import NOON

BEFORE = date(2020, 12, 31)


def figure(target="consumer-unit"):
    (found,) = list_figures(plan_in_force(), AsOf(date(2021, 6, 30)), None, target)
    return found.numerator


def refused(actor, target="consumer-unit", value=2600, dated_on=BEFORE):
    with pytest.raises(ProblemError) as told:
        set_baseline(target, value, dated_on, at=NOON, actor=actor.id)
    assert db.session.get(Baseline, target) is None
    return told.value.problem.code


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
    ],
    ids=str,
)
def test_shares_negative_counts_and_days_inside_the_plan_are_refused(ming, wrong):
    assert refused(ming, **wrong) == "invalid"


def test_it_is_added_to_the_figure_and_the_newest_word_holds(ming):
    assert figure() == 0
    set_baseline("consumer-unit", 2600, BEFORE, at=NOON, actor=ming.id)
    assert figure() == 2600 and figure("food-shop") == 0
    set_baseline("consumer-unit", 2590, BEFORE, at=NOON + timedelta(days=1), actor=ming.id)
    assert figure() == 2590


def test_the_audit_keeps_what_stood_before(ming):
    for value in (2600, 2590):
        set_baseline("consumer-unit", value, BEFORE, at=NOON, actor=ming.id)
    entries = db.session.query(AuditEntry).filter_by(action="baseline.set").all()
    told = [(entry.actor, entry.detail["before"], entry.detail["count"]) for entry in entries]
    assert told == [(ming.id, None, 2600), (ming.id, 2600, 2590)]
