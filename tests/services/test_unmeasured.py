"""A number or a day that could not be had is an answer where its item allows it, with a reason."""

from typing import Any

import pytest

from inspect_app.checklists.load import load_file
from inspect_app.extensions import db
from inspect_app.models.inspections import Answer, Inspection
from inspect_app.models.people import User
from inspect_app.models.premises import Premises
from inspect_app.services.instance.install import publish_version
from inspect_app.services.people.accounts import change_scope
from inspect_app.services.writing.transaction import writing
from sync.records import IntakeResult
from tests.bodies import make_body
from tests.makers import CAOYANG, make_premises
from tests.services.pushing import NOON, push
from tests.vectors.read import FOLDER


@pytest.fixture
def market(lin: User) -> Premises:
    """A market of Lin's, and a checklist whose items may be left unmeasured."""
    with writing(NOON) as w:
        publish_version(w, load_file(FOLDER / "unmeasured.yaml"))
    change_scope("lin", area=CAOYANG, kind="market", add=True, at=NOON)
    place = make_premises(kind="market")
    with writing(NOON):
        place.attrs = {}
    return place


def sealed(lin: User, bai: User, place: Premises, **answers: dict[str, Any]) -> IntakeResult:
    made = make_body(lin, bai, place, code="unmeasured")
    for name, answer in answers.items():
        made.body["answers"][f"u.{name}"] = answer
    return push(made, lin)


def verdicts() -> dict[str, str]:
    return {one.item: one.verdict for one in db.session.query(Answer)}


@pytest.mark.parametrize("note", [{}, {"note": "  "}])
def test_without_a_reason_it_goes_back_to_its_author(
    lin: User, bai: User, market: Premises, note: dict[str, str]
) -> None:
    result = sealed(lin, bai, market, temp={"value": "unmeasured", **note})
    assert result.verdict == "fix" and result.detail
    assert "answers.u.temp.note" in result.detail["fields"]


def test_an_item_that_does_not_allow_it_goes_back_too(
    lin: User, bai: User, market: Premises
) -> None:
    result = sealed(lin, bai, market, light={"value": "unmeasured", "note": "没有照度计"})
    assert result.verdict == "fix" and result.detail
    assert "answers.u.light" in result.detail["fields"]


def test_what_stays_open_counts_as_na_and_what_fails_as_failed(
    lin: User, bai: User, market: Premises
) -> None:
    why = {"value": "unmeasured", "note": "没有温度计"}
    assert sealed(lin, bai, market, temp=why, core=why, pair=why).code is None
    revision = db.session.query(Inspection).one().revisions[-1]
    assert revision.score["failed"] == ["u.core"] and revision.score["missing"] == []
    found = verdicts()
    assert (found["u.temp"], found["u.core"], found["u.pair"]) == ("na", "fail", "na")
    assert found["u.due"] == "pass"
