"""A position is far beyond its accuracy and 300 m together; phone and server agree."""

import json

import pytest

from inspect_app.domain.rules.presence import is_far
from tests.vectors.read import FOLDER

CASES = json.loads((FOLDER / "presence/far.json").read_text())


@pytest.mark.parametrize(("metres", "accuracy_m", "far"), CASES)
def test_near_enough_needs_no_reason(metres: float, accuracy_m: float, far: bool) -> None:
    assert is_far(metres, accuracy_m) is far
