"""Versions that were replaced stay as published, and a new instance has them, too."""

from collections.abc import Iterator

import pytest
from flask import Flask

from inspect_app.checklists.load import EARLIER, load_all, load_every
from inspect_app.domain.rules.checklist import Checklist
from inspect_app.domain.rules.scoring import Refused, score
from inspect_app.queries.checklists import list_versions
from tests.vectors.read import Case, cases

PUBLISHED = {
    "canteen-elderly": "d6d7550371866cd9b3a4017579eb62eaef19541bb13625d068076ada4b4a9a36",
    "canteen-school": "3bc224156c711b290ca8cfb411060ebe53f3ae50540e2a329c2c5f14af334284",
    "construction-acceptance": "fa1213aacdccbcf9a4e08a3dcd6088b1d1925aa3c2ab9add0f95d1ef6e9b2627",
    "construction-special": "25ea57abb33e662d91df861ff5d3f79f2be945a2e723185ac8cb9e29eebfe942",
    "consumer-unit": "5ebc88caff401b7d69a951b51ededb5be35f65bc2d8b2828be8258e24c57acf7",
    "elevator": "8765338bb11dddca90cde7a0ac2655a6ba6eeb9b50224c44e56310180220f0eb",
    "food-online": "298ccd52cf889598fc8488c52d4d0d2e2bf1d865620e0ea1076f850b322e1dc7",
    "food-shop": "95d587632c2550479ee06ec1adc0306c1283197d70c6bc1691514c2c7f97bac7",
    "food-street": "d753c649340aab65810324a0f86910ae58a65482724442e19d9a1348c70aa1b2",
    "market": "25d798d92cbb0ac73a19536e13e98b27b1602b2b02e26e9279ba2b8bce987c0f",
    "stall": "85f136aed27061b8f6470f40fa3969a9d914ba0bf600816c28e920a02931fd90",
}
BEFORE = {each.code: each for each in load_all(EARLIER)}
NEW = ("unmeasured", "没有冷藏设备")  # by what a case tells that an earlier version refuses it


def older() -> Iterator[Case]:
    for case in cases():
        if case.checklist in BEFORE and not any(word in str(case.given) for word in NEW):
            yield case


def test_what_was_published_never_changes() -> None:
    assert {code: each.sha256 for code, each in BEFORE.items()} == PUBLISHED
    assert {each.version for each in BEFORE.values()} == {"2021.1"}


def test_an_earlier_version_refuses_what_it_did_not_know() -> None:
    newer = [case for case in cases() if case.checklist in BEFORE and NEW[0] in str(case.given)]
    assert newer
    for case in newer:
        with pytest.raises(Refused):
            score(Checklist.from_object(BEFORE[case.checklist].object), case.given)


@pytest.mark.parametrize(
    "case",
    [case for case in older() if "expect" in case.expected],
    ids=lambda case: f"{case.checklist}: {case.name}",
)
def test_what_was_sealed_by_it_comes_to_the_same(case: Case) -> None:
    result = score(Checklist.from_object(BEFORE[case.checklist].object), case.given)
    assert {key: result[key] for key in case.expected["expect"]} == case.expected["expect"]


def test_the_present_version_comes_later_and_asks_the_same() -> None:
    for new in load_all():
        old = BEFORE.get(new.code)
        if old is not None:
            assert (old.version, old.object["valid_from"]) < (new.version, new.object["valid_from"])
            asked = [[item["id"] for item in each.object["items"]] for each in (old, new)]
            assert asked[0] == asked[1]


def test_a_new_instance_has_both_the_present_one_first(app: Flask) -> None:
    for code in BEFORE:
        assert [each.version for each in list_versions(code)] == ["2021.2", "2021.1"]
    assert len(load_every()) == len(BEFORE) + len(load_all())
