"""The calendar of the demo: nobody visits what is shut, and nothing happens tomorrow."""

import random
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from inspect_app.demo.district import make_canteens
from inspect_app.demo.people import ACCOUNTS, AREAS
from inspect_app.demo.schedule import list_outings, working_day
from inspect_app.domain.visits import shanghai_day

NOW = datetime(2026, 3, 2, 3, 0, tzinfo=UTC)
TODAY = shanghai_day(NOW)


@pytest.fixture(scope="module")
def outings():
    chance = random.Random(1)
    return list_outings(chance, make_canteens(chance, TODAY), NOW)


def test_nothing_shut_or_unregistered_is_visited(outings):
    assert all(one.canteen.is_open(shanghai_day(one.started_at)) for one in outings)


def test_no_visit_lies_ahead(outings):
    assert max(one.started_at for one in outings) < NOW


def test_two_different_people_go_and_the_author_holds_the_area(outings):
    for one in outings:
        assert one.author is not one.second
        assert (one.canteen.area in one.author.areas) == (one.fate != "foreign")


def test_three_years_and_the_last_twelve_months_have_their_numbers(outings):
    years = Counter(shanghai_day(one.started_at).year for one in outings[:300])
    assert years == {2021: 80, 2022: 95, 2023: 125}
    recent = outings[300:]
    assert len(recent) == 150
    assert sum(one.fate in ("approved", "mended") for one in recent) == 120
    assert min(one.started_at for one in recent) > NOW - timedelta(days=360)


def test_both_inspectors_find_returned_work_on_their_phones(outings):
    lately = [one for one in outings if NOW - one.started_at < timedelta(days=10)]
    fates = {(one.author.user, one.fate) for one in lately}
    assert {(user, fate) for user in ("lin", "zhao") for fate in ("returned", "pending")} <= fates


def test_nothing_returned_years_ago_lies_on_their_phones(outings):
    old = [one for one in outings[:300] if one.fate == "returned"]
    assert old and not any(one.author in ACCOUNTS for one in old)


def test_a_span_without_a_working_day_ends_on_its_last_day():
    saturday = datetime(2026, 2, 28).date()
    assert working_day(random.Random(1), saturday, saturday) == saturday


@pytest.mark.parametrize("days", range(0, 400, 57))
def test_whatever_the_day_every_street_has_two_schools_to_be_visited_first(days):
    chance, now = random.Random(20210420), datetime(2026, 1, 5, 3, tzinfo=UTC) + timedelta(days)
    canteens = make_canteens(chance, shanghai_day(now))
    visited = {outing.canteen.id for outing in list_outings(chance, canteens, now)}
    new = [
        one.area
        for one in canteens
        if one.kind == "canteen_school" and one.is_counted() and one.is_open(shanghai_day(now))
        if one.id not in visited
    ]
    assert {area for area, many in Counter(new).items() if many >= 2} == set(AREAS)
