"""Judges one answer: pass, fail, na, recorded, or None while parts are missing."""

from collections.abc import Callable, Sequence
from fractions import Fraction

from inspect_app.domain.calendar.days import days_between
from inspect_app.domain.exact import exact
from inspect_app.domain.rules.answers import WEIGH_PARTS, Answer
from inspect_app.domain.rules.checklist import Item, Limit, Part
from inspect_app.domain.rules.conditions import Facts, holds
from inspect_app.domain.rules.unmeasured import FAIL, is_unmeasured
from inspect_app.domain.rules.weighing import weighs_enough


def verdict(item: Item, answer: Answer, facts: Facts) -> str | None:
    """Return an answer's verdict, or None while parts are missing.

    `facts` has the facts of earlier items, and the day of the visit under `on`.
    """
    if answer.is_na:
        return "na"
    if is_unmeasured(item, answer.value):
        return "fail" if item.unmeasured == FAIL else "na"
    if any(part.name not in answer.fields for part in parts_of(item)):
        return None
    if item.weight == "record":
        return "recorded"
    return "fail" if is_past(answer, facts) or fails(item, answer, facts) else "pass"


def parts_of(item: Item) -> Sequence[Part]:
    return WEIGH_PARTS if item.type == "weigh" else item.parts


def is_past(answer: Answer, facts: Facts) -> bool:
    """Whether the answer's validity ended before the visit; its last day is still valid."""
    return answer.until is not None and answer.until < str(facts["on"])


def fails(item: Item, answer: Answer, facts: Facts) -> bool:
    judge = JUDGES.get(item.type)
    return judge is not None and judge(item, answer, facts)


def limit_in_force(item: Item, facts: Facts) -> Limit | None:
    """Return the item's first limit whose condition holds, or None."""
    return next((limit for limit in item.limits if holds(limit.when, facts)), None)


def is_outside(item: Item, numbers: Sequence[Fraction], facts: Facts) -> bool:
    limit = limit_in_force(item, facts)
    return limit is not None and not all(limit.holds(number) for number in numbers)


def number_fails(item: Item, answer: Answer, facts: Facts) -> bool:
    return is_outside(item, [exact(answer.value)], facts)


def numbers_fail(item: Item, answer: Answer, facts: Facts) -> bool:
    return is_outside(item, [exact(number) for number in answer.fields.values()], facts)


def age_fails(item: Item, answer: Answer, facts: Facts) -> bool:
    """Whether an age in days, counted to the visit, is outside of its limit."""
    age = days_between(str(answer.value), str(facts["on"]))
    return is_outside(item, [Fraction(age)], facts)


def choice_fails(item: Item, answer: Answer, facts: Facts) -> bool:
    """Whether a bad option was chosen, or a required one was not."""
    chosen = answer.value if isinstance(answer.value, list) else [answer.value]
    return any(
        option.ok is False if option.value in chosen else is_required(option.required, facts)
        for option in item.options
    )


def is_required(required: object, facts: Facts) -> bool:
    return holds(required, facts) if isinstance(required, dict) else required is True


def weighing_fails(item: Item, answer: Answer, facts: Facts) -> bool:
    """Whether goods weigh too little; above the table of tolerances nothing fails."""
    tier, billed, actual = (exact(answer.fields[part.name]) for part in WEIGH_PARTS)
    return weighs_enough(int(tier), billed, actual) is False


JUDGES: dict[str, Callable[[Item, Answer, Facts], bool]] = {
    "pass_fail": lambda item, answer, facts: answer.value == "fail",
    "number": number_fails,
    "numbers": numbers_fail,
    "choice": choice_fails,
    "choices": choice_fails,
    "date_future": lambda item, answer, facts: str(answer.value) < str(facts["on"]),
    "age_days": age_fails,
    "weigh": weighing_fails,
}
