"""A refusal is one short sentence, whatever was sent."""

from typing import Any

import pytest

from inspect_app.domain.scoring import Checklist, Refused, score
from tests.vectors.read import published

SCHOOL = Checklist.from_object(published()["canteen-school"].object)
LONG = "x" * 1_000_000


def visit(**changes: Any) -> dict[str, Any]:
    premises = {"kind": "canteen_school", "attrs": {}}
    return {"premises": premises, "on": "2021-09-14", "answers": {}, **changes}


@pytest.mark.parametrize(
    "given",
    [
        visit(answers={LONG: {"value": "pass"}}),
        visit(answers={"wash.method": {"value": LONG}}),
        visit(answers={"env.pest": {"value": "pass", "parts": {LONG: 1}}}),
        visit(premises={"kind": "canteen_school", "attrs": {LONG: 1}}),
        visit(premises={"kind": "canteen_school", "attrs": {"stage": LONG}}),
    ],
)
def test_a_megabyte_is_not_sent_back(given: dict[str, Any]) -> None:
    with pytest.raises(Refused) as caught:
        score(SCHOOL, given)
    assert len(str(caught.value.as_object())) < 500


@pytest.mark.parametrize(
    "given",
    [
        None,
        [],
        "visit",
        {},
        visit(premises=None),
        visit(premises={}),
        visit(answers=[]),
        visit(on=5),
    ],
)
def test_another_shape_is_refused_and_never_crashes(given: Any) -> None:
    with pytest.raises(Refused):
        score(SCHOOL, given)
