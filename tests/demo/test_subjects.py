"""What the demo's photos show: each item its own thing, never a shelf at a lift or a site."""

import pytest

from inspect_app.checklists.load import load_every
from inspect_app.demo.drawings import (
    kitchens,
    lift_cars,
    lifts,
    markets,
    papers,
    shops,
    sites,
    structures,
)
from inspect_app.demo.drawings.scenes import SCENES
from inspect_app.demo.records.evidence import Seen
from inspect_app.demo.records.subjects import SECTIONS, TOGETHER, scene_of

OBJECTS = [one.object for one in load_every()]
CANTEEN = {*kitchens.SCENES, *markets.SCENES, *shops.SCENES}


def scenes_of(kind):
    return {
        scene_of(item["id"], item["section"])
        for checklist in OBJECTS
        for item in checklist["items"]
        if checklist["kind"] == kind and item["photo"] != "none"
    }


def test_no_lift_and_no_site_shows_a_kitchen_or_a_shop():
    assert not (scenes_of("elevator") | scenes_of("construction_site")) & CANTEEN


def test_no_item_falls_back_on_a_shelf():
    kinds = {one["kind"] for one in OBJECTS}
    assert not any("shelf" in scenes_of(kind) for kind in kinds - {"canteen_elderly"})


def test_every_kind_has_scenes_that_no_other_kind_has():
    kinds = ("canteen_school", "elevator", "construction_site", "market", "food_shop")
    for kind in kinds:
        others = set().union(*(scenes_of(other) for other in kinds if other != kind))
        assert len(scenes_of(kind) - others) >= 2, kind


def test_every_scene_that_is_named_is_drawn():
    named = {scene for one in OBJECTS for scene in scenes_of(one["kind"])}
    assert named | set(SECTIONS.values()) | set(TOGETHER) | set(TOGETHER.values()) <= set(SCENES)


def test_an_unknown_item_shows_its_section_and_else_its_checklist():
    assert scene_of("elevator.new", "shaft") == "pit"
    assert scene_of("elevator.new", "landings") == "doors"
    assert scene_of("elevator.new") == "machine_room"
    assert scene_of("B11.new") == "excavation"
    assert scene_of("nobody.knows") == "shelf"


@pytest.mark.parametrize(
    ("seen", "shows"),
    [
        (Seen("raw.cold-temp", 9.6, True), "9.6"),
        (Seen("elevator.insp-tag", "2027-08-30"), "2027-08-30"),
        (Seen("stall.weigh-spot", {"tier": 1, "billed": 500, "actual": 440}, True), "440"),
        (Seen("elevator.pit", "fail", True), "fail"),
        (Seen("elevator.pit"), ""),
        (Seen("retain.weight", "na"), ""),
    ],
)
def test_a_picture_shows_what_was_entered_or_that_it_fails(seen, shows):
    assert seen.shows == shows


def test_a_kitchen_shown_by_video_is_seen_on_its_screen():
    assert Seen("bright.mode", ["video"]).scene == "screen"
    assert Seen("bright.mode", ["glass"]).scene == "window"


def test_scenes_of_long_ago_stay_with_their_kind():
    families = [
        *({*kitchens.SCENES}, {*lifts.SCENES, *lift_cars.SCENES}, {*markets.SCENES}),
        *({*sites.SCENES, *structures.SCENES}, {*shops.SCENES}, {*papers.SCENES}),
    ]
    family = {name: one for one in families for name in one}
    crossed = {(name, to) for name, to in TOGETHER.items() if to not in family[name]}
    of_a_lift = {("name_plate", "car_panel"), ("tag", "car_panel")}
    assert crossed == of_a_lift | {("pledge", "certificate")}
