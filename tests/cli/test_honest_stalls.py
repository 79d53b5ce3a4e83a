"""A market reaches its standard only with its stalls, counted by the server at the review."""

import json

import pytest

from inspect_app.domain.ids import uuid7
from inspect_app.extensions import db
from inspect_app.models.inspections import Inspection, Revision
from inspect_app.models.premises import Premises
from inspect_app.services.intake.revisions import complete_revision
from inspect_app.services.review.reviews import approve
from inspect_app.services.writing.transaction import writing
from tests import makers
from tests.cli.test_example import push

KINDS = ["market", "stall"]


@pytest.fixture
def market(app):
    makers.make_user("lin", role="inspector", kinds=KINDS)
    makers.make_user("bai", role="inspector", kinds=KINDS)
    makers.make_user("chen", role="supervisor", kinds=KINDS)
    return place("market")


def place(kind: str, parent: str | None = None) -> Premises:
    made = makers.make_premises(kind=kind)
    made.attrs, made.parent_id = {}, parent
    db.session.commit()
    return made


@pytest.fixture
def visit(tell, settings, tmp_path):
    """One visit at which everything is in order, pushed and approved → its revision."""

    def call(premises: Premises) -> Revision:
        code, out = premises.kind, tmp_path / uuid7()
        given = ("--user", "lin", "--checklist", code, "--premises", premises.id)
        assert tell("example", *given, "--out", str(out), "--json").code == 0
        request = json.loads((out / "push.json").read_text())
        lin, chen = (
            db.session.query(makers.User).filter_by(name=name).one() for name in ("lin", "chen")
        )
        push(settings, lin, request)
        id = request["records"][0]["id"]
        with writing() as w:
            complete_revision(w, id, 1)
        approve(chen.id, id, 1, at=db.session.get_one(Inspection, id).received_at)
        return db.session.get_one(Revision, (id, 1))

    return call


def why(revision: Revision) -> list[str]:
    return [reason["rule"] for reason in revision.score["why"]]


def test_a_market_whose_stalls_were_never_judged_is_below_its_standard(visit, market):
    place("stall", market.id)
    judged = visit(market)
    assert (judged.result, judged.passed) == ("below", False)
    assert judged.score["honest_stall_rate"] == 0 and "below_least" in why(judged)
    assert judged.score["failed"] == []


def test_one_honest_stall_of_two_is_too_few(visit, market):
    first, _ = place("stall", market.id), place("stall", market.id)
    visit(first)
    judged = visit(market)
    assert (judged.score["honest_stall_rate"], judged.result) == (50, "below")


def test_a_market_reaches_its_standard_with_its_open_stalls(visit, market, tell):
    stall, closed = place("stall", market.id), place("stall", market.id)
    closed.status = "closed"
    db.session.commit()
    visit(stall)
    judged = visit(market)
    assert (judged.score["honest_stall_rate"], judged.result) == (100, "standard")
    result = tell("targets", "--target", "market-standard", "--json").json["targets"][0]
    assert (result["numerator"], result["denominator"]) == (1, 1)
    assert tell("rollup", "verify").code == 0


def test_stalls_of_another_market_and_a_market_without_any_tell_nothing(visit, market):
    place("stall", place("market").id)
    judged = visit(market)
    assert judged.result == "standard"
    assert judged.score["honest_stall_rate"] is None and "not_applied" in why(judged)


def test_what_the_register_or_a_phone_says_of_the_share_is_not_believed(visit, market):
    place("stall", market.id)
    market.attrs = {"honest_stall_rate": 100}
    db.session.commit()
    assert visit(market).result == "below"
