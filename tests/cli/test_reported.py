"""`reported list`: every reported goal with its value, and no person."""

from datetime import date

import pytest

from tests import makers
from tests.services.pushing import NOON
from tests.services.test_reported import report, set_by_two


@pytest.mark.parametrize("option", ["--as-of", "--known-at"])
def test_a_day_that_is_none_is_refused(tell, app, option):
    assert tell("reported", "list", option, "2022-02-30", "--json").code == 2


def test_a_goal_without_a_value_says_so(tell, app):
    rows = tell("reported", "list", "--json").json
    assert len(rows) == 36
    assert rows[0] == {
        "id": "rd-share",
        "form": "number",
        "period": None,
        "value": None,
        "unit": "%",
        "met": None,
        "source": None,
        "dated_on": None,
        "confirmed_at": None,
    }


def test_values_are_exact_and_name_nobody(tell, app):
    one, other = (makers.make_user(name, role="administrator") for name in ("sun", "zhou"))
    set_by_two(one, other, report("61"))
    set_by_two(one, other, report("1", "3", target="film-firms"))
    set_by_two(one, other, report("done", target="one-window"))
    told = tell("reported", "list", "--as-of", "2022-12-31", "--json")
    rows = {row["id"]: row for row in told.json}
    row = rows["first-store"]
    assert (row["value"], row["unit"], row["met"], row["period"]) == ("61", "家", True, "plan")
    assert (row["dated_on"], row["confirmed_at"]) == ("2022-06-30", NOON.isoformat())
    assert (rows["film-firms"]["value"], rows["film-firms"]["met"]) == (["1", "3"], False)
    assert (rows["one-window"]["value"], rows["one-window"]["unit"]) == (True, None)
    assert one.id not in told.out and "sun" not in told.out and "zhou" not in told.out
    before = tell("reported", "list", "--known-at", str(date(2022, 1, 1)), "--json").json
    assert {row["value"] for row in before} == {None}


def test_people_read_a_table(tell, app):
    assert "2 + 3 家" in tell("reported", "list").out
