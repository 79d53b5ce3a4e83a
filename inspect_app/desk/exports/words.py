"""Puts the values of an exported list into the reader's words; a missing one stays missing."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from markupsafe import Markup

from inspect_app.desk.audit.actions import action_words
from inspect_app.desk.premises.proposals import proposal_words
from inspect_app.documents.tables.cells import Cell
from inspect_app.models.proposals import Proposal
from inspect_app.plans.load import current_plan
from inspect_app.queries.exports.lists import Column, Row
from inspect_app.queries.figures.progress import Progress
from inspect_app.queries.proposals import OPEN
from inspect_app.web.formats import short_mark
from inspect_app.web.language import current_language, t, texts_of
from inspect_app.web.words import (
    area_name,
    kind_name,
    list_name,
    result_name,
    role_name,
    state_name,
    status_name,
)


def head_of(columns: Iterable[Column]) -> list[str]:
    """Return the names of columns in the reader's language."""
    return [t(f"exports.col.{column.name}") for column in columns]


def in_words(columns: Sequence[Column], rows: Iterable[Row]) -> Iterator[list[Cell]]:
    """Yield rows of cells, one after the other."""
    words = [WORDS[column.words] for column in columns]
    for row in rows:
        yield [say(value) for say, value in zip(words, row, strict=True)]


def target_name(code: str) -> str:
    """Return a target's name; the code of one that the plan has no more."""
    target = current_plan().find_target(code)
    return str(getattr(target, current_language())) if target else code


def department_name(code: str) -> str:
    """Return a department's name; the code of one that the plan does not have."""
    found = [one for one in current_plan().departments if one.code == code]
    return str(getattr(found[0], current_language())) if found else code


def stage_words(stage: str) -> str:
    """Return which corrections a page of them showed, as its tab says."""
    keys = (f"corrections.{part}.{stage}" for part in ("tab", "stage"))
    return next((t(key) for key in keys if key in texts_of(current_language())), stage)


def _if_known(say: Callable[[Any], Cell]) -> Callable[[Any], Cell]:
    return lambda value: None if value is None else say(value)


def _key(prefix: str) -> Callable[[Any], Cell]:
    return _if_known(lambda value: t(f"{prefix}{value}"))


def _list(name: Callable[[str], str]) -> Callable[[Any], Cell]:
    return lambda values: t("desk.list").join(map(name, values))


def _result(value: tuple[str | None, str] | None) -> Cell:
    return result_name(*value) if value and value[0] is not None else None


def _record(value: tuple[str, int]) -> Cell:
    collection, rev = value
    what = t(f"desk.quarantine.what.{collection}")
    again = t("desk.comma") + t("desk.review.rev", rev=rev)
    return what + again if collection == "inspection" else what


def _proposal(one: Proposal) -> Cell:
    said = proposal_words(one)
    changes = [
        f"{name}{t('desk.colon')}{_plain(before)} → {_plain(after)}"
        if before
        else f"{name}{t('desk.colon')}{_plain(after)}"
        for name, before, after in said.changes
    ]
    return "; ".join([said.title, *changes])


def _plain(words: str) -> str:
    return words.striptags() if isinstance(words, Markup) else words


def _pace(row: Progress) -> Cell:
    if row.pace is None:
        return None
    target = row.figure.target
    unit = target.unit if current_language() == "zh" else ""
    named = unit if target.is_count else t("figure.points")
    return t(f"figure.pace.{row.pace}", gap=f"{row.gap} {named}".rstrip())


WORDS: Mapping[str, Callable[[Any], Cell]] = {
    "": lambda value: value,
    "kind": _if_known(kind_name),
    "area": _if_known(area_name),
    "figure_area": lambda code: t("exports.scope") if code is None else area_name(code),
    "status": _if_known(status_name),
    "state": _if_known(state_name),
    "role": _if_known(role_name),
    "checklist": lambda code: list_name(code) or code,
    "target": target_name,
    "result": _result,
    "list": _list(str),
    "areas": _list(area_name),
    "kinds": _list(kind_name),
    "yes_no": _if_known(lambda value: t("desk.attr.yes" if value else "desk.attr.no")),
    "covered": _if_known(lambda value: t("desk.covered.yes" if value else "desk.covered.no")),
    "member": lambda name: t("exports.baseline") if name is None else name,
    "reason": _key("desk.reason."),
    "why": _key("desk.why."),
    "pace": _if_known(_pace),
    "title_state": lambda value: t(f"desk.titles.{value}"),
    "proposal": _proposal,
    "proposal_state": lambda value: (
        t("exports.undecided") if value == OPEN else t(f"desk.proposals.state.{value}")
    ),
    "record": _record,
    "quarantine_code": _key("desk.quarantine.code."),
    "quarantine_decision": _key("desk.quarantine.decision."),
    "person_state": lambda value: t(f"desk.people.{value}"),
    "phone": lambda id: short_mark(id[-8:]),
    "phone_state": lambda value: (
        t("desk.phones.revoked") if value == "revoked" else t(f"desk.people.{value}")
    ),
    "loss": _key("desk.losses.why."),
    "photo": short_mark,
    "named": lambda words: words[current_language()],
    "measure": lambda value: t(f"exports.measure.{value}"),
    "correction_state": lambda value: t(f"exports.correction.{value}"),
    "photo_fault": _key("desk.store.fault."),
    "audit_action": action_words,
    "as_json": lambda value: json.dumps(value, ensure_ascii=False, sort_keys=True),
}
