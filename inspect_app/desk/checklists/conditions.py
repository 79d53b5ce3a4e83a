"""Puts a checklist's conditions into sentences."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Self

from inspect_app.desk.review.item_view import own_words
from inspect_app.web.language import t

Object = Mapping[str, Any]
OTHER = {"all": "any", "any": "all"}


@dataclass(frozen=True)
class Names:
    """The words for everything that a condition may name."""

    attrs: Object
    items: Mapping[str, Object]

    @classmethod
    def of(cls, published: Object) -> Self:
        asked = [*published["profile"], *published["items"]]
        return cls(published["attrs"]["properties"], {item["id"]: item for item in asked})

    def subject(self, fact: str) -> str:
        where, _, name = fact.partition(":")
        if where == "attr":
            return own_words(self.attrs[name])
        if where == "answer":
            item = self.items[name.partition(":")[0]]
            words = own_words(self._part(item, name.partition(":")[2]) or item)
            return t("desk.when.item", no=item["no"], ask=words)
        return t("desk.when.day")

    def value(self, fact: str, value: Any) -> str:
        """Return an option's name in the reader's language, else the plain value."""
        where, _, name = fact.partition(":")
        if where == "attr":
            named = self.attrs[name].get("values", {}).get(value)
            return own_words(named) if named else str(value)
        if value in ("pass", "fail", "na"):
            return t(f"desk.verdict.{value}")
        item = self.items[name.partition(":")[0]] if where == "answer" else {"options": []}
        chosen = [option for option in item["options"] if option["value"] == value]
        return own_words(chosen[0]) if chosen else str(value)

    @staticmethod
    def _part(item: Object, name: str) -> Object | None:
        return next((part for part in item["parts"] if part["name"] == name), None)


def condition_words(
    names: Names, given: Object, *, turned: bool = False, inner: bool = False
) -> str:
    """Return a condition in words; `turned` negates it, `inner` adds brackets if needed."""
    if "not" in given:
        return condition_words(names, given["not"], turned=not turned, inner=inner)
    for way in OTHER:
        if way in given:
            parts = merged(given[way]) if way == "any" else given[way]
            words = [condition_words(names, one, turned=turned, inner=True) for one in parts]
            text = t(f"desk.when.{OTHER[way] if turned else way}").join(words)
            return t("desk.when.group", text=text) if inner and len(words) > 1 else text
    return comparison_words(names, given, turned)


def comparison_words(names: Names, given: Object, turned: bool) -> str:
    fact, op, value = given["fact"], given["op"], given.get("value")
    if op == "ne":
        op, turned = "eq", not turned
    if isinstance(value, bool):
        op = "yes" if value else "no"
    values = value if isinstance(value, list) else [value]
    values_text = t("desk.when.or").join(names.value(fact, one) for one in values)
    key = {"in": "eq"}.get(op, op)
    if turned and key in ("ge", "gt", "le", "lt"):
        text = t(f"desk.when.{key}", what=names.subject(fact), value=values_text)
        return t("desk.when.turned", text=text)
    return t(
        f"desk.when.{'not_' if turned else ''}{key}", what=names.subject(fact), value=values_text
    )


def merged(conditions: Iterable[Object]) -> Iterator[Object]:
    """Merge successive `has` comparisons of one fact into one: contains a, b or c."""
    held: dict[str, Any] | None = None
    for one in conditions:
        if held and one.get("op") == "has" and one["fact"] == held["fact"]:
            held["value"].append(one["value"])
            continue
        if held:
            yield held
        held = {**one, "value": [one["value"]]} if one.get("op") == "has" else None
        if held is None:
            yield one
    if held:
        yield held
