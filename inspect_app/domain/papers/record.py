"""What the record of an inspection lists: every item that was asked, as it was found, unjudged."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from inspect_app.domain.papers.facts import VERDICTS, answer_words, scored_words
from inspect_app.domain.rules.sheets import is_left_out

Object = Mapping[str, Any]
FULL, ABSENT = "没有扣分", "现场没有"


@dataclass(frozen=True)
class Found:
    """One section or one scored sheet: its name, and questions with what was found."""

    name: str
    items: tuple[tuple[str, str], ...]


def list_found(published: Object, body: Object, shown: Collection[str]) -> list[Found]:
    """List what was found; `shown` are the items that were asked, `published` has their words."""
    if "tables" in published:
        return [_sheet(published, sheet) for sheet in body.get("tables", [])]
    names = {one["id"]: one["zh"] for one in published["sections"]}
    found: dict[str, list[tuple[str, str]]] = {}
    for item in published["items"]:
        if item["id"] in shown and item["id"] in body["answers"]:
            words = found_words(item, body["answers"][item["id"]], _count(body, item["id"]))
            found.setdefault(item["section"], []).append((item["zh"], words))
    return [Found(names.get(section, ""), tuple(rows)) for section, rows in found.items()]


def found_words(item: Object, answer: Object, photos: int) -> str:
    """Return how an item was found, with its remark, its photos, or why there is none."""
    note, missing = str(answer.get("note", "")).strip(), answer.get("no_photo", "")
    plain = isinstance(answer.get("value"), str) and answer["value"] in VERDICTS
    words = (
        answer_words(item, answer) if not plain else VERDICTS[answer["value"]],
        answer_words(item, {**answer, "value": None}) if plain else "",
        note,
        f"照片 {photos} 张" if photos else "",
        f"没有照片：{missing}" if missing else "",
    )
    return "，".join(one for one in words if one)


def _count(body: Object, item: str) -> int:
    return len(body["photos"].get(item, []))


def _sheet(published: Object, sheet: Object) -> Found:
    """List a scored sheet: what points were lost for, without the points."""
    tables = {one["id"]: one["zh"] for one in published["tables"]}
    label = sheet.get("label", "")
    rows = []
    for item in published["items"]:
        table, _, slug = item["id"].partition(".")
        if table == sheet["table"] and slug in sheet["scores"]:
            score = sheet["scores"][slug]
            rows.append((item["zh"], ABSENT if is_left_out(score) else scored_words(score) or FULL))
    name = tables.get(sheet["table"], sheet["table"])
    return Found(f"{name} {label}".strip(), tuple(rows))
