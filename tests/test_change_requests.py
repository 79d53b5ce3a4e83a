"""The files that a newcomer should open first for a change are where the list says."""

from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parent.parent
REQUESTS: list[dict[str, Any]] = yaml.safe_load(
    (ROOT / "tests" / "change_requests.yaml").read_text(encoding="utf-8")
)


def test_fifteen_changes_are_asked_for_and_no_two_in_one_file() -> None:
    opened = [path for request in REQUESTS for path in request["opens"]]
    assert len(REQUESTS) == 15
    assert len(set(opened)) == len(opened)


@pytest.mark.parametrize("request_", REQUESTS, ids=lambda one: one["asks"][:40])
def test_what_a_change_opens_first_is_there(request_: dict[str, Any]) -> None:
    assert [path for path in request_["opens"] if not (ROOT / path).is_file()] == []
