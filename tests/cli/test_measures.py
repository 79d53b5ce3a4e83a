"""`workdays`, `check-code`, `weigh` and `lift-age`, first what they turn away."""

import pytest

from tests.cli.conftest import assert_refused


@pytest.mark.parametrize(
    "arguments",
    [
        ("weigh", "--tier", "5", "--billed", "500", "--actual", "494"),
        ("weigh", "--tier", "2", "--billed", "-1", "--actual", "494"),
        ("weigh", "--tier", "2", "--billed", "1e9", "--actual", "494"),
        ("check-code", "passport", "E12345678"),
        ("lift-age", "2006-02-30"),
    ],
)
def test_what_makes_no_sense_is_refused(tell, arguments):
    assert_refused(tell(*arguments, "--json"), "usage")


def test_a_lift_is_not_visited_before_it_runs(tell):
    result = tell("lift-age", "2021-03-02", "--on", "2021-03-01", "--json")
    assert_refused(result, "day")


def test_a_deadline_does_not_lie_behind(tell):
    result = tell("workdays", "2022-09-20", "--", "-1")
    assert (result.code, result.out) == (2, "")


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [("2022-09-20", "10", "2022-10-09"), ("2022-09-20", "20", "2022-10-21")],
)
def test_working_days_print_the_date_alone(tell, start, count, end):
    result = tell("workdays", start, count)
    assert (result.out, result.err) == (f"{end}\n", "")


def test_a_year_without_data_is_said_beside_the_date(tell):
    result = tell("workdays", "2026-12-30", "10")
    assert result.out == "2027-01-13\n"
    assert "2027" in result.err


def test_a_wrong_check_sign_names_the_right_one(tell):
    result = tell("check-code", "licence", "jy33101070001235", "--json")
    assert result.json["code"] == "JY33101070001235"
    assert (result.code, result.json["ok"], result.json["expected"]) == (0, False, "4")


@pytest.mark.parametrize(
    ("tier", "billed", "actual", "expected"),
    [
        ("2", "500", "494", {"tolerance_g": 5, "short_g": "6", "ok": False}),
        ("2", "500", "495", {"tolerance_g": 5, "short_g": "5", "ok": True}),
        ("1", "1000.1", "960", {"tolerance_g": 40, "short_g": "40.1", "ok": False}),
        ("4", "5000.5", "1", {"tolerance_g": None, "short_g": "4999.5", "ok": None}),
    ],
)
def test_a_purchase_is_weighed_again(tell, tier, billed, actual, expected):
    result = tell("weigh", "--tier", tier, "--billed", billed, "--actual", actual, "--json")
    assert result.json == expected


@pytest.mark.parametrize(
    ("since", "on", "years", "eligible"),
    [
        ("2006-03-01", "2021-02-28", 14, False),
        ("2006-03-01", "2021-03-01", 15, True),
        ("2004-02-29", "2019-02-28", 14, False),
    ],
)
def test_a_lift_is_as_old_as_its_full_years(tell, since, on, years, eligible):
    result = tell("lift-age", since, "--on", on, "--json")
    assert result.json == {"years": years, "eligible": eligible}
