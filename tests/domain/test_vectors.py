"""The server's rules pass every vector; the phone's run the same files in rules.test.ts."""

import pytest

from inspect_app.domain.rules.scoring import Checklist, Refused, required_photos, score
from tests.vectors.read import Case, cases, published

CHECKLISTS = {code: Checklist.from_object(each.object) for code, each in published().items()}
CASES = cases()


def name_of(case: Case) -> str:
    return f"{case.checklist}: {case.name}"


@pytest.mark.parametrize("case", [c for c in CASES if "refused" in c.expected], ids=name_of)
def test_what_cannot_be_judged_is_refused(case: Case) -> None:
    with pytest.raises(Refused) as caught:
        score(CHECKLISTS[case.checklist], case.given)
    assert {"code": caught.value.code, "where": caught.value.where} == case.expected["refused"]
    assert caught.value.message.endswith(".")


@pytest.mark.parametrize("case", [c for c in CASES if "expect" in c.expected], ids=name_of)
def test_the_result_is_the_expected_one(case: Case) -> None:
    result = score(CHECKLISTS[case.checklist], case.given)
    assert {key: result[key] for key in case.expected["expect"]} == case.expected["expect"]


@pytest.mark.parametrize("case", [c for c in CASES if "photos" in c.expected], ids=name_of)
def test_the_photos_due_are_the_expected_ones(case: Case) -> None:
    assert required_photos(CHECKLISTS[case.checklist], case.given) == case.expected["photos"]
