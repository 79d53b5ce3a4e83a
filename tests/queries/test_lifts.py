"""Monitored lifts: distinct devices, residential, fifteen full years old on the visit."""

from datetime import date

import pytest

from inspect_app.domain.calendar.ages import full_years
from tests.queries.histories import (
    CAOYANG,
    CHANGFENG,
    at,
    count,
    figure,
    ids,
    lift,
    revision,
    visit,
)

LIFTS = {"target": "elevator-monitor"}


def counted(lifts, visits, **when) -> list[str]:
    return ids(count(lifts, visits, **LIFTS, **when).numerator)


def test_a_lift_nobody_visited_is_not_monitored():
    assert counted([lift()], []) == []


def test_a_lift_whose_visit_waits_for_review_is_not_monitored():
    assert counted([lift()], [visit("2022-03-01", "l", complete=False)]) == []


def test_a_lift_that_is_not_residential_is_out():
    for value in (False, None, "yes"):
        assert counted([lift(residential=value)], [visit("2022-03-01", "l")]) == []


@pytest.mark.parametrize("since", [None, "", "2004", "1999-02-30", 20040301])
def test_a_lift_without_a_day_of_its_first_service_has_no_age(since):
    assert counted([lift(since=since)], [visit("2022-03-01", "l")]) == []


@pytest.mark.parametrize(
    ("since", "monitored"),
    [("2007-03-01", True), ("2007-03-02", False), ("2006-03-01", True), ("2008-01-01", False)],
)
def test_fifteen_full_years_are_needed_on_the_day_of_the_visit(since, monitored):
    assert bool(counted([lift(since=since)], [visit("2022-03-01", "l")])) is monitored


def test_a_lift_that_grew_old_after_its_visit_is_not_counted_by_it():
    lifts = [lift(since="2007-04-01")]
    assert counted(lifts, [visit("2022-03-01", "l")], on="2023-12-31") == []
    again = [visit("2022-03-01", "l"), visit("2022-04-01", "l")]
    assert counted(lifts, again, on="2023-12-31") == ["l"]
    assert counted(lifts, again, on="2022-03-31") == []


def test_a_birthday_on_29_february_is_reached_on_1_march():
    born = [lift(since="2008-02-29")]
    assert counted(born, [visit("2023-02-28", "l")], on="2023-12-31") == []
    assert counted(born, [visit("2023-03-01", "l")], on="2023-12-31") == ["l"]
    assert full_years(date(2004, 2, 29), date(2024, 2, 29)) == 20


def test_a_second_visit_never_adds():
    visits = [visit("2021-03-01", "l"), visit("2022-03-01", "l"), visit("2022-05-01", "l")]
    assert counted([lift()], visits) == ["l"]


def test_two_premises_with_one_device_code_are_one_lift_where_it_was_seen_first():
    twice = [lift("a", device_code="D1"), lift("b", device_code="D1", area=CHANGFENG)]
    visits = [visit("2022-03-02", "a"), visit("2022-03-01", "b")]
    assert counted(twice, visits) == ["D1"]
    areas = {row.area: row.numerator for row in figure(twice, visits, **LIFTS).areas}
    assert (areas[CAOYANG], areas[CHANGFENG]) == (0, 1)


def test_the_list_names_device_codes_and_a_lift_without_one_its_own_id():
    lifts = [lift("a", device_code="31010700000000000009"), lift("b", device_code="")]
    visits = [visit("2022-03-01", "a"), visit("2022-03-01", "b")]
    assert counted(lifts, visits) == ["31010700000000000009", "b"]


def test_without_a_day_of_service_the_inspection_after_installing_or_the_making_gives_the_age():
    passed = lift("a", since=None, install_inspected_on="2007-03-02", made_on="2000-01-01")
    made = lift("b", since="", made_on="2007-03-01")
    visits = [visit("2022-03-01", "a"), visit("2022-03-01", "b")]
    assert counted([passed, made], visits) == ["b"]


def test_without_a_device_code_the_use_registration_names_the_lift():
    lifts = [lift("a", device_code=None, use_registration="T1"), lift("b", device_code="T1")]
    assert counted(lifts, [visit("2022-03-01", "a"), visit("2022-03-01", "b")]) == ["T1"]


def test_monitored_says_nothing_about_passing():
    assert counted([lift()], [visit("2022-03-01", "l", passed=False)]) == ["l"]


def test_a_lift_that_was_scrapped_later_stays_counted():
    scrapped = [lift(statuses=[("2022-04-01", "closed", "2022-04-01")])]
    assert counted(scrapped, [visit("2022-03-01", "l")]) == ["l"]


def test_a_lift_that_is_not_yet_on_the_register_is_not_counted():
    late = [lift(registered="2022-07-01"), lift("m", recorded_at=at("2022-07-05"))]
    visits = [visit("2022-03-01", "l"), visit("2022-03-01", "m")]
    assert counted(late, visits, known="2022-07-04") == []
    assert counted(late, visits) == ["m"]


def test_a_visit_before_the_plan_monitored_nothing_for_it():
    assert counted([lift()], [visit("2020-12-31", "l")], on="2021-12-31") == []


def test_a_return_takes_the_lift_out_at_once():
    turned = revision(1, ("2022-03-02", "approve"), ("2022-03-09", "return"), received="2022-03-01")
    visits = [visit("2022-03-01", "l", revisions=(turned,))]
    assert counted([lift()], visits) == []
    assert counted([lift()], visits, known="2022-03-08") == ["l"]


def test_the_figure_is_a_count_without_denominator_and_without_titles():
    lifts = [lift(f"l{n}") for n in range(3)]
    found = figure(lifts, [visit("2022-03-01", row.id) for row in lifts], **LIFTS)
    assert (found.numerator, found.denominator, found.value, found.met) == (3, None, "3", False)
    assert (found.inspected, found.passed, found.supported) == (None, None, None)
