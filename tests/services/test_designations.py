"""Titles: nobody confirms the own entry, and nothing counts before a second person agreed."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from inspect_app.domain.figures.counting import AsOf
from inspect_app.domain.ids import uuid7
from inspect_app.errors import ProblemError
from inspect_app.extensions import db
from inspect_app.models.audit import AuditEntry
from inspect_app.models.designations import Designation
from inspect_app.plans.load import current_plan
from inspect_app.queries.figures.members import list_page
from inspect_app.queries.figures.targets import list_figures
from inspect_app.services.review.designations import (
    Naming,
    confirm_title,
    drop_title,
    enter_title,
)
from tests import makers
from tests.services.pushing import NOON

LATER = NOON + timedelta(days=1)
NAMING = Naming("食品经营示范店", "区级", "普市监〔2022〕12号", date(2022, 9, 1), None)


@pytest.fixture
def shop(app):
    return makers.make_premises(kind="food_shop")


CLOSING = AsOf(date(2022, 12, 31))


def figure(as_of=CLOSING):
    (found,) = list_figures(current_plan(), as_of, None, "food-shop")
    return found.numerator


def refused(call, *given, **more):
    with pytest.raises(ProblemError) as told:
        call(*given, at=LATER, **more)
    return told.value.problem.code


def test_an_inspector_or_an_auditor_enters_no_title(shop, lin):
    auditor = makers.make_user("au", role="auditor")
    for person in (lin, auditor):
        assert refused(enter_title, person.id, shop.id, NAMING) == "role"


def test_whoever_entered_a_title_cannot_confirm_it(shop, chen):
    id = enter_title(chen.id, shop.id, NAMING, at=NOON)
    assert refused(confirm_title, chen.id, id) == "second_person"
    assert figure() == 0


def test_a_kind_without_titles_has_none(chen):
    assert refused(enter_title, chen.id, makers.make_premises().id, NAMING) == "title_kind"


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": " "},
        {"title": "示" * 121},
        {"document": ""},
        {"level": ""},
        {"named_on": date(2022, 9, 16)},
        {"valid_to": date(2022, 8, 31)},
    ],
)
def test_what_the_document_cannot_say_is_refused(shop, chen, wrong):
    assert refused(enter_title, chen.id, shop.id, replace(NAMING, **wrong)) == "invalid"


def test_a_title_counts_from_its_confirmation_on(shop, chen, ming):
    id = enter_title(chen.id, shop.id, NAMING, at=NOON)
    assert figure() == 0
    confirm_title(ming.id, id, at=LATER)
    assert figure() == 1
    assert figure(AsOf(date(2022, 12, 31), known_at=date(2022, 9, 14))) == 0
    assert refused(confirm_title, ming.id, id) == "done"


def test_a_shop_is_counted_by_its_licence_once(shop, chen, ming):
    shop.licence_no = "JY23101070001233"
    db.session.commit()
    for naming in (NAMING, replace(NAMING, title="另一个称号")):
        confirm_title(ming.id, enter_title(chen.id, shop.id, naming, at=NOON), at=LATER)
    target = current_plan().find_target("food-shop")
    (member,) = list_page(current_plan(), target, "numerator", CLOSING)
    assert (member.id, member.premises) == ("JY23101070001233", shop.id)


@pytest.mark.parametrize("again", ["食品经营示范店", "食品 经营示范店", "食品经营示范店 "])
def test_the_same_title_is_not_entered_again_while_it_waits_or_holds(shop, chen, ming, again):
    id = enter_title(chen.id, shop.id, NAMING, at=NOON)
    other = replace(NAMING, title=again, document="另一份文件")
    assert refused(enter_title, ming.id, shop.id, other) == "title_there"
    confirm_title(ming.id, id, at=LATER)
    with pytest.raises(ProblemError) as told:
        enter_title(ming.id, shop.id, other, at=LATER)
    named = {name: told.value.detail[name] for name in ("field", "document", "named_on")}
    assert named == {"field": "title", "document": NAMING.document, "named_on": "2022-09-01"}


def test_a_title_may_follow_one_that_ended_and_others_may_stand_beside_it(shop, chen):
    ended = replace(NAMING, named_on=date(2021, 9, 1), valid_to=date(2022, 8, 31))
    for naming in (ended, NAMING, replace(NAMING, title="放心店")):
        enter_title(chen.id, shop.id, naming, at=NOON)
    elsewhere = makers.make_premises(kind="food_shop", name="别的店（示例）")
    enter_title(chen.id, elsewhere.id, NAMING, at=NOON)
    assert db.session.query(Designation).count() == 4


def test_a_wrong_entry_is_taken_back_a_confirmed_one_is_not(shop, chen, ming):
    wrong = enter_title(chen.id, shop.id, NAMING, at=NOON)
    drop_title(chen.id, wrong, at=LATER)
    assert db.session.query(Designation).count() == 0
    kept = enter_title(chen.id, shop.id, NAMING, at=NOON)
    confirm_title(ming.id, kept, at=LATER)
    assert refused(drop_title, chen.id, kept) == "done"
    assert refused(drop_title, chen.id, uuid7()) == "not_found"


def test_every_step_is_in_the_chain(shop, chen, ming):
    id = enter_title(chen.id, shop.id, NAMING, at=NOON)
    confirm_title(ming.id, id, at=LATER)
    entries = db.session.query(AuditEntry).filter_by(subject=f"designation:{id}")
    steps = [(entry.action, entry.actor) for entry in entries.order_by(AuditEntry.seq)]
    assert steps == [
        ("designation.enter", chen.id),
        ("designation.confirm", ming.id),
    ]
