"""The fictional district: nothing in it is real, and it has the plan's scale."""

import random
from collections import Counter
from datetime import date

import pytest

from inspect_app.checklists.kinds import load_kinds
from inspect_app.checklists.load import load_all
from inspect_app.demo.register.areas import AREAS, spread, spread_over_areas
from inspect_app.demo.register.district import make_district
from inspect_app.demo.register.names import MARK
from inspect_app.demo.register.people import (
    ACCOUNTS,
    EVERYBODY,
    inspectors_of,
    pick_pair,
    readable_password,
)
from inspect_app.demo.register.size import PLAN, Size
from inspect_app.domain.codes import SHORT_SIGNS, check_licence, check_uscc
from inspect_app.domain.kinds import PARENTS
from inspect_app.domain.rules.attributes import check_attributes
from inspect_app.plans.load import current_plan

TODAY = date(2026, 3, 2)
ENTRIES = make_district(random.Random(1), TODAY)
CANTEENS = [one for one in ENTRIES if one.kind.startswith("canteen")]


def of_kind(kind):
    return [one for one in ENTRIES if one.kind == kind]


def test_every_name_is_marked_and_none_stands_twice():
    assert all(one.name.endswith(MARK) and "示例" in one.address for one in ENTRIES)
    assert len({one.name for one in ENTRIES}) == len(ENTRIES)


def test_names_are_as_various_as_in_any_town():
    for kind, many in (("food_shop", 1000), ("estate", 500), ("market", 40)):
        beginnings = Counter(one.name[:2] for one in of_kind(kind))
        assert len(beginnings) > many * 0.3 and max(beginnings.values()) <= max(2, many // 50)


def test_official_numbers_are_valid_and_belong_to_nobody():
    for one in ENTRIES:
        assert one.uscc is None or (check_uscc(one.uscc).ok and one.uscc[8:10] == "EX")
        assert one.licence_no is None or check_licence(one.licence_no).ok
    for numbers in ([one.uscc for one in ENTRIES], [one.licence_no for one in ENTRIES]):
        given = [number for number in numbers if number]
        assert given and len(set(given)) == len(given)
    assert all(one.licence_no.startswith("JY3310107") for one in CANTEENS)
    codes = {one.attrs["device_code"] for one in of_kind("elevator")}
    assert len(codes) == 4200 and {len(code) for code in codes} == {20}


def test_codes_can_be_typed_and_differ():
    assert all(len(one.code) == 8 and set(one.code) <= set(SHORT_SIGNS) for one in ENTRIES)
    assert len({one.code for one in ENTRIES}) == len(ENTRIES)
    assert {len(one.token) for one in ENTRIES} == {16}


def test_every_position_lies_in_the_district():
    assert all(31.21 <= one.lat <= 31.31 and 121.33 <= one.lng <= 121.46 for one in ENTRIES)


def test_the_district_has_the_numbers_of_the_plan():
    counted = Counter(one.kind for one in ENTRIES)
    works = counted.pop("unit_work")
    assert counted == {
        "canteen_school": 150,
        "canteen_elderly": 70,
        "market": 40,
        "stall": 2400,
        "estate": 500,
        "elevator": 4200,
        "construction_site": 90,
        "food_shop": 1000,
        "food_online": 170,
        "food_street": 8,
        "consumer_unit": 400,
    }
    majors = [one for one in of_kind("construction_site") if one.attrs["major"]]
    assert len(majors) == 25 and works >= 75
    assert {one.parent for one in of_kind("unit_work")} == {one.id for one in majors}


def test_all_ten_areas_have_every_kind():
    assert list(AREAS) == [area.code for area in current_plan().areas]
    found = {(one.area, one.kind) for one in ENTRIES}
    everywhere = {one.kind for one in ENTRIES} - {"food_street", "unit_work"}
    assert found >= {(area, kind) for area in AREAS for kind in everywhere}


def test_what_lies_under_another_comes_after_it_and_lies_where_it_does():
    seen = {}
    for one in ENTRIES:
        seen[one.id] = one
        if one.kind in PARENTS:
            above = seen[one.parent]
            assert above.kind == PARENTS[one.kind]
            assert (above.area, above.address) == (one.area, one.address)


def test_nothing_is_recorded_tomorrow():
    assert max(one.recorded_at.date() for one in ENTRIES) <= TODAY
    assert all(change.from_on <= TODAY for one in ENTRIES for change in one.changes)


def test_some_of_every_exclusion_are_there():
    attrs = Counter(
        name
        for canteen in CANTEENS
        for name in ("no_kitchen", "community_meals")
        if canteen.attrs.get(name)
    )
    assert min(attrs.values()) >= 3 and len(attrs) == 2
    assert sum(canteen.attrs.get("stage") == "幼" for canteen in CANTEENS) == 18
    last = Counter(canteen.changes[-1].status for canteen in CANTEENS if canteen.changes)
    assert set(last) == {"open", "suspended", "closed"}


def test_attributes_fit_the_kinds_and_the_checklists_that_ask_for_them():
    schemas = load_kinds() | {file.object["kind"]: file.object["attrs"] for file in load_all()}
    for one in ENTRIES:
        check_attributes(schemas[one.kind], one.attrs)


def test_most_lifts_are_old_enough_for_the_plan_and_some_are_not():
    old = [
        one
        for one in of_kind("elevator")
        if one.attrs["residential"] and one.attrs["in_service_on"] < "2008-12-31"
    ]
    assert 3900 <= len(old) < 4200


def test_the_same_chance_makes_the_same_district():
    assert make_district(random.Random(1), TODAY) == ENTRIES


def test_a_small_district_has_at_least_one_of_everything():
    small = Counter(one.kind for one in make_district(random.Random(1), TODAY, Size.of(1)))
    assert set(small) == {one.kind for one in ENTRIES}
    assert (small["canteen_school"], small["elevator"], small["market"]) == (150, 42, 1)
    assert Size.of(100) == PLAN


@pytest.mark.parametrize("total", [0, 7, 2400])
def test_what_is_spread_adds_up(total):
    assert sum(spread(total, (5, 1, 7))) == total
    assert len(spread_over_areas(random.Random(1), total)) == total


def test_two_inspectors_share_one_of_their_two_streets():
    lin, zhao = (set(one.areas) for one in ACCOUNTS if one.role == "inspector")
    assert len(lin) == len(zhao) == 2 and len(lin & zhao) == 1
    roles = Counter(one.role for one in ACCOUNTS)
    assert roles == {"inspector": 2, "supervisor": 1, "administrator": 2}
    assert len({one.user for one in EVERYBODY}) == len(EVERYBODY)


def test_nobody_goes_where_he_has_no_business():
    chance = random.Random(1)
    for area, kind in {(one.area, one.kind) for one in ENTRIES} - {("", "")}:
        if kind not in ("estate", "unit_work"):
            author, second = pick_pair(chance, area, kind)
            assert author in inspectors_of(area, kind) and second is not author


def test_passwords_are_made_new_each_time_and_long_enough():
    made = {readable_password() for _ in range(200)}
    assert len(made) == 200
    assert min(map(len, made)) >= 15
