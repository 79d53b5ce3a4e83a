"""Walks down a checklist once, in order: which items are visible, answered, and passed.

An item sees only answers before it, so a single pass is enough and no answer can reach back.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from inspect_app.domain.calendar.days import is_day
from inspect_app.domain.refusals import Refused, shown
from inspect_app.domain.rules.answers import Answer, read_answer
from inspect_app.domain.rules.attributes import check_attributes
from inspect_app.domain.rules.checklist import Checklist, Item, in_force
from inspect_app.domain.rules.conditions import Facts, holds
from inspect_app.domain.rules.judging import verdict
from inspect_app.domain.rules.unmeasured import is_unmeasured


@dataclass(frozen=True)
class Step:
    """One item in a walk; a visible one without a verdict is missing.

    `unmeasured`: its answer says that there was nothing to read off.
    """

    item: Item
    visible: bool
    verdict: str | None = None
    unmeasured: bool = False

    @property
    def is_missing(self) -> bool:
        return self.visible and self.verdict is None and not self.item.optional

    @property
    def is_failed(self) -> bool:
        return self.verdict == "fail"


@dataclass(frozen=True)
class Walk:
    """The steps of one inspection in the checklist's order, its day, the premises' attributes."""

    on: str
    attrs: Mapping[str, object]
    steps: tuple[Step, ...]

    def ids(self, chosen: Callable[[Step], bool]) -> list[str]:
        return [step.item.id for step in self.steps if chosen(step)]


@dataclass(frozen=True)
class Case:
    """The part of an inspection that the rules read: premises, day and answers."""

    attrs: Mapping[str, object]
    on: str
    answers: Mapping[str, object]


def walk(checklist: Checklist, given: object) -> Walk:
    """Return a step for every item, hidden ones too; profile answers only add facts."""
    case = read_case(checklist, given)
    facts: dict[str, object] = {f"attr:{name}": value for name, value in case.attrs.items()}
    facts["on"] = case.on
    for item in checklist.profile:
        take(item, case, facts)
    return Walk(case.on, case.attrs, tuple(take(item, case, facts) for item in checklist.items))


def take(item: Item, case: Case, facts: dict[str, object]) -> Step:
    """Judge one item by the facts before it, then add its own facts."""
    if not is_visible(item, facts):
        return Step(item, visible=False)
    if item.id not in case.answers:
        return Step(item, visible=True)
    answer = read_answer(item, case.answers[item.id])
    unmeasured = is_unmeasured(item, answer.value)
    step = Step(item, True, verdict(item, answer, facts), unmeasured)
    facts.update(facts_of(item, answer))
    return step


def is_visible(item: Item, facts: Facts) -> bool:
    in_time = in_force(item.valid_from, item.valid_to, str(facts["on"]))
    return in_time and holds(item.condition, facts)


def facts_of(item: Item, answer: Answer) -> Facts:
    """Return the facts that an answer adds; `na` and what was not measured add none."""
    if answer.is_na or is_unmeasured(item, answer.value):
        return {}
    fields = {f"answer:{item.id}:{name}": number for name, number in answer.fields.items()}
    return {f"answer:{item.id}": answer.value, **fields}


def read_case(checklist: Checklist, given: object) -> Case:
    """Read premises, day and answers of an inspection; raise `Refused`."""
    whole = read_object(given, "input")
    attrs = read_attrs(checklist, whole)
    answers = read_object(whole.get("answers"), "answers")
    check_items(checklist, answers)
    return Case(attrs, read_day_of_visit(whole), answers)


def read_attrs(checklist: Checklist, whole: Mapping[str, object]) -> Mapping[str, object]:
    premises = read_object(whole.get("premises"), "premises")
    attrs = read_object(premises.get("attrs", {}), "premises.attrs")
    if premises.get("kind") != checklist.kind:
        message = f"{checklist.code} is for premises of the kind {checklist.kind}."
        raise Refused("kind", "premises.kind", message)
    check_attributes(checklist.attrs, attrs)
    return attrs


def read_object(value: object, where: str) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise Refused("type", where, f"{where} is not an object.")
    return value


def read_day_of_visit(whole: Mapping[str, object]) -> str:
    on = whole.get("on")
    if not isinstance(on, str) or not is_day(on):
        raise Refused("type", "on", "The day of the visit is not a day, YYYY-MM-DD.")
    return on


def check_items(checklist: Checklist, answers: Mapping[str, object]) -> None:
    known = {item.id for item in checklist.profile + checklist.items}
    for name in answers:
        if name not in known:
            message = f"{checklist.code} has no item {shown(name)}."
            raise Refused("unknown_item", f"answers.{name}", message)
