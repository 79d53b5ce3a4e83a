"""What is published: texts that never change, with the numbers of items the trade asks for."""

from collections import Counter
from typing import Any

import pytest

from inspect_app.checklists.load import load_all
from tests.vectors.read import FOLDER, published

CANTEENS = {each.code: each.object for each in load_all()}


@pytest.mark.parametrize("each", published().values(), ids=lambda each: each.code)
def test_the_phones_tests_read_what_is_published(each: Any) -> None:
    path = FOLDER / "checklists" / f"{each.code}.json"
    kept = path.read_text("utf-8") if path.exists() else ""
    assert kept == each.body + "\n", "run: python -m tests.vectors.renew"


@pytest.mark.parametrize(
    ("code", "veto", "key", "general"),
    [("canteen-school", 3, 18, 19), ("canteen-elderly", 3, 16, 21)],
)
def test_a_canteen_has_forty_items(code: str, veto: int, key: int, general: int) -> None:
    items = CANTEENS[code]["items"]
    assert Counter(item["class"] for item in items) == Counter(veto=veto, key=key, general=general)
    assert [item["no"] for item in items] == [str(at) for at in range(1, 41)]


@pytest.mark.parametrize("code", CANTEENS)
def test_the_three_bright_items_veto_the_coverage_alone(code: str) -> None:
    vetoes = {item["id"]: item["vetoes"] for item in CANTEENS[code]["items"] if item["vetoes"]}
    assert vetoes == dict.fromkeys(
        ("bright.mode", "bright.zones", "bright.visible-now"), "coverage"
    )


@pytest.mark.parametrize("code", CANTEENS)
def test_every_item_speaks_both_languages_and_names_its_basis(code: str) -> None:
    for item in CANTEENS[code]["items"]:
        assert item["basis"], item["id"]
        assert len(item["phrases"]) >= 2, item["id"]
        for hint in ("hint", "photo_hint"):
            assert (f"{hint}_zh" in item) == (f"{hint}_en" in item), item["id"]
        assert ("photo_hint_zh" in item) == (item["photo"] != "none"), item["id"]


def test_both_canteens_share_their_first_34_items() -> None:
    school, elderly = (CANTEENS[code]["items"] for code in ("canteen-school", "canteen-elderly"))
    assert school[:34] == elderly[:34]
    assert not {item["id"] for item in school[34:]} & {item["id"] for item in elderly[34:]}
