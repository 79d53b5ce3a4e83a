"""What is due where; the phone runs the same vectors."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from inspect_app.domain.calendar.due import STATES, Asked, find_due
from inspect_app.domain.kinds import INSPECTED
from inspect_app.plans.load import current_plan

FOLDER = Path(__file__).parents[1] / "vectors" / "days"
CASES = json.loads((FOLDER / "due.json").read_text(encoding="utf-8"))


def asked(case: dict[str, Any]) -> Asked:
    last = case.get("last")
    return Asked(
        kind=case.get("kind", "canteen_school"),
        status=case.get("status", "open"),
        attrs=case.get("attrs", {}),
        last=last and date.fromisoformat(last),
        passed=case.get("passed"),
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_what_is_due(case: dict[str, Any]) -> None:
    found = find_due(asked(case), case.get("months"), date.fromisoformat(case["today"]))
    on = found.on and found.on.isoformat()
    assert {"state": found.state, "on": on, "waits": found.waits} == case["expect"]


def test_each_state_has_a_case() -> None:
    assert {case["expect"]["state"] for case in CASES} == {*STATES, None}


def test_the_calendar_ends_without_an_error() -> None:
    school = Asked("canteen_school", "open", {}, date(9999, 6, 1), passed=True)
    assert find_due(school, 12, date(9999, 12, 31)).on == date.max
    lift = Asked("elevator", "open", {"made_on": "9990-01-01"})
    assert find_due(lift, None, date(9999, 1, 1)).state == "never"


def test_a_kind_that_nothing_gives_an_interval_for_has_none() -> None:
    plan = current_plan()
    given = {kind: plan.months_of(kind) for kind in INSPECTED}
    assert {kind: months for kind, months in given.items() if months} == {
        "canteen_school": 12,
        "canteen_elderly": 12,
        "food_shop": 24,
        "food_online": 24,
    }


def test_a_proposal_of_this_system_says_so() -> None:
    for interval in current_plan().intervals:
        assert (interval.mark == "P") == interval.basis_zh.startswith("本系统建议")
        assert (interval.mark == "P") == interval.basis_en.startswith("Proposed by this system")
