"""Puts an item of a published checklist into words: its question, its rules, its sources."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from inspect_app.checklists.summary import UNSETTLED, is_unsettled, names_law
from inspect_app.desk.checklists.conditions import Names, condition_words
from inspect_app.desk.review.item_view import own_words, unit_of
from inspect_app.domain.exact import exact
from inspect_app.domain.rules.checklist import Limit
from inspect_app.domain.rules.limits import plain, range_text
from inspect_app.web.language import current_language, t

Object = Mapping[str, Any]


@dataclass(frozen=True)
class OptionWords:
    words: str
    ok: bool | None


@dataclass(frozen=True)
class Basis:
    text: str
    mark: str
    names_law: bool

    @property
    def unsettled(self) -> bool:
        return self.mark in UNSETTLED


@dataclass(frozen=True)
class ItemWords:
    """An item in words; `how` says who finds it out, `limits` and `clauses` are sentences."""

    id: str
    no: str
    ask: str
    hint: str
    weight: str
    vetoes: str
    type: str
    how: str
    limits: tuple[str, ...]
    options: tuple[OptionWords, ...]
    clauses: tuple[str, ...]
    condition: str
    photo: str
    photo_hint: str
    due: str
    basis: tuple[Basis, ...]
    unsettled: bool


def word_item(names: Names, item: Object) -> ItemWords:
    return ItemWords(
        id=item["id"],
        no=item["no"],
        ask=own_words(item),
        hint=optional_words(item, "hint_"),
        weight=item["class"],
        vetoes=t(f"desk.vetoes.{item['vetoes']}") if item["vetoes"] else "",
        type=type_words(item),
        how=t(f"desk.how.{item['method']}") if "method" in item else "",
        limits=(*entry_sentences(item), *limit_sentences(names, item)),
        options=tuple(option_words(names, item)),
        clauses=tuple(clause_words(one) for one in item.get("deductions", [])),
        condition=condition_words(names, item["condition"]) if item["condition"] else "",
        photo=t(f"desk.shoot.{item['photo']}"),
        photo_hint=optional_words(item, "photo_hint_"),
        due=due_words(item["deadline_days"]),
        basis=tuple(Basis(one["text"], one["mark"], names_law(one)) for one in item["basis"]),
        unsettled=is_unsettled(item),
    )


def optional_words(item: Object, stem: str) -> str:
    return own_words(item, stem) if f"{stem}{current_language()}" in item else ""


def type_words(item: Object) -> str:
    """Return the answer type, and what else is allowed: no answer, `na`, an end, no reading."""
    parts = [t(f"desk.type.{item['type']}")]
    parts += [t(f"desk.type.{key}") for key in ("optional", "na", "until") if item[key]]
    return t("desk.comma").join(filter(None, [*parts, unmeasured_words(item)]))


def unmeasured_words(item: Object) -> str:
    """Return what it is worth that nothing could be read off; empty where that is no answer."""
    worth = item.get("unmeasured")
    return t(f"desk.type.unmeasured.{worth}") if worth else ""


def due_words(days: int | None) -> str:
    if days is None:
        return "—"
    return t("desk.line.due.now") if days == 0 else t("desk.line.due.days", days=days)


def entry_sentences(item: Object) -> Iterator[str]:
    """Yield sentences about what can be entered."""
    if "max" in item:
        yield t("desk.item.points", most=item["max"])
    elif item["entry"]:
        yield t("desk.item.entry", range=bounds_text(item["entry"]), unit=unit_of(item)).strip()
    for part in item["parts"]:
        yield t("desk.item.part", name=own_words(part), unit=part.get("unit") or "").strip()


def limit_sentences(names: Names, item: Object) -> Iterator[str]:
    """Yield sentences about which values pass."""
    for limit in item["limits"]:
        yield limit_sentence(names, item, limit)
    for one in item.get("thresholds", []):
        yield threshold_sentence(item, one)
    if item["type"] in ("date_future", "weigh"):
        yield t(f"desk.item.{item['type']}")


def limit_sentence(names: Names, item: Object, limit: Object) -> str:
    if item["type"] == "age_days":
        text = t("desk.item.age", days=limit["max"])
    else:
        range = bounds_text(limit)
        text = t("desk.item.limit", range=f"{range} {unit_of(item)}".strip())
    if limit["when"] is None:
        return text
    return t("desk.item.when", when=condition_words(names, limit["when"]), then=text)


def bounds_text(given: Object) -> str:
    return range_text(Limit.from_object({"when": None, **given}))


def threshold_sentence(item: Object, given: Object) -> str:
    """Return from which size works are risky, and from which of a larger scale."""
    part = next((one for one in item["parts"] if one["name"] == given.get("part")), item)
    sizes = {name: plain(exact(given[name])) for name in ("risky", "over")}
    name = own_words(part) if part is not item else ""
    return t("desk.item.threshold", name=name, unit=part.get("unit") or "", **sizes).strip()


def option_words(names: Names, item: Object) -> Iterator[OptionWords]:
    for option in item["options"]:
        words, required = own_words(option), option["required"]
        if required is True:
            words = t("desk.item.required", option=words)
        elif required:
            when = condition_words(names, required)
            words = t("desk.item.required.when", option=words, when=when)
        yield OptionWords(words, option["ok"])


def clause_words(given: Object) -> str:
    """Return a deduction in words, such as 没有底座，每处扣 2 分."""
    low, high = given["points"]
    points = plain(exact(low)) if low == high else f"{plain(exact(low))}–{plain(exact(high))}"
    way = "each" if given["mode"] == "each" else "once"
    return t(f"desk.clause.{way}", clause=own_clause(given), points=points)


def own_clause(given: Object) -> str:
    """Return a listed clause in the reader's language."""
    return str(given["en"] if current_language() == "en" else given["clause"])
