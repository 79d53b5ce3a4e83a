"""Reads from a body what signals of quality look at, the same for a page and for a batch."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from inspect_app.domain.exact import is_number
from inspect_app.domain.review.quality import Visit
from inspect_app.domain.rules.checklist import Checklist
from inspect_app.domain.rules.sheets import Mark, read_sheets

Body = Mapping[str, Any]


@dataclass(frozen=True)
class Judged:
    """An item that was asked: the type of its answer, its verdict, whether something was said."""

    type: str
    verdict: str
    noted: bool


@dataclass(frozen=True)
class Signed:
    """How many signatures there are, not bound to this content, and not confirmed."""

    count: int
    unbound: int
    unconfirmed: int


def visit_of(
    body: Body, first: str, judged: list[Judged], signed: Signed, *, reused: int, metres: int | None
) -> Visit:
    """Return what signals look at. `first` is the text of the first submission's body.

    Later ones are sealed days after the visit.
    """
    here, shots = body["position"], [one for shots in body["photos"].values() for one in shots]
    return Visit(
        seconds=_seconds(first),
        types=[one.type for one in judged if one.verdict != "missing"],
        photos=len(shots),
        verdicts=[one.verdict for one in judged],
        notes=sum(one.noted for one in judged),
        numbers=[
            float(one["value"]) for one in body["answers"].values() if is_number(one["value"])
        ],
        reused=reused,
        album=sum(one["source"] == "album" for one in shots),
        metres=metres,
        accuracy_m=here["accuracy_m"] if here else None,
        unbound=signed.unbound,
        unconfirmed=signed.unconfirmed,
        signatures=signed.count,
    )


def list_judged(checklist: Checklist, body: Body, verdicts: Mapping[str, str]) -> list[Judged]:
    """List the items that were asked; `verdicts` has those of a checklist without tables."""
    if checklist.lines:
        return list(_of_sheets(checklist, body.get("tables", [])))
    return [
        Judged(item.type, verdicts[item.id], bool(body["answers"].get(item.id, {}).get("note")))
        for item in checklist.items
        if item.id in verdicts
    ]


def _of_sheets(checklist: Checklist, sheets: list[Any]) -> Iterator[Judged]:
    for sheet, given in zip(read_sheets(checklist, sheets), sheets, strict=True):
        for mark in sheet.marks:
            said = given["scores"].get(mark.item.id.partition(".")[2])
            yield Judged("points", verdict_of(mark), _has_words(said))


def verdict_of(mark: Mark) -> str:
    """Return the verdict of a scored item: missing, na, fail or pass."""
    if mark.is_open:
        return "missing"
    if mark.earned is None:
        return "na"
    return "fail" if mark.lost else "pass"


def _has_words(given: Any) -> bool:
    return isinstance(given, dict) and bool(given.get("reason") or given.get("note"))


def _seconds(text: str) -> float:
    body = json.loads(text)
    times = (datetime.fromisoformat(body[name]) for name in ("started_at", "sealed_at"))
    started, sealed = times
    return (sealed - started).total_seconds()
