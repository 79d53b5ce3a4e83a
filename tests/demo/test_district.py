"""The fictional district: nothing in it is real, and it has the plan's scale."""

import random
from collections import Counter
from datetime import date

from inspect_app.checklists.load import load_all
from inspect_app.demo.district import CENTRES, make_canteens
from inspect_app.demo.names import MARK
from inspect_app.demo.people import ACCOUNTS, EVERYBODY, readable_password
from inspect_app.domain.attributes import check_attributes
from inspect_app.domain.codes import SHORT_SIGNS, check_licence, check_uscc
from inspect_app.plans.load import current_plan

TODAY = date(2026, 3, 2)
CANTEENS = make_canteens(random.Random(1), TODAY)


def test_every_name_is_marked_and_none_stands_twice():
    assert all(canteen.name.endswith(MARK) for canteen in CANTEENS)
    assert len({canteen.name for canteen in CANTEENS}) == len(CANTEENS)


def test_official_numbers_are_valid_and_differ():
    for canteen in CANTEENS:
        assert check_uscc(canteen.uscc).ok and check_licence(canteen.licence_no).ok
        assert canteen.licence_no.startswith("JY3310107")
    assert len({canteen.uscc for canteen in CANTEENS}) == len(CANTEENS)


def test_codes_can_be_typed_and_differ():
    assert all(len(c.code) == 8 and set(c.code) <= set(SHORT_SIGNS) for c in CANTEENS)
    assert len({canteen.code for canteen in CANTEENS}) == len(CANTEENS)
    assert {len(canteen.token) for canteen in CANTEENS} == {16}


def test_every_position_lies_in_the_district():
    assert all(31.21 <= c.lat <= 31.31 and 121.33 <= c.lng <= 121.46 for c in CANTEENS)


def test_all_ten_areas_have_both_kinds_at_the_plans_scale():
    assert list(CENTRES) == [area.code for area in current_plan().areas]
    kinds = Counter(canteen.kind for canteen in CANTEENS)
    assert kinds == {"canteen_school": 150, "canteen_elderly": 70}
    assert len({(canteen.area, canteen.kind) for canteen in CANTEENS}) == 20


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


def test_attributes_fit_the_checklists_that_ask_for_them():
    schemas = {file.object["kind"]: file.object["attrs"] for file in load_all()}
    for canteen in CANTEENS:
        check_attributes(schemas[canteen.kind], canteen.attrs)


def test_the_same_chance_makes_the_same_district():
    assert make_canteens(random.Random(1), TODAY) == CANTEENS


def test_two_inspectors_share_one_of_their_two_streets():
    lin, zhao = (set(one.areas) for one in ACCOUNTS if one.role == "inspector")
    assert len(lin) == len(zhao) == 2 and len(lin & zhao) == 1
    roles = Counter(one.role for one in ACCOUNTS)
    assert roles == {"inspector": 2, "supervisor": 1, "administrator": 2}
    assert len({one.user for one in EVERYBODY}) == len(EVERYBODY)


def test_passwords_are_made_new_each_time_and_long_enough():
    made = {readable_password() for _ in range(200)}
    assert len(made) == 200
    assert min(map(len, made)) >= 15
