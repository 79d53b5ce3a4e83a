"""Turns the answers of one inspection into a result, with the items that decided it.

The server's result is the official one; the phone runs a mirror of it as a preview. Both pass the
same vectors.
"""

from typing import Any

from inspect_app.domain.refusals import Refused
from inspect_app.domain.rules.answers import BLANK
from inspect_app.domain.rules.checklist import Checklist, Item
from inspect_app.domain.rules.grades import JUDGEMENTS, Reason
from inspect_app.domain.rules.site_score import photos_of_site, score_site
from inspect_app.domain.rules.walk import Step, Walk, read_object, walk
from inspect_app.domain.vocabulary import RESULTS

__all__ = [
    "ALL_JUDGEMENTS",
    "Checklist",
    "Refused",
    "required_photos",
    "score",
    "score_with_photos",
    "visible_items",
]

ACCEPTANCE = "acceptance"
TABLES = "jgj59"  # scored by tables, not by a walk down the items
ALL_JUDGEMENTS = (*JUDGEMENTS, TABLES)
Outcome = tuple[str | None, list[Reason]]


def score(checklist: Checklist, given: object) -> dict[str, Any]:
    """Return the result object that `inspect-app score` prints. Raises `Refused`."""
    if checklist.judgement == TABLES:
        return score_site(checklist, given)
    return judged(checklist, walk(checklist, given), is_void(checklist, given))


def score_with_photos(checklist: Checklist, given: object) -> tuple[dict[str, Any], list[str]]:
    """Return the object of `score`, and the items that need a photo, in one pass."""
    if checklist.judgement == TABLES:
        return score_site(checklist, given), photos_of_site(checklist, given)
    done, void = walk(checklist, given), is_void(checklist, given)
    return judged(checklist, done, void), [] if void else done.ids(needs_photo)


def judged(checklist: Checklist, done: Walk, void: bool) -> dict[str, Any]:
    missing = [] if void else done.ids(lambda step: step.is_missing)
    result, reasons = grade(checklist, done, missing, void)
    return {
        "checklist": checklist.code,
        "version": checklist.version,
        "complete": not missing,
        "result": result,
        "result_zh": RESULTS[result].zh if result else None,
        "score": None,
        "covered": coverage(done),
        "failed": done.ids(lambda step: step.is_failed),
        "veto": done.ids(lambda step: step.is_failed and step.item.weight == "veto"),
        "missing": missing,
        "hidden": done.ids(lambda step: not step.visible),
        "why": [reason.as_object() for reason in reasons + uncovered(done)],
    }


def visible_items(checklist: Checklist, given: object) -> list[Item]:
    """List the items that the inspector must answer, by the answers given so far."""
    if checklist.judgement == TABLES:
        return list(checklist.items)
    return [step.item for step in walk(checklist, given).steps if step.visible]


def required_photos(checklist: Checklist, given: object) -> list[str]:
    """List the items that need a photo: always, or if failed; never `na` or unanswered.

    Of what was not measured there is nothing to show: the note that says why stands for the photo.
    """
    if checklist.judgement == TABLES:
        return photos_of_site(checklist, given)
    done = walk(checklist, given)
    return [] if is_void(checklist, given) else done.ids(needs_photo)


def is_void(checklist: Checklist, given: object) -> bool:
    """Whether an acceptance did not take place; always false for other checklists."""
    acceptance = given.get("acceptance") if isinstance(given, dict) else None
    if checklist.judgement != ACCEPTANCE or acceptance is None:
        return False
    void = read_object(acceptance, "acceptance").get("void")
    if void is None:
        return False
    where = "acceptance.void"
    if not isinstance(void, str):
        raise Refused("type", where, "The reason why an acceptance is void is not a text.")
    if BLANK.fullmatch(void):
        raise Refused("empty", where, "The reason why an acceptance is void is empty.")
    return True


def needs_photo(step: Step) -> bool:
    if step.unmeasured:
        return False
    if step.item.photo == "always":
        is_left_open = step.item.optional and step.verdict is None
        return step.visible and step.verdict != "na" and not is_left_open
    return step.item.photo == "on_fail" and step.is_failed


def grade(checklist: Checklist, done: Walk, missing: list[str], void: bool) -> Outcome:
    if void:
        return "void", [Reason("void")]
    if missing:
        return None, [Reason("missing", missing)]
    rule = checklist.rule_on(done.on)
    if rule is None:
        message = f"{checklist.code} {checklist.version} has no rule for {done.on}."
        raise Refused("day", "on", message)
    return JUDGEMENTS[checklist.judgement](done, rule)


def coverage(done: Walk) -> bool | None:
    """Whether the visit covers its premises, by coverage vetoes alone; None if unanswered."""
    deciding = [step for step in done.steps if step.item.vetoes == "coverage"]
    if not deciding or any(step.is_missing for step in deciding):
        return None
    return not any(step.is_failed for step in deciding)


def uncovered(done: Walk) -> list[Reason]:
    items = done.ids(lambda step: step.is_failed and step.item.vetoes == "coverage")
    return [Reason("coverage_failed", items)] if items else []
