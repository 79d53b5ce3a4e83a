"""Acceptances: numbered by the server, void ones no attempts, and the first one for ever."""

import json
from datetime import date, timedelta

import pytest

from inspect_app.domain.figures.counting import AsOf
from inspect_app.domain.ids import uuid7
from inspect_app.errors import ProblemError
from inspect_app.extensions import db
from inspect_app.models.acceptances import Acceptance
from inspect_app.models.sync import SyncRow
from inspect_app.plans.load import current_plan
from inspect_app.queries.figures.recounts import list_differences
from inspect_app.queries.figures.targets import list_figures
from inspect_app.services.review.acceptances import reopen_acceptance
from inspect_app.services.review.reviews import approve
from inspect_app.services.review.withdrawals import withdraw_approval
from tests import makers
from tests.bodies import make_body
from tests.services.pushing import NOON, push

LATER = NOON + timedelta(days=1)
SITES = {"areas": [makers.CAOYANG], "kinds": ["construction_site"]}


@pytest.fixture
def works(app):
    """A major site with its people, and a meeting on a day: `works(on, fail=…)` → inspection id."""
    lin = makers.make_user("lin", role="inspector", **SITES)
    bai = makers.make_user("bai", role="inspector", **SITES)
    chen = makers.make_user("chen", role="supervisor", **SITES)
    site = makers.make_premises(kind="construction_site", major=True)
    site.attrs = {"major": True}
    db.session.commit()
    return Works(lin, bai, chen, site)


class Works:
    def __init__(self, lin, bai, chen, site):
        self.lin, self.bai, self.chen, self.site = lin, bai, chen, site
        self.unit_work = uuid7()

    def push(self, on, *, id=None, rev=1, fail=(), **acceptance):
        given = {"unit_work": self.unit_work} | acceptance
        made = make_body(
            self.lin,
            self.bai,
            self.site,
            on=on,
            fail=fail,
            code="construction-acceptance",
            acceptance=given,
        )
        id = id or uuid7()
        return id, push(made, self.lin, id=id, rev=rev)

    def approved(self, on, **more):
        id, accepted = self.push(on, **more)
        assert accepted.verdict == "stored", accepted
        approve(self.chen.id, id, 1, at=LATER)
        return id

    def attempts(self):
        rows = db.session.query(Acceptance).order_by(Acceptance.held_on)
        return [(row.attempt_no, row.outcome) for row in rows]

    def figure(self):
        as_of = AsOf(date(2022, 12, 31))
        (found,) = list_figures(current_plan(), as_of, None, "project-first-pass")
        return found.numerator, found.denominator


def test_an_acceptance_without_a_unit_work_is_to_be_mended(works):
    made = make_body(
        works.lin, works.bai, works.site, on="2022-03-01", code="construction-acceptance"
    )
    accepted = push(made, works.lin)
    assert accepted.verdict == "fix"
    assert "acceptance.unit_work" in accepted.detail["fields"]


def test_a_unit_work_of_another_site_is_to_be_mended(works):
    other = makers.make_premises(kind="unit_work")
    _, accepted = works.push("2022-03-01", unit_work=other.id)
    assert accepted.detail["fields"].keys() == {"acceptance.unit_work"}


def test_a_first_acceptance_that_passed_counts_once_it_is_approved(works):
    id, _ = works.push("2022-03-01")
    assert (works.figure(), works.attempts()) == ((0, 0), [(1, "pass")])
    approve(works.chen.id, id, 1, at=LATER)
    assert works.figure() == (1, 1)


def test_without_its_approval_the_first_acceptance_waits_again(works):
    id = works.approved("2022-03-01")
    wu = makers.make_user("wu", role="supervisor", **SITES)
    withdraw_approval(wu.id, id, 1, "记录有误（示例）", at=LATER + timedelta(days=1))
    assert (works.figure(), works.attempts()) == ((0, 0), [(1, "pass")])
    approve(works.chen.id, id, 1, at=LATER + timedelta(days=2))
    assert works.figure() == (1, 1)


def test_a_later_pass_repairs_nothing(works):
    works.approved("2022-03-01", fail=("acceptance.files",))
    works.approved("2022-04-01")
    assert works.attempts() == [(1, "fail"), (2, "pass")]
    assert works.figure() == (0, 1)


def test_a_void_meeting_has_no_number(works):
    works.approved("2022-03-01", void="设计单位缺席")
    works.approved("2022-04-01", fail=("acceptance.look",))
    assert works.attempts() == [(None, "void"), (1, "pass_with_list")]
    assert works.figure() == (1, 1)


def test_a_meeting_that_arrives_late_moves_the_numbers_after_it(works):
    works.approved("2022-04-01")
    works.approved("2022-03-01", fail=("acceptance.files",))
    assert works.attempts() == [(1, "fail"), (2, "pass")]


def test_phones_are_told_every_meeting_of_a_unit_work_of_their_site(works):
    work = makers.make_premises(kind="unit_work")
    work.parent_id = works.site.id
    db.session.commit()
    void, _ = works.push("2022-03-01", unit_work=work.id, void="设计单位缺席")
    id, _ = works.push("2022-04-01", unit_work=work.id, fail=("acceptance.files",))
    reopen_acceptance(works.chen.id, id, "备案机关责令重新组织验收", at=LATER)
    row = db.session.query(SyncRow).filter_by(id=work.id).one()
    told = [tuple(one.values()) for one in json.loads(row.data)["attempts"]]
    assert told == [
        (void, None, "2022-03-01", "void", False),
        (id, 1, "2022-04-01", "fail", True),
    ]


def test_an_order_to_accept_again_turns_the_first_conclusion(works):
    id = works.approved("2022-03-01")
    reopen_acceptance(works.chen.id, id, "备案机关责令重新组织验收", at=LATER)
    assert works.figure() == (0, 1)
    with pytest.raises(ProblemError):
        reopen_acceptance(works.chen.id, id, "再次", at=LATER)


def test_both_counts_agree_on_what_was_accepted(works):
    works.approved("2022-03-01", void="设计单位缺席")
    works.approved("2022-04-01")
    works.push("2022-05-01", unit_work=uuid7())
    moments = [AsOf(date(2022, 12, 31)), AsOf(date(2022, 12, 31), date(2022, 9, 14))]
    assert list_differences(current_plan(), moments) == (1, [])


def test_an_order_needs_an_acceptance_and_a_reason(works):
    with pytest.raises(ProblemError):
        reopen_acceptance(works.chen.id, uuid7(), "责令", at=LATER)
    with pytest.raises(ProblemError):
        reopen_acceptance(works.chen.id, works.approved("2022-03-01"), "  ", at=LATER)


def test_phones_still_owe_a_visit_to_a_site_whose_tower_was_accepted(works):
    works.approved("2022-03-01", fail=("acceptance.files",))
    row = db.session.query(SyncRow).filter_by(id=works.site.id).one()
    assert json.loads(row.data)["last"] is None
    special = make_body(works.lin, works.bai, works.site, code="construction-special")
    id = uuid7()
    assert push(special, works.lin, id=id).verdict == "stored"
    approve(works.chen.id, id, 1, at=LATER)
    works.approved("2022-10-01")
    db.session.refresh(row)
    assert json.loads(row.data)["last"]["on"] == "2022-09-14"
