"""Sealed visits of every checklist: whose photos are whose, and how many there are."""

import random
from datetime import UTC, datetime

import pytest

from inspect_app.checklists.load import load_all
from inspect_app.demo.records.bodies import Visit, media_type, seal
from inspect_app.demo.records.places import opened
from inspect_app.domain.ids import uuid7
from tests.makers import checklist_row

CODES = [one.code for one in load_all()]
LIFT = {"in_service_on": "2001-02-03", "residential": True}
AT = datetime(2026, 3, 2, 3, tzinfo=UTC)


@pytest.fixture
def visited(app):
    """Seals a visit by a checklist; who asks for the same visit gets the same id."""

    def call(code, visit="", failing=frozenset(), **more):
        version = checklist_row(code)
        attrs = LIFT if code == "elevator" else {}
        place = opened(uuid7(), version.kind, attrs, None, None, version)
        about = Visit(visit or uuid7(), uuid7(), uuid7(), AT, 30, failing=failing, **more)
        return seal(place, about, random.Random(1))

    return call


def shots_of(sealed):
    return {item: shots[0]["sha256"] for item, shots in sealed.body["photos"].items()}


@pytest.mark.parametrize("code", CODES)
def test_no_two_visits_share_a_photo(visited, code):
    for apart in ("", "own"):
        one, other = (shots_of(visited(code, apart=f"{apart}{n}" if apart else "")) for n in "12")
        assert not set(one.values()) & set(other.values())


@pytest.mark.parametrize("code", ["elevator", "canteen-school", "construction-special", "stall"])
def test_what_is_reviewed_now_has_a_photo_for_each_item(visited, code):
    together, apart = visited(code), visited(code, apart="own")
    assert len(set(shots_of(apart).values())) >= len(shots_of(apart)) * 0.7
    assert len(set(shots_of(together).values())) < len(set(shots_of(apart).values()))
    assert shots_of(apart).keys() == shots_of(together).keys() != set()


def test_the_lifts_of_a_round_share_what_passed(visited):
    round = uuid7()
    one, other = visited("elevator", round), visited("elevator", round)
    assert set(shots_of(one).values()) == set(shots_of(other).values())
    assert len(set(shots_of(one).values())) <= 8


def test_what_failed_has_a_photo_of_its_own(visited):
    failing = frozenset({"elevator.pit"})
    passed, failed = visited("elevator", uuid7()), visited("elevator", uuid7(), failing)
    assert len(set(shots_of(failed).values())) >= len(set(shots_of(passed).values()))
    shown = shots_of(failed)
    assert list(shown.values()).count(shown["elevator.pit"]) == 1


def test_a_lent_photo_is_the_same_at_both_visits(visited):
    one, other = (shots_of(visited("elevator", apart=own, lent="lent")) for own in ("a", "b"))
    shared = set(one.values()) & set(other.values())
    assert len(shared) == 1


def test_all_photos_of_the_demo_fit_a_block_and_those_of_an_example_are_jpeg(visited):
    small, large = visited("elevator", apart="own"), visited("elevator", apart="own", small=False)
    names = set(shots_of(small).values())
    assert max(len(small.named_bytes[name]) for name in names) <= 4096
    assert {media_type(large.named_bytes[name]) for name in shots_of(large).values()} == {
        "image/jpeg"
    }
