"""Full years of a lift, by the vectors that the phone passes, too."""

import json
from datetime import date
from pathlib import Path

import pytest

from inspect_app.domain.calendar.ages import full_years

CASES = json.loads((Path(__file__).parents[1] / "vectors" / "days" / "ages.json").read_text())


@pytest.mark.parametrize(("since", "on", "years"), CASES)
def test_full_years_on_a_day(since: str, on: str, years: int) -> None:
    assert full_years(date.fromisoformat(since), date.fromisoformat(on)) == years
