"""A title is taken back by two people: it counts until another one confirms what was asked."""

from datetime import date, timedelta

import pytest

from inspect_app.domain.figures.counting import AsOf
from inspect_app.domain.ids import uuid7
from inspect_app.errors import ProblemError
from inspect_app.extensions import db
from inspect_app.models.audit import AuditEntry
from inspect_app.models.designations import Designation
from inspect_app.plans.load import current_plan
from inspect_app.queries.figures.targets import list_figures
from inspect_app.services.review.designations import Naming, confirm_title, enter_title
from inspect_app.services.review.title_endings import (
    ask_revocation,
    confirm_revocation,
    drop_revocation,
)
from tests import makers
from tests.services.pushing import NOON

LATER = NOON + timedelta(days=1)
DAY = date(2022, 9, 10)
NAMING = Naming("食品经营示范店", "区级", "普市监〔2022〕12号", date(2022, 9, 1), None)
WHY = "抽查不合格（示例）"


@pytest.fixture
def shop(app):
    return makers.make_premises(kind="food_shop")


@pytest.fixture
def title(shop, chen, ming):
    id = enter_title(chen.id, shop.id, NAMING, at=NOON)
    confirm_title(ming.id, id, at=NOON)
    return id


def figure(day=date(2022, 12, 31), known_at=None):
    as_of = AsOf(day, known_at=known_at)
    (found,) = list_figures(current_plan(), as_of, None, "food-shop")
    return found.numerator


def refused(call, *given, at=LATER):
    with pytest.raises(ProblemError) as told:
        call(*given, at=at)
    return told.value.problem.code, told.value.detail.get("field")


def test_an_inspector_or_an_auditor_takes_nothing_back(title, lin, chen):
    auditor = makers.make_user("au", role="auditor")
    for person in (lin, auditor):
        assert refused(ask_revocation, person.id, title, DAY, WHY) == ("role", None)
    ask_revocation(chen.id, title, DAY, WHY, at=LATER)
    for person in (lin, auditor):
        assert refused(confirm_revocation, person.id, title, DAY) == ("role", None)
        assert refused(drop_revocation, person.id, title) == ("role", None)


def test_whoever_asked_does_not_confirm(title, chen):
    ask_revocation(chen.id, title, DAY, WHY, at=LATER)
    assert refused(confirm_revocation, chen.id, title, DAY) == ("second_person", None)
    assert figure() == 1


@pytest.mark.parametrize(
    ("day", "reason", "field"),
    [
        (date(2022, 8, 31), WHY, "revoked_on"),
        (date(2099, 1, 1), WHY, "revoked_on"),
        (DAY, " ", "reason"),
        (DAY, "长" * 501, "reason"),
    ],
)
def test_a_day_outside_its_time_or_no_reason_is_refused(title, chen, day, reason, field):
    assert refused(ask_revocation, chen.id, title, day, reason) == ("invalid", field)


def test_what_waits_or_is_unknown_cannot_be_revoked(shop, chen, ming):
    id = enter_title(chen.id, shop.id, NAMING, at=NOON)
    assert refused(ask_revocation, ming.id, id, DAY, WHY)[0] == "not_found"
    assert refused(ask_revocation, ming.id, uuid7(), DAY, WHY)[0] == "not_found"
    assert refused(confirm_revocation, ming.id, uuid7(), DAY)[0] == "not_found"


def test_it_is_asked_once_and_confirmed_once(title, chen, ming):
    assert refused(confirm_revocation, ming.id, title, DAY)[0] == "done"
    ask_revocation(chen.id, title, DAY, WHY, at=LATER)
    assert refused(ask_revocation, ming.id, title, DAY, WHY)[0] == "title_asked"
    confirm_revocation(ming.id, title, DAY, at=LATER)
    for call, more in ((ask_revocation, (DAY, WHY)), (confirm_revocation, (DAY,))):
        assert refused(call, chen.id, title, *more)[0] == "done"
    assert refused(drop_revocation, chen.id, title)[0] == "done"


def test_another_day_than_the_one_that_was_seen_is_not_confirmed(title, chen, ming):
    ask_revocation(chen.id, title, DAY, WHY, at=LATER)
    assert refused(confirm_revocation, ming.id, title, date(2022, 9, 11))[0] == "done"
    assert figure() == 1


def test_the_figure_moves_at_the_confirmation_and_from_its_day_on(title, chen, ming):
    ask_revocation(chen.id, title, DAY, WHY, at=NOON)
    assert figure() == 1
    confirm_revocation(ming.id, title, DAY, at=LATER)
    assert (figure(date(2022, 9, 9)), figure(DAY)) == (1, 0)
    assert figure(DAY, known_at=NOON.date()) == 1
    row = db.session.get(Designation, title)
    assert (row.asked_end_why, row.asked_end_by, row.revoked_by) == (WHY, chen.id, ming.id)


def test_a_title_goes_on_as_if_never_asked_once_that_is_dropped(title, chen, ming):
    ask_revocation(chen.id, title, DAY, WHY, at=NOON)
    drop_revocation(ming.id, title, at=LATER)
    assert figure() == 1
    ask_revocation(ming.id, title, DAY, WHY, at=LATER)
    confirm_revocation(chen.id, title, DAY, at=LATER)
    assert figure() == 0


def test_every_step_is_in_the_chain(title, chen, ming):
    ask_revocation(chen.id, title, DAY, WHY, at=LATER)
    drop_revocation(chen.id, title, at=LATER)
    ask_revocation(chen.id, title, DAY, WHY, at=LATER)
    confirm_revocation(ming.id, title, DAY, at=LATER)
    entries = db.session.query(AuditEntry).filter_by(subject=f"designation:{title}")
    steps = [(entry.action, entry.actor) for entry in entries.order_by(AuditEntry.seq)]
    assert steps[2:] == [
        ("designation.ask_revoke", chen.id),
        ("designation.keep", chen.id),
        ("designation.ask_revoke", chen.id),
        ("designation.revoke", ming.id),
    ]
