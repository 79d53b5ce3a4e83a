"""Puts entries of the audit into words: who, what, about what, and their details."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import url_for

from inspect_app.desk.audit.actions import action_words
from inspect_app.domain.calendar.days import is_day
from inspect_app.models.audit import AuditEntry
from inspect_app.models.people import User
from inspect_app.queries.audit import SUBJECTS, people_by_ids, places_of_inspections
from inspect_app.queries.premises import premises_names
from inspect_app.web.formats import day_words
from inspect_app.web.language import t

LONGEST_VALUE = 80
# Where a subject has a page of its own, and how the page's address names it.
PAGES = {
    "premises": ("desk.one_premises", "premises_id"),
    "inspection": ("desk.inspection", "inspection_id"),
    "user": ("desk.one_person", "user_id"),
    "correction": ("desk.correction", "correction_id"),
}
NAMED = (*SUBJECTS, "instance", "notice")


@dataclass(frozen=True)
class Row:
    """One entry in words; `name` is the subject's own, `link` its page, each empty without one."""

    entry: AuditEntry
    what: str
    actor: User | None
    kind: str
    name: str
    id: str
    link: str
    detail: tuple[tuple[str, str], ...]


def rows_of(entries: Sequence[AuditEntry]) -> list[Row]:
    """Return a row for each entry, in input order."""
    subjects = [one.subject.partition(":")[::2] for one in entries]
    ids: dict[str, list[str]] = {"premises": [], "inspection": [], "user": []}
    for kind, id in subjects:
        ids.get(kind, []).append(id)
    people = people_by_ids([*(one.actor for one in entries), *ids["user"]])
    names = {
        "premises": premises_names(ids["premises"]) if ids["premises"] else {},
        "inspection": places_of_inspections(ids["inspection"]) if ids["inspection"] else {},
        "user": {one.id: one.full_name for one in people.values()},
    }
    return [
        Row(
            entry=entry,
            what=action_words(entry.action),
            actor=people.get(entry.actor or ""),
            kind=t(f"audit.subject.{kind}") if kind in NAMED else kind,
            name=names.get(kind, {}).get(id, ""),
            id=id,
            link=_link(kind, id, names),
            detail=tuple(_details(entry.detail)),
        )
        for entry, (kind, id) in zip(entries, subjects, strict=True)
    ]


def _link(kind: str, id: str, names: Mapping[str, Mapping[str, str]]) -> str:
    if kind not in PAGES or (kind in names and id not in names[kind]):
        return ""
    endpoint, argument = PAGES[kind]
    named: dict[str, Any] = {argument: id}
    return url_for(endpoint, **named)


def _details(detail: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    """Yield name and value of each detail, in the order in which it was hashed."""
    for name in sorted(detail):
        value = detail[name]
        if value is None:
            continue
        text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        text = day_words(date.fromisoformat(text), True) if is_day(text) else text
        yield name, text if len(text) <= LONGEST_VALUE else f"{text[:LONGEST_VALUE]}…"
