"""Figures: floored, compared as integers, never mixed, and listed for every area."""

import pytest

from inspect_app.domain.figures.rollup import floored_percentage
from inspect_app.plans.load import current_plan
from tests.queries.histories import CAOYANG, CHANGFENG, canteen, figure, visit


def canteens(count: int, **attrs):
    return [canteen(f"p{n:04}", **attrs) for n in range(count)]


def visits(count: int, **facts):
    return [visit("2022-03-01", f"p{n:04}", **facts) for n in range(count)]


@pytest.mark.parametrize(
    ("numerator", "denominator", "value"),
    [
        (0, 0, None),
        (0, 7, "0.0"),
        (1, 3, "33.3"),
        (2, 3, "66.6"),
        (2499, 2500, "99.9"),
        (7, 7, "100.0"),
    ],
)
def test_a_percentage_is_floored_and_nothing_of_nothing_is_no_figure(numerator, denominator, value):
    assert floored_percentage(numerator, denominator) == value


def test_one_missing_of_many_is_not_all():
    found = figure(canteens(2500), visits(2499))
    assert (found.value, found.met) == ("99.9", False)
    assert figure(canteens(2), visits(2)).met


def test_an_empty_register_meets_nothing():
    found = figure([], [])
    assert (found.numerator, found.denominator, found.value, found.met) == (0, 0, None, False)


def test_nine_of_ten_meet_ninety_percent():
    places = canteens(10, kind="market")
    assert figure(places, visits(9), target="market-standard").met
    assert not figure(places, visits(8), target="market-standard").met


def test_a_pass_rate_never_grows_old_and_a_fail_is_no_pass():
    places = canteens(2, kind="market")
    judged = [visit("2021-01-05", "p0000"), visit("2022-01-05", "p0001", passed=False)]
    found = figure(places, judged, target="market-standard", on="2023-12-31")
    assert (found.numerator, found.inspected, found.passed) == (1, 2, 1)


def test_inspected_covered_and_passed_are_three_numbers():
    judged = [
        visit("2021-02-01", "p0000"),
        visit("2022-03-01", "p0001", passed=False),
        visit("2022-03-01", "p0002", covered=False),
        visit("2021-02-01", "p0003"),
        visit("2022-03-01", "p0003", passed=False),
    ]
    found = figure(canteens(5), judged)
    assert (found.inspected, found.numerator, found.passed) == (4, 2, 2)
    assert found.supported is None


def test_all_ten_areas_are_listed_also_those_with_nothing():
    places = [canteen("a"), canteen("b"), canteen("c", area=CHANGFENG)]
    areas = {row.area: row for row in figure(places, [visit("2022-03-01", "a")]).areas}
    assert list(areas) == [area.code for area in current_plan().areas]
    assert (areas[CAOYANG].numerator, areas[CAOYANG].value) == (1, "50.0")
    assert (areas[CHANGFENG].denominator, areas[CHANGFENG].value) == (1, "0.0")
    assert sum(row.value is None for row in areas.values()) == 8


def test_one_area_narrows_the_figure_and_leaves_the_list():
    places = [canteen("a"), canteen("c", area=CHANGFENG)]
    found = figure(places, [visit("2022-03-01", "a")], only=CHANGFENG)
    assert (found.numerator, found.denominator, found.inspected) == (0, 1, 0)
    assert found.areas == figure(places, [visit("2022-03-01", "a")]).areas


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("elevator-monitor", (0, None, "0", None)),
        ("consumer-unit", (0, None, "0", 0)),
        ("project-first-pass", (0, 0, None, None)),
        ("stall-standard", (0, 0, None, None)),
    ],
)
def test_targets_without_records_print_as_nothing_yet(target, expected):
    found = figure(canteens(3), visits(3), target=target)
    assert (found.numerator, found.denominator, found.value, found.supported) == expected
    assert not found.met
