"""What holds for every inspection there could be."""

from random import Random
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from inspect_app.domain.rules.scoring import Checklist, score, visible_items
from tests.domain.random_cases import make_case
from tests.vectors.read import published

OBJECTS = {code: each.object for code, each in published().items()}
CHECKLISTS = {code: Checklist.from_object(each) for code, each in OBJECTS.items()}
# From worst to best; no two ways of judging use one word at two heights.
RANK = ["nonconform", "stop", "below", "fail", "fix", "basic", "pass_with_items", "pass_with_list"]
RANK += ["pass", "conform", "standard"]

WALKED = sorted(code for code, each in OBJECTS.items() if "tables" not in each)
codes = st.sampled_from(WALKED)
trades = st.sampled_from([code for code in WALKED if code != "every-type"])
dice = st.integers(0, 2**32).map(Random)


@settings(deadline=None)
@given(codes, dice)
def test_the_order_of_answering_never_matters(code: str, dice: Random) -> None:
    case = make_case(OBJECTS[code], dice, wrong=0)
    before = score(CHECKLISTS[code], case)
    shuffled = dict(dice.sample(list(case["answers"].items()), len(case["answers"])))
    assert score(CHECKLISTS[code], {**case, "answers": shuffled}) == before


@settings(deadline=None)
@given(codes, dice)
def test_an_answer_to_a_hidden_item_changes_nothing(code: str, dice: Random) -> None:
    case = make_case(OBJECTS[code], dice, wrong=0)
    before = score(CHECKLISTS[code], case)
    for item in before["hidden"]:
        case["answers"][item] = {"value": dice.choice(["fail", None, 7, []])}
    assert score(CHECKLISTS[code], case) == before


@settings(deadline=None)
@given(trades, dice)
def test_one_more_failure_never_improves_the_result(code: str, dice: Random) -> None:
    case = make_case(OBJECTS[code], dice, wrong=0)
    before = score(CHECKLISTS[code], case)
    item = pick_passed(CHECKLISTS[code], case, dice)
    after = score(CHECKLISTS[code], answer(case, item, "fail"))
    assert set(after["failed"]) == {*before["failed"], item}
    assert not (after["covered"] and not before["covered"])
    assert before["result"] is None or RANK.index(after["result"]) <= RANK.index(before["result"])


@settings(deadline=None)
@given(trades, dice)
def test_na_takes_one_item_out_and_leaves_the_others_alone(code: str, dice: Random) -> None:
    case = make_case(OBJECTS[code], dice, wrong=0)
    item = pick_passed(CHECKLISTS[code], case, dice)
    failed = score(CHECKLISTS[code], answer(case, item, "fail"))
    left_out = score(CHECKLISTS[code], answer(case, item, "na"))
    assert left_out["failed"] == [each for each in failed["failed"] if each != item]
    assert (left_out["missing"], left_out["hidden"]) == (failed["missing"], failed["hidden"])


@settings(deadline=None)
@given(trades, dice)
def test_only_a_failed_item_can_be_failed_and_only_a_visible_one_missing(
    code: str, dice: Random
) -> None:
    case = make_case(OBJECTS[code], dice, wrong=0)
    said = score(CHECKLISTS[code], case)
    assert not {*said["failed"], *said["missing"]} & set(said["hidden"])
    assert set(said["veto"]) <= set(said["failed"])
    assert (said["result"] is None) == bool(said["missing"])


def pick_passed(checklist: Checklist, case: dict[str, Any], dice: Random) -> str:
    """A visible item that passed and may be left out, and that no condition looks at."""
    seen = str([each.condition for each in checklist.items])
    visible = [
        each
        for each in visible_items(checklist, case)
        if each.type == "pass_fail" and each.na and not each.parts and f":{each.id}'" not in seen
    ]
    passed = [e.id for e in visible if case["answers"].get(e.id, {}).get("value") == "pass"]
    assume(passed)
    return dice.choice(passed)


def answer(case: dict[str, Any], item: str, value: str) -> dict[str, Any]:
    return {**case, "answers": {**case["answers"], item: {"value": value, "note": "说明"}}}
