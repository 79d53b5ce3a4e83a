"""Two revisions of one inspection: nothing that differs is left out, and nothing else is named."""

from typing import Any

import pytest

from inspect_app.domain.review.differences import Change, differences
from inspect_app.domain.review.words import MOST_COMPARED, marked_words


def body(**changes: Any) -> dict[str, Any]:
    whole = {
        "schema": 2,
        "app": "1.0.0",
        "started_at": "2022-09-14T10:12:00+08:00",
        "sealed_at": "2022-09-14T10:58:00+08:00",
        "clock": {"server_time": None, "age_ms": None},
        "premises": {"id": "p", "kind": "canteen_school", "attrs": {"stage": "初"}},
        "position": None,
        "answers": {"cold": {"value": 11.6, "note": "停机"}, "label": {"value": "fail"}},
        "photos": {"cold": [shot("a"), shot("b")]},
        "signatures": [{"role": "present", "name": "吴敏", "sha256": "s", "rev": 1}],
        "refusal": None,
    }
    return whole | changes


def shot(sha256: str) -> dict[str, str]:
    return {"sha256": sha256, "role": "evidence"}


def test_the_same_inspection_sealed_again_differs_in_nothing() -> None:
    later = {"app": "1.1.0", "sealed_at": "2022-09-15T09:00:00+08:00", "schema": 2}
    found = differences(body(), body(**later))
    assert (found.items, found.others) == ({}, ())


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("value", 7.5),
        ("note", "停机，已转移"),
        ("parts", {"h": 2}),
        ("fraction", [47, 50]),
        ("until", "2023-01-01"),
        ("due_days", 3),
        ("no_photo", "不让拍"),
        ("a_field_of_tomorrow", True),
    ],
)
def test_every_field_of_an_answer_is_compared(field: str, value: object) -> None:
    answers = body()["answers"]
    cold = answers["cold"] | {field: value}
    found = differences(body(), body(answers=answers | {"cold": cold})).items
    assert list(found) == ["cold"]
    assert found["cold"].fields == (Change(field, answers["cold"].get(field), value),)


def test_an_answer_that_came_or_went_is_a_change() -> None:
    more = body(answers=body()["answers"] | {"camera": {"value": "pass"}})
    assert differences(body(), more).items["camera"].fields == (Change("value", None, "pass"),)
    assert differences(more, body()).items["camera"].fields == (Change("value", "pass", None),)


def states(was: list[str], now: list[str]) -> list[tuple[str, str | None, str | None]]:
    photos = [{"cold": [shot(one) for one in names]} for names in (was, now)]
    found = differences(body(photos=photos[0]), body(photos=photos[1])).items
    return [(one.state, one.before, one.after) for one in found["cold"].photos]


def test_photos_are_new_gone_replaced_or_the_same() -> None:
    assert states(["a", "b"], ["c", "b"]) == [("replaced", "a", "c"), ("same", "b", "b")]
    assert states(["a"], ["a", "c"]) == [("same", "a", "a"), ("new", None, "c")]
    assert states(["a", "b"], ["b"]) == [("same", "b", "b"), ("gone", "a", None)]
    assert states([], ["c"]) == [("new", None, "c")]
    assert states(["a"], []) == [("gone", "a", None)]


def sheet(label: str, **scores: Any) -> dict[str, Any]:
    return {"table": "B17", "label": label, "scores": scores}


def test_sheets_are_compared_item_by_item() -> None:
    lost = {"deductions": [{"clause": "限位失灵", "points": 10}]}
    before = body(tables=[sheet("1#", load=10, hook=lost)])
    after = body(tables=[sheet("1#", load=10, hook=lost | {"note": "已换"})])
    found = differences(before, after).items
    assert {item: one.fields for item, one in found.items()} == {
        "B17.hook": (Change("note", None, "已换"),)
    }


def test_a_second_crane_renames_the_first_and_changes_nothing_of_it() -> None:
    before = body(tables=[sheet("1#", load=10)], photos={"B17.load": [shot("a")]})
    photos = {"B17[1#].load": [shot("a")]}
    after = body(tables=[sheet("1#", load=10), sheet("2#", load=8)], photos=photos)
    assert list(differences(before, after).items) == ["B17[2#].load"]


def test_what_belongs_to_no_item_is_told_too() -> None:
    signed = [{"role": "inspector", "user": "u", "sha256": "t", "rev": 2}]
    changes: dict[str, Any] = {
        "signatures": signed,
        "refusal": {"reason": "不签"},
        "position": {"lat": 31.2, "lng": 121.4, "accuracy_m": 12},
        "a_field_of_tomorrow": 1,
    }
    found = differences(body(), body(**changes)).others
    assert {one.field for one in found} == set(changes)


def test_a_repeated_signature_is_no_change() -> None:
    again = [body()["signatures"][0] | {"content_digest": None}]
    assert differences(body(), body(signatures=again)).others == ()


def test_attributes_voice_measures_and_why_nothing_was_inspected_are_told() -> None:
    attrs = body(premises=body()["premises"] | {"attrs": {"stage": "高"}})
    assert [one.field for one in differences(body(), attrs).others] == ["attrs"]
    spoken = body(voice={"label": {"sha256": "v", "seconds": 7}})
    assert differences(body(), spoken).items["label"].fields[0].field == "voice"
    asked = body(corrections=[{"id": "i", "item": "label", "measure": "责令改正"}])
    assert differences(body(), asked).items["label"].fields[0].field == "measure"
    away = {"why": "closed", "reason": "锁门"}
    assert list(differences(body(), body(unable=away)).items) == ["unable"]


def pieces(before: str, after: str) -> list[tuple[str, str]]:
    return [(one.kind, one.text) for one in marked_words(before, after)]


def test_added_and_lost_words_are_marked() -> None:
    added = [("same", "压缩机停机"), ("new", "，食物已转移")]
    assert pieces("压缩机停机", "压缩机停机，食物已转移") == added
    assert pieces("3 days", "5 days") == [("gone", "3"), ("new", "5"), ("same", " days")]
    assert pieces("", "新") == [("new", "新")]
    assert pieces("一样", "一样") == [("same", "一样")]


def test_a_very_long_text_is_not_compared_word_by_word() -> None:
    long = "甲" * MOST_COMPARED
    assert pieces(f"{long}乙", f"丙{long}丁{long}") == [
        ("gone", f"{long}乙"),
        ("new", f"丙{long}丁{long}"),
    ]
