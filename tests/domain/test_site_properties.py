"""What holds for every site there could be, scored after JGJ 59."""

from copy import deepcopy
from fractions import Fraction
from random import Random
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from inspect_app.domain.rules.scoring import Checklist, Refused, score
from tests.domain.random_cases import make_case
from tests.vectors.read import published

OBJECT = published()["construction-jgj59"].object
CHECKLIST = Checklist.from_object(OBJECT)
RANK = ["fail", "pass", "excellent"]

dice = st.integers(0, 2**32).map(Random)


def make_site(dice: Random) -> dict[str, Any]:
    """One that can be judged to the end."""
    case = make_case(OBJECT, dice, wrong=0)
    try:
        assume(score(CHECKLIST, case)["total"] is not None)
    except Refused:
        assume(False)
    return case


def pick_scored(case: dict[str, Any], dice: Random) -> tuple[dict[str, Any], str]:
    """An item that has points to lose, and its sheet's scores."""
    places = [
        (sheet["scores"], slug)
        for sheet in case["tables"]
        for slug, given in sheet["scores"].items()
        if isinstance(given, int | float) and given > 0
    ]
    assume(places)
    return dice.choice(places)


@settings(deadline=None)
@given(dice)
def test_the_order_of_the_sheets_never_matters(dice: Random) -> None:
    case = make_site(dice)
    before = score(CHECKLIST, case)
    dice.shuffle(case["tables"])
    after = score(CHECKLIST, case)
    for key in ("total", "grade", "lines"):
        assert after[key] == before[key]


@settings(deadline=None)
@given(dice)
def test_fewer_points_never_improve_the_total_or_the_grade(dice: Random) -> None:
    case = make_site(dice)
    before = score(CHECKLIST, case)
    worse = deepcopy(case)
    scores, slug = pick_scored(worse, dice)
    scores[slug] = dice.choice([0, scores[slug] / 2])
    after = score(CHECKLIST, worse)
    assert Fraction(after["total"]) <= Fraction(before["total"])
    assert RANK.index(after["result"]) <= RANK.index(before["result"])


@settings(deadline=None)
@given(dice)
def test_a_missing_item_changes_no_other_sheet(dice: Random) -> None:
    case = make_site(dice)
    before = score(CHECKLIST, case)["tables"]
    scores, slug = pick_scored(case, dice)
    place = next(at for at, sheet in enumerate(case["tables"]) if sheet["scores"] is scores)
    scores[slug] = "missing"
    after = score(CHECKLIST, case)["tables"]
    label = case["tables"][place]["label"]
    for table, sheets in before.items():
        kept = [sheet for sheet in sheets if sheet["label"] != label]
        assert [sheet for sheet in after[table] if sheet["label"] != label] == kept


@settings(deadline=None)
@given(dice)
def test_a_zero_sheet_always_fails_and_a_total_is_never_beyond_its_bounds(dice: Random) -> None:
    said = score(CHECKLIST, make_site(dice))
    assert 0 <= Fraction(said["total"]) <= 100
    if any(sheet["zero"] for sheets in said["tables"].values() for sheet in sheets):
        assert said["grade"] == "不合格"
