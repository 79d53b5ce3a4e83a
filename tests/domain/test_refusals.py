"""A refusal is one short sentence, whatever was sent."""

from typing import Any

import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from inspect_app.domain.rules.scoring import Checklist, Refused, score
from tests.vectors.read import published

SCHOOL = Checklist.from_object(published()["canteen-school"].object)
JGJ = Checklist.from_object(published()["construction-jgj59"].object)
ACCEPTANCE = Checklist.from_object(published()["construction-acceptance"].object)
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


plain = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=4)
keys = st.sampled_from(
    ["table", "label", "scores", "box", "earth", "missing", "deductions", "void"]
)
keys |= st.sampled_from(["clause", "count", "points", "reason", "__proto__", ""])
odd = st.recursive(
    plain | st.sampled_from(["missing", "B14", 10]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=4),
    max_leaves=12,
)


def site(**changes: Any) -> dict[str, Any]:
    return visit(premises={"kind": "construction_site", "attrs": {}}, **changes)


@settings(deadline=None)
@drawn(odd, odd)
def test_odd_sheets_and_acceptances_are_judged_or_refused(sheets: Any, acceptance: Any) -> None:
    for checklist, given in (
        (JGJ, site(tables=sheets)),
        (JGJ, site(tables=[{"table": "B14", "label": "", "scores": sheets}])),
        (JGJ, site(tables=[{"table": "B14", "scores": {"box": sheets}}])),
        (ACCEPTANCE, site(acceptance=acceptance)),
    ):
        try:
            score(checklist, given)
        except Refused as refused:
            assert len(str(refused.as_object())) < 500
