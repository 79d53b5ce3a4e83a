"""A share in % is cut from what was counted, never rounded up."""

import json
from pathlib import Path
from typing import Any

import pytest

from inspect_app.domain.exact import exact
from inspect_app.domain.rules.checklist import bound
from inspect_app.domain.rules.shares import share_of

CASES = json.loads(Path("tests/vectors/shares/shares.json").read_text())


@pytest.mark.parametrize("case", CASES)
def test_it_is_cut_to_the_step(case: dict[str, Any]) -> None:
    assert share_of(case["part"], case["whole"], bound(case["step"])) == exact(case["share"])
