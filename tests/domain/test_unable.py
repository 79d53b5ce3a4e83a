"""What a visit comes to at which nothing could be inspected, as phone and server judge it."""

import json
from typing import Any

import pytest

from inspect_app.domain.rules.unable import has_passed, judge_unable
from tests.vectors.read import FOLDER

CASES: list[dict[str, Any]] = json.loads((FOLDER / "unable/judged.json").read_text())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_phone_and_server_agree_on_it(case: dict[str, Any]) -> None:
    assert judge_unable(case["judged"]) == case["unable"]


def test_it_neither_passes_nor_fails() -> None:
    assert [has_passed(one) for one in ("conform", "fail", "void", "unable", None)] == [
        *(True, False, False),
        *(None, None),
    ]
