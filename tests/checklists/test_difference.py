"""What two versions say otherwise."""

from copy import deepcopy
from typing import Any

from inspect_app.checklists.difference import compare
from tests.vectors.read import published

OLD = published()["market"].object


def newer(**changes: Any) -> dict[str, Any]:
    return {**deepcopy(OLD), "version": "2022.1", **changes}


def test_the_same_content_does_not_differ() -> None:
    told = compare(OLD, newer())
    assert (told["from"], told["to"]) == ("2021.2", "2022.1")
    assert not any(told[key] for key in ("head", "added", "removed", "changed", "moved"))


def test_items_come_go_and_change_by_their_ids() -> None:
    new = newer()
    gone = new["items"].pop(0)
    new["items"].append({**gone, "id": "market.new"})
    new["items"][0]["deadline_days"] = 9
    told = compare(OLD, new)
    assert (told["added"], told["removed"]) == (["market.new"], [gone["id"]])
    assert told["changed"] == [
        {"id": new["items"][0]["id"], "keys": {"deadline_days": {"old": 3, "new": 9}}}
    ]


def test_a_change_of_the_head_and_of_the_order_is_told() -> None:
    told = compare(OLD, newer(zh="新名", items=OLD["items"][::-1]))
    assert list(told["head"]) == ["zh"]
    assert told["moved"]
