"""A published checklist as objects: items, entry ranges, limits, options, rules of the result.

Built from the object of `inspect-app checklists show`, which was checked when it was published.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any, Self

from inspect_app.domain.exact import exact

Condition = Mapping[str, Any] | None


def in_force(first: str | None, last: str | None, day: str) -> bool:
    """Whether a day lies between two ISO days, both included; None means no bound."""
    return (first is None or first <= day) and (last is None or day <= last)


def bound(value: object) -> Fraction | None:
    """Return a limit as a fraction, None if it is open."""
    return None if value is None else exact(value)


@dataclass(frozen=True)
class Range:
    """A range between two bounds, both included."""

    min: Fraction | None
    max: Fraction | None

    def holds(self, number: Fraction) -> bool:
        return (self.min is None or self.min <= number) and (self.max is None or number <= self.max)


@dataclass(frozen=True)
class Entry(Range):
    """The numbers that the number pad accepts: a range and a step from its lower end."""

    step: Fraction | None

    @classmethod
    def from_object(cls, given: Mapping[str, Any]) -> Self:
        return cls(bound(given["min"]), bound(given["max"]), bound(given["step"]))

    def holds(self, number: Fraction) -> bool:
        on_step = self.step is None or (number - (self.min or 0)) % self.step == 0
        return on_step and super().holds(number)


@dataclass(frozen=True)
class Limit(Range):
    """A range that is in force while its condition holds."""

    when: Condition

    @classmethod
    def from_object(cls, given: Mapping[str, Any]) -> Self:
        return cls(bound(given["min"]), bound(given["max"]), given["when"])


@dataclass(frozen=True)
class Option:
    """One option of a choice; `ok` is None if it is neither good nor bad."""

    value: str
    ok: bool | None
    required: bool | Condition


@dataclass(frozen=True)
class Part:
    """One of the numbers that an answer has by name; without `entry` any number is accepted."""

    name: str
    entry: Entry | None


@dataclass(frozen=True)
class Clause:
    """A listed deduction: what is wrong, and the points that one occurrence may cost."""

    text: str
    points: Range

    @classmethod
    def from_object(cls, given: Mapping[str, Any]) -> Self:
        low, high = given["points"]
        return cls(given["clause"], Range(exact(low), exact(high)))


@dataclass(frozen=True)
class Item:
    """One question of a checklist; `max` and `clauses` are for scored tables."""

    id: str
    weight: str  # the class: veto, key, general, record; of scored tables guarantee, general, plain
    vetoes: str | None
    type: str
    photo: str
    na: bool
    unmeasured: str | None  # what an answer "unmeasured" is worth: fail or open; None: refused
    optional: bool
    until: bool
    valid_from: str | None
    valid_to: str | None
    condition: Condition
    entry: Entry | None
    limits: tuple[Limit, ...]
    options: tuple[Option, ...]
    parts: tuple[Part, ...]
    max: int | None
    clauses: tuple[Clause, ...]

    @classmethod
    def from_object(cls, given: Mapping[str, Any]) -> Self:
        plain = ("id", "vetoes", "type", "photo", "na", "optional", "until")
        return cls(
            **{name: given[name] for name in plain},
            weight=given["class"],
            unmeasured=given.get("unmeasured"),
            valid_from=given["valid_from"],
            valid_to=given["valid_to"],
            condition=given["condition"],
            entry=entry_of(given),
            limits=tuple(Limit.from_object(limit) for limit in given["limits"]),
            options=tuple(Option(o["value"], o["ok"], o["required"]) for o in given["options"]),
            parts=tuple(Part(part["name"], entry_of(part)) for part in given["parts"]),
            max=given.get("max"),
            clauses=tuple(Clause.from_object(clause) for clause in given.get("deductions", [])),
        )


def entry_of(given: Mapping[str, Any]) -> Entry | None:
    return Entry.from_object(given["entry"]) if given["entry"] else None


@dataclass(frozen=True)
class Least:
    """A derived attribute and its least allowed value; `item` is the name in the result's `why`."""

    attr: str
    item: str
    min: Fraction

    @classmethod
    def from_object(cls, given: Mapping[str, Any]) -> Self:
        return cls(given["attr"], given["item"], exact(given["min"]))


@dataclass(frozen=True)
class Rule:
    """The parameters of the result while one regulation is in force."""

    first: str | None
    last: str | None
    general_max: int | None
    general_share: Fraction | None
    least: tuple[Least, ...]

    @classmethod
    def from_object(cls, given: Mapping[str, Any]) -> Self:
        share = given["general_share"]
        least = tuple(Least.from_object(each) for each in given.get("least", []))
        return cls(given["from"], given["to"], given["general_max"], bound(share), least)


@dataclass(frozen=True)
class Line:
    """One row of the summary of scored tables: its weight, and the tables whose mean it takes."""

    id: str
    weight: Fraction
    tables: tuple[str, ...]

    @classmethod
    def from_object(cls, given: Mapping[str, Any]) -> Self:
        return cls(given["id"], exact(given["weight"]), tuple(given["tables"]))


@dataclass(frozen=True)
class Checklist:
    """One checklist version; `lines` weigh scored tables, `profile` is asked first, not judged."""

    code: str
    version: str
    kind: str
    judgement: str
    attrs: Mapping[str, Any]
    signatures: tuple[str, ...]
    rules: tuple[Rule, ...]
    lines: tuple[Line, ...]
    profile: tuple[Item, ...]
    items: tuple[Item, ...]

    @classmethod
    def from_object(cls, given: Mapping[str, Any]) -> Self:
        plain = ("code", "version", "kind", "judgement", "attrs")
        return cls(
            **{name: given[name] for name in plain},
            signatures=tuple(given["signatures"]),
            rules=tuple(Rule.from_object(rule) for rule in given["rules"]),
            lines=tuple(Line.from_object(line) for line in given.get("lines", [])),
            profile=tuple(Item.from_object(item) for item in given["profile"]),
            items=tuple(Item.from_object(item) for item in given["items"]),
        )

    @cached_property
    def tables(self) -> dict[str, dict[str, Item]]:
        """Return the items of each scored table by name: `B14.box` is `box` in `B14`."""
        tables: dict[str, dict[str, Item]] = {}
        for item in self.items:
            table, _, name = item.id.partition(".")
            tables.setdefault(table, {})[name] = item
        return tables

    def rule_on(self, day: str) -> Rule | None:
        """Return the first rule in force on a day, YYYY-MM-DD, or None."""
        return next((rule for rule in self.rules if in_force(rule.first, rule.last, day)), None)
