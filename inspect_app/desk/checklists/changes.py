"""Puts the difference of two checklist versions into words for readers."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from inspect_app.checklists.difference import by_id, compare
from inspect_app.desk.checklists.conditions import Names
from inspect_app.desk.checklists.items import (
    ItemWords,
    entry_sentences,
    limit_sentences,
    unmeasured_words,
    word_item,
)
from inspect_app.desk.review.item_view import own_words
from inspect_app.domain.calendar.days import is_day
from inspect_app.web.formats import day_words
from inspect_app.web.language import t

Object = Mapping[str, Any]
# These keys have a name under `desk.field.`; any other key is shown as it is written.
SAID = (
    *("zh", "en", "hint_zh", "hint_en", "photo_hint_zh", "photo_hint_en", "section", "class"),
    *("vetoes", "type", "method", "limits", "entry", "parts", "options", "condition", "photo"),
    *("deadline_days", "basis", "no", "na", "valid_from", "valid_to", "rules", "attrs"),
    "unmeasured",
)


@dataclass(frozen=True)
class Change:
    name: str
    old: str
    new: str


@dataclass(frozen=True)
class ItemChange:
    id: str
    ask: str
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class Difference:
    head: tuple[Change, ...]
    added: tuple[ItemWords, ...]
    removed: tuple[ItemWords, ...]
    changed: tuple[ItemChange, ...]
    moved: bool

    @property
    def nothing(self) -> bool:
        return not (self.head or self.added or self.removed or self.changed or self.moved)


def word_difference(old: Object, new: Object, *, with_marks: bool) -> Difference:
    """Return the difference in words; changed marks count only for who may see marks."""
    difference = compare(old, new)
    before, after = by_id(old), by_id(new)
    told_items = [
        ItemChange(
            one["id"],
            own_words(after[one["id"]]),
            tuple(item_changes(one["keys"], Sides(old, new, one["id"], with_marks))),
        )
        for one in difference["changed"]
    ]
    return Difference(
        head=tuple(head_changes(difference["head"])),
        added=tuple(word_item(Names.of(new), after[name]) for name in difference["added"]),
        removed=tuple(word_item(Names.of(old), before[name]) for name in difference["removed"]),
        changed=tuple(one for one in told_items if one.changes),
        moved=difference["moved"],
    )


@dataclass(frozen=True)
class Sides:
    """One item as it stands in the old and in the new version."""

    old: Object
    new: Object
    id: str
    with_marks: bool

    def words(self, side: Object, key: str) -> str:
        item = by_id(side)[self.id]
        if key not in item:
            return "—"
        return key_words(side, item, key, self.with_marks)


def item_changes(keys: Object, sides: Sides) -> Iterator[Change]:
    for key in keys:
        old, new = sides.words(sides.old, key), sides.words(sides.new, key)
        if old != new:
            yield Change(key_name(key), old, new)


def head_changes(changed: Object) -> Iterator[Change]:
    for key, change in changed.items():
        old, new = change["old"], change["new"]
        sides = (differing(old, new), differing(new, old)) if key == "attrs" else (old, new)
        yield Change(key_name(key), *map(written, sides))


def differing(one: Object, other: Object) -> str:
    """Return the names of attributes that the other side lacks or describes differently."""
    theirs = other["properties"]
    names = [
        own_words(given) for key, given in one["properties"].items() if given != theirs.get(key)
    ]
    return t("desk.list").join(names)


def key_name(key: str) -> str:
    return t(f"desk.field.{key}") if key in SAID else key


def key_words(published: Object, item: Object, key: str, with_marks: bool) -> str:
    names = Names.of(published)
    words = word_item(names, item)
    if key == "section":
        titles = {one["id"]: own_words(one) for one in published["sections"]}
        return titles.get(item["section"], "—")
    if key == "basis":
        return t("desk.comma").join(
            f"{one.text} {one.mark}" if with_marks else one.text
            for one in words.basis
            if with_marks or one.names_law
        )
    said = {
        "class": t(f"class.{words.weight}"),
        "vetoes": words.vetoes,
        "type": words.type,
        "unmeasured": unmeasured_words(item),
        "method": words.how,
        "limits": t("desk.comma").join(limit_sentences(names, item)),
        "entry": t("desk.comma").join(entry_sentences(item)),
        "parts": t("desk.comma").join(entry_sentences(item)),
        "options": t("desk.list").join(option_text(one.words, one.ok) for one in words.options),
        "condition": words.condition,
        "photo": words.photo,
        "deadline_days": words.due,
        "deductions": t("desk.comma").join(words.clauses),
    }
    return (said[key] or "—") if key in said else written(item[key])


def option_text(words: str, ok: bool | None) -> str:
    return t("desk.item.bad", option=words) if ok is False else words


def written(value: Any) -> str:
    """Return a value as text: a dash for nothing, JSON for what has no words."""
    if value in (None, "", [], {}):
        return "—"
    if is_day(value):
        return day_words(date.fromisoformat(value), True)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
