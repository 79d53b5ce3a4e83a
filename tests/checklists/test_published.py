"""What is published: texts that never change, with the numbers of items the trade asks for."""

from collections import Counter
from typing import Any

import pytest

from inspect_app.checklists.load import load_all
from inspect_app.domain.rules.unmeasured import MEASURED
from tests.vectors.read import FOLDER, published

ALL = {each.code: each.object for each in load_all()}
# What the inspectors' own office has on record is looked up, not shown on site.
OWN_RECORDS = ("shop.sampling-12m", "street.red-count")
CANTEENS = {code: each for code, each in ALL.items() if code.startswith("canteen-")}


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


@pytest.mark.parametrize(
    ("code", "kind", "veto", "key", "general", "record"),
    [
        ("market", "market", 2, 10, 17, 0),
        ("stall", "stall", 3, 8, 13, 0),
        ("food-shop", "food_shop", 5, 8, 13, 0),
        ("food-online", "food_online", 3, 6, 13, 0),
        ("food-street", "food_street", 3, 6, 10, 1),
        ("consumer-unit", "consumer_unit", 1, 6, 14, 1),
        ("elevator", "elevator", 9, 20, 11, 0),
        ("construction-special", "construction_site", 11, 16, 5, 0),
        ("construction-acceptance", "construction_site", 0, 13, 2, 0),
    ],
)
def test_the_trade_counts_its_items(
    code: str, kind: str, veto: int, key: int, general: int, record: int
) -> None:
    items = [item for item in ALL[code]["items"] if not item["optional"]]
    found = Counter(item["class"] for item in items)
    assert found == Counter(veto=veto, key=key, general=general, record=record)
    assert ALL[code]["kind"] == kind


def test_a_visit_to_a_lift_may_name_one_more_hazard() -> None:
    extra = [item for item in ALL["elevator"]["items"] if item["optional"]]
    assert [(item["id"], item["vetoes"]) for item in extra] == [("elevator.other-hazard", "result")]


def test_jgj_59_has_19_tables_that_close() -> None:
    jgj = ALL["construction-jgj59"]
    found = Counter(item["class"] for item in jgj["items"])
    assert found == Counter(guarantee=99, general=69, plain=21)
    assert sum(line["weight"] for line in jgj["lines"]) == 100
    assert [table["id"] for table in jgj["tables"]] == [f"B{at}" for at in range(1, 20)]
    for table in jgj["tables"]:
        points: Counter[str] = Counter()
        for item in jgj["items"]:
            if item["id"].startswith(f"{table['id']}."):
                points[item["class"]] += item["max"]
        assert points in (Counter(guarantee=60, general=40), Counter(plain=100)), table["id"]


def test_what_puts_a_work_over_scale_comes_before_its_expert_review() -> None:
    items = ALL["construction-special"]["items"]
    review = next(at for at, item in enumerate(items) if item["no"] == "D03")
    sized = [item["no"] for item in items[:review] if item.get("thresholds")]
    assert sized == ["D08", "D11", "D12", "D15", "D17"]
    asked = {
        (each["fact"], each["value"])
        for each in items[review]["condition"]["any"]
        if each["op"] == "ge"
    }
    assert asked == {
        (":".join(filter(None, ("answer", item["id"], size.get("part")))), size["over"])
        for item in items[:review]
        for size in item.get("thresholds", [])
    }


@pytest.mark.parametrize(
    "code", [code for code in ALL if code not in CANTEENS and "tables" not in ALL[code]]
)
def test_every_item_says_how_it_is_found_out(code: str) -> None:
    methods = {item["method"] for item in ALL[code]["items"]}
    assert methods <= {"see", "measure", "demo", "record"}


@pytest.mark.parametrize("code", ALL)
def test_every_veto_names_what_it_vetoes(code: str) -> None:
    vetoes = {item["vetoes"] for item in ALL[code]["items"] if item["class"] == "veto"}
    assert len(vetoes) <= 1
    assert all(item["vetoes"] is None for item in ALL[code]["items"] if item["class"] != "veto")


def test_checklists_of_one_kind_ask_for_the_same_attributes() -> None:
    by_kind: dict[str, Any] = {}
    for each in ALL.values():
        assert by_kind.setdefault(each["kind"], each["attrs"]) == each["attrs"]


@pytest.mark.parametrize("code", CANTEENS)
def test_the_three_bright_items_veto_the_coverage_alone(code: str) -> None:
    vetoes = {item["id"]: item["vetoes"] for item in CANTEENS[code]["items"] if item["vetoes"]}
    assert vetoes == dict.fromkeys(
        ("bright.mode", "bright.zones", "bright.visible-now"), "coverage"
    )


@pytest.mark.parametrize("code", ALL)
def test_every_item_speaks_both_languages_and_names_its_basis(code: str) -> None:
    for item in ALL[code]["items"]:
        assert item["basis"], item["id"]
        for hint in ("hint", "photo_hint"):
            assert (f"{hint}_zh" in item) == (f"{hint}_en" in item), item["id"]


@pytest.mark.parametrize("code", [code for code in ALL if "tables" not in ALL[code]])
def test_every_item_has_phrases_and_says_what_to_photograph(code: str) -> None:
    for item in ALL[code]["items"]:
        assert item["phrases"], item["id"]
        assert ("photo_hint_zh" in item) == (item["photo"] != "none"), item["id"]


def test_both_canteens_share_their_first_34_items() -> None:
    school, elderly = (CANTEENS[code]["items"] for code in ("canteen-school", "canteen-elderly"))
    assert school[:34] == elderly[:34]
    assert not {item["id"] for item in school[34:]} & {item["id"] for item in elderly[34:]}


@pytest.mark.parametrize("code", [code for code in ALL if "tables" not in ALL[code]])
def test_no_reading_that_may_be_wanting_has_to_be_invented(code: str) -> None:
    for item in ALL[code]["items"]:
        if item["type"] in MEASURED and item["id"] not in OWN_RECORDS:
            assert item.get("unmeasured") in ("fail", "open"), item["id"]


def test_no_hint_asks_for_a_day_that_is_not_there() -> None:
    hints = [item.get("hint_zh", "") for each in ALL.values() for item in each["items"]]
    assert not [hint for hint in hints if "昨天" in hint]


@pytest.mark.parametrize("code", CANTEENS)
@pytest.mark.parametrize(
    "item", ["raw.cold-temp", "raw.freezer-temp", "retain.fridge-temp", "wash.heat"]
)
def test_a_kitchen_may_be_without_what_not_every_kitchen_has(code: str, item: str) -> None:
    assert next(one for one in CANTEENS[code]["items"] if one["id"] == item)["na"]


@pytest.mark.parametrize("code", [code for code in ALL if "tables" not in ALL[code]])
def test_whatever_fails_a_key_or_veto_item_is_shown(code: str) -> None:
    weighty = [item for item in ALL[code]["items"] if item["class"] in ("key", "veto")]
    assert {item["photo"] for item in weighty} <= {"on_fail", "always"}
