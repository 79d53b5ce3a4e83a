"""The calendar of the demo: nobody visits what is shut, and nothing happens tomorrow."""

import random
from collections import Counter, defaultdict
from datetime import UTC, datetime, timedelta

import pytest

from inspect_app.demo.load import list_outings
from inspect_app.demo.register.areas import AREAS
from inspect_app.demo.register.canteens import is_counted, make_canteens
from inspect_app.demo.register.district import make_district
from inspect_app.demo.register.entries import Clerk
from inspect_app.demo.register.names import shuffled_words
from inspect_app.demo.register.people import ACCOUNTS
from inspect_app.demo.register.size import Size
from inspect_app.demo.visits import canteen_visits
from inspect_app.demo.visits.meetings import WAYS
from inspect_app.demo.visits.outings import working_day
from inspect_app.domain.calendar.visits import shanghai_day

NOW = datetime(2026, 3, 2, 3, 0, tzinfo=UTC)
TODAY = shanghai_day(NOW)


@pytest.fixture(scope="module")
def outings():
    """Of a fifth of the district."""
    chance = random.Random(1)
    return list_outings(chance, make_district(chance, TODAY, Size.of(20)), NOW)


@pytest.fixture(scope="module")
def canteens(outings):
    return [one for one in outings if one.entry.kind.startswith("canteen")]


def day_of(outing):
    return shanghai_day(outing.started_at)


def test_nothing_shut_or_unregistered_is_visited(outings):
    meetings = "construction-acceptance"
    assert all(one.entry.is_open(day_of(one)) for one in outings if one.checklist != meetings)


def test_no_visit_lies_ahead(outings):
    assert max(one.started_at for one in outings) < NOW


def test_two_different_people_go_and_the_author_holds_the_place(outings):
    for one in outings:
        assert one.author is not one.second
        assert one.author.holds(one.entry.area, one.entry.kind) == (one.fate != "foreign")


def test_nobody_is_at_two_places_at_once(outings):
    days = defaultdict(list)
    for one in outings:
        if one.entry.kind in ("elevator", "stall") and day_of(one).year < 2024:
            days[one.entry.parent, day_of(one)].append(one.started_at)
    assert all(len(set(starts)) == len(starts) for starts in days.values())


def test_three_years_and_the_last_twelve_months_have_their_numbers(canteens):
    years = Counter(day_of(one).year for one in canteens[:300])
    assert years == {2021: 80, 2022: 95, 2023: 125}
    recent = canteens[300:]
    assert len(recent) == 150
    assert sum(one.fate in ("approved", "mended") for one in recent) == 120
    assert min(one.started_at for one in recent) > NOW - timedelta(days=360)


def test_both_inspectors_find_returned_work_on_their_phones(canteens):
    lately = [one for one in canteens if NOW - one.started_at < timedelta(days=10)]
    fates = {(one.author.user, one.fate) for one in lately}
    assert {(user, fate) for user in ("lin", "zhao") for fate in ("returned", "pending")} <= fates


def test_nothing_returned_years_ago_lies_on_their_phones(canteens):
    old = [one for one in canteens[:300] if one.fate == "returned"]
    assert old and not any(one.author in ACCOUNTS for one in old)


def test_in_every_street_something_waits_and_something_came_back(outings):
    lately = [one for one in outings if NOW - one.started_at < timedelta(days=14)]
    found = {(one.entry.area, one.fate) for one in lately}
    assert {(area, fate) for area in AREAS for fate in ("pending", "returned")} <= found


def test_a_market_is_visited_after_all_its_stalls(outings):
    past = [one for one in outings if day_of(one).year < 2024]
    markets = {one.entry.id: day_of(one) for one in past if one.entry.kind == "market"}
    stalls = [one for one in past if one.entry.kind == "stall"]
    assert stalls and all(day_of(one) < markets[one.entry.parent] for one in stalls)


def test_unit_works_pass_fail_first_are_adjourned_or_still_wait(outings):
    works = defaultdict(list)
    for one in sorted(outings, key=lambda one: one.started_at):
        if one.acceptance:
            works[one.acceptance["unit_work"]].append(one.acceptance)
    ways = {
        "void" if "void" in first else "fails" if "handling" in first else "passes"
        for first, *_ in works.values()
    }
    assert ways == set(WAYS) - {"ahead"}
    assert all(len(attempts) == 2 for attempts in works.values() if len(attempts[0]) == 2)


def test_a_photo_is_lent_between_two_waiting_visits_of_a_kind(outings):
    lent = [one for one in outings if one.lent]
    assert Counter(one.entry.kind for one in lent) == {"elevator": 2, "food_shop": 2}
    assert {one.fate for one in lent} == {"pending"}
    assert len({one.entry.area for one in lent}) == 2


def test_a_round_is_one_visit_a_day_at_one_place(outings):
    rounds = defaultdict(set)
    for one in outings:
        if one.round:
            rounds[one.round].add((one.entry.parent, day_of(one), one.entry.kind))
    assert rounds and all(len(found) == 1 for found in rounds.values())


def test_a_span_without_a_working_day_ends_on_its_last_day():
    saturday = datetime(2026, 2, 28).date()
    assert working_day(random.Random(1), saturday, saturday) == saturday


@pytest.mark.parametrize("days", range(0, 400, 57))
def test_whatever_the_day_every_street_has_two_schools_to_be_visited_first(days):
    chance, now = random.Random(20210420), datetime(2026, 1, 5, 3, tzinfo=UTC) + timedelta(days)
    canteens = make_canteens(Clerk(chance, shanghai_day(now)), shuffled_words(chance))
    outings = canteen_visits.list_outings(chance, canteens, now)
    visited = {outing.entry.id for outing in outings}
    new = [
        one.area
        for one in canteens
        if one.kind == "canteen_school" and is_counted(one) and one.is_open(shanghai_day(now))
        if one.id not in visited
    ]
    assert {area for area, many in Counter(new).items() if many >= 2} == set(AREAS)
