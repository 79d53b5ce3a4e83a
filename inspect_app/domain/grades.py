"""From what failed to the result: one function for each way of judging, chosen by the checklist."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from inspect_app.domain.checklist import Rule
from inspect_app.domain.walk import Walk


@dataclass(frozen=True)
class Reason:
    """Which rule spoke, and the items it spoke of."""

    rule: str
    items: Sequence[str] = ()

    def as_object(self) -> dict[str, object]:
        return {"rule": self.rule, "items": list(self.items)}


Grade = tuple[str, list[Reason]]


def failed_of(walk: Walk, weight: str) -> list[str]:
    return walk.ids(lambda step: step.is_failed and step.item.weight == weight)


def three_grades(walk: Walk, rule: Rule) -> Grade:
    """Canteens: a key item decides, else how many general ones failed; vetoes take no part."""
    key, general = failed_of(walk, "key"), failed_of(walk, "general")
    too_many = rule.general_max is not None and len(general) > rule.general_max
    reasons = [Reason("key_failed", key)] if key else []
    if general:
        reasons.append(Reason("general_over_max" if too_many else "general_failed", general))
    if key or too_many:
        return "nonconform", reasons
    return ("basic", reasons) if general else ("conform", [Reason("none_failed")])


JUDGEMENTS: dict[str, Callable[[Walk, Rule], Grade]] = {"three_grades": three_grades}
