"""Computes the result from the failed items, by the judgement that the checklist names."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from inspect_app.domain.exact import exact
from inspect_app.domain.rules.checklist import Rule
from inspect_app.domain.rules.walk import Walk
from inspect_app.domain.vocabulary import CLASSES


@dataclass(frozen=True)
class Reason:
    """The rule that decided a result, and the items it is about."""

    rule: str
    items: Sequence[str] = ()

    def as_object(self) -> dict[str, object]:
        return {"rule": self.rule, "items": list(self.items)}


DECIDING = tuple(code for code, one in CLASSES.items() if one.decides)
Grade = tuple[str, list[Reason]]
Judgement = Callable[[Walk, Rule], Grade]


def failed_of(walk: Walk, weight: str) -> list[str]:
    """Return the ids of failed items of a class, in the checklist's order."""
    return walk.ids(lambda step: step.is_failed and step.item.weight == weight)


def three_grades(walk: Walk, rule: Rule) -> Grade:
    """Grade a canteen by failed key items, else failed general ones; vetoes do not count."""
    key, general = failed_of(walk, "key"), failed_of(walk, "general")
    too_many = rule.general_max is not None and len(general) > rule.general_max
    reasons = [Reason("key_failed", key)] if key else []
    if general:
        reasons.append(Reason("general_over_max" if too_many else "general_failed", general))
    if key or too_many:
        return "nonconform", reasons
    return ("basic", reasons) if general else ("conform", [Reason("none_failed")])


def standard_share(walk: Walk, rule: Rule) -> Grade:
    """Grade for a title: no veto or key item fails, and at most a share of general ones."""
    asked = walk.ids(
        lambda step: step.item.weight == "general" and step.verdict in ("pass", "fail")
    )
    general = failed_of(walk, "general")
    too_many = rule.general_share is not None and len(general) > rule.general_share * len(asked)
    too_small, not_applied = least_reasons(walk, rule)
    breaking = reasons_of(walk, "veto", "key") + too_small
    reasons = list(breaking)
    if general:
        reasons.append(Reason("general_over_share" if too_many else "general_failed", general))
    result = "below" if breaking or too_many else "standard"
    return result, (reasons or [Reason("none_failed")]) + not_applied


def least_reasons(walk: Walk, rule: Rule) -> tuple[list[Reason], list[Reason]]:
    """Return reasons for derived attributes below their least, and for unknown ones."""
    known = [least for least in rule.least if least.attr in walk.attrs]
    small = [least for least in known if exact(walk.attrs[least.attr]) < least.min]
    unknown = [least for least in rule.least if least not in known]
    return (
        [Reason("below_least", [least.item]) for least in small],
        [Reason("not_applied", [least.item]) for least in unknown],
    )


def reasons_of(walk: Walk, *weights: str) -> list[Reason]:
    found = [Reason(f"{weight}_failed", failed_of(walk, weight)) for weight in weights]
    return [reason for reason in found if reason.items]


def ladder(rungs: dict[str, str]) -> Judgement:
    """Make a judgement by the first class with a failure that is among the `rungs`."""

    def judge(walk: Walk, rule: Rule) -> Grade:
        reasons = reasons_of(walk, *DECIDING)
        failed = [reason.rule.removesuffix("_failed") for reason in reasons]
        result = next((rungs[weight] for weight in failed if weight in rungs), "pass")
        return result, reasons or [Reason("none_failed")]

    return judge


RUNGS = {
    "lift_ladder": {"veto": "stop", "key": "fix", "general": "pass_with_items"},
    "works_ladder": {"veto": "stop", "key": "fix"},
    "acceptance": {"key": "fail", "general": "pass_with_list"},
}
JUDGEMENTS: dict[str, Judgement] = {
    "three_grades": three_grades,
    "standard_share": standard_share,
    **{name: ladder(rungs) for name, rungs in RUNGS.items()},
}
