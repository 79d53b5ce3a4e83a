"""Lists what a sealed inspection lacks before it may be approved. No answer is judged here."""

from collections.abc import Iterable, Mapping
from typing import Any

Lack = dict[str, str]


def list_lacks(
    body: Mapping[str, Any],
    unanswered: Iterable[str],
    photos_due: Iterable[str],
    signatures: Iterable[str],
) -> list[Lack]:
    """List the missing answers, photos, second inspector and signatures.

    `photos_due` are items that require evidence; `signatures` is what the checklist requires.
    """
    lacks = [{"what": "answer", "item": item} for item in unanswered]
    lacks += [{"what": "photo", "item": item} for item in photos_due if _no_evidence(body, item)]
    people = [one["user"] for one in body["inspectors"]]
    if len(set(people)) < 2:
        lacks.append({"what": "second_inspector"})
    if "inspectors" in signatures:
        lacks += [{"what": "signature", "user": user} for user in people if not _signed(body, user)]
    if "present" in signatures and not _present_spoke(body):
        lacks.append({"what": "present"})
    return lacks


def _no_evidence(body: Mapping[str, Any], item: str) -> bool:
    excused = body["answers"].get(item, {}).get("no_photo")
    return not body["photos"].get(item) and not excused


def _signed(body: Mapping[str, Any], user: str) -> bool:
    return any(one["role"] == "inspector" and one.get("user") == user for one in body["signatures"])


def _present_spoke(body: Mapping[str, Any]) -> bool:
    signed = any(one["role"] == "present" for one in body["signatures"])
    return signed or body["refusal"] is not None
