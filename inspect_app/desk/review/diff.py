"""Puts the differences of two submissions into words: a table an item, a line for the rest."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from inspect_app.desk.review.item_view import Line, own_words, value_words
from inspect_app.domain.review.differences import Change, Differences, ItemChanges
from inspect_app.domain.review.words import Piece, marked_words
from inspect_app.web.language import t

LONGEST = 300  # of a field that is shown as it stands
# These stand in the row of the answer, the note or the deductions.
IN_WORDS = frozenset(
    {"value", "fraction", "parts", "until", "note", "no_photo", "due_days"}
    | {"deductions", "reason", "why", "missing"}
)
NAMED = frozenset(
    {"signatures", "position", "no_position", "far", "refusal", "inspectors", "recusal", "reason"}
    | {"not_resigned", "withdrawn", "acceptance", "checklist", "attrs"}
)


@dataclass(frozen=True)
class FieldRow:
    """One field of an item then and now; `after` marks what was put in and taken out."""

    name: str
    before: str
    after: tuple[Piece, ...]
    is_changed: bool
    is_answer: bool = False

    @property
    def now(self) -> str:
        """Return the present words without those taken out."""
        return "".join(one.text for one in self.after if one.kind != "gone")


@dataclass(frozen=True)
class OtherChange:
    """A change that belongs to no item; `note` says what follows from it."""

    name: str
    before: str
    after: str
    note: str = ""


def field_rows(was: Line | None, now: Line, changes: ItemChanges) -> Iterator[FieldRow]:
    """Yield the answer's row, then every other field that has words on either side."""
    answer = t("reading.field.measured" if now.figure else "reading.field.answer")
    yield _row(answer, _answer(was), _answer(now), is_answer=True)
    for field in ("taken", "note", "due", "no_photo"):
        before, after = _words(was, field), _words(now, field)
        if before or after:
            yield _row(t(f"reading.field.{field}"), before, after)
    for change in changes.fields:
        if change.field not in IN_WORDS:
            name = _field_name(change.field)
            yield _row(
                name, _plain(change.field, change.before), _plain(change.field, change.after)
            )


def changed_photos(changes: ItemChanges) -> list[str]:
    """Return how many photos were replaced, added and taken out, each in words."""
    counts = {state: changes.count(state) for state in ("replaced", "new", "gone")}
    return [t(f"reading.photos.{one}", count=count) for one, count in counts.items() if count]


def other_changes(
    found: Differences, published: Mapping[str, Any], names: Mapping[str, str]
) -> Iterator[OtherChange]:
    """Yield what differs in the recorded profile and in the fields that belong to no item."""
    for item in published["profile"]:
        for change in found.items[item["id"]].fields if item["id"] in found.items else ():
            if change.field == "value":
                said = [_profile(item, one) for one in (change.before, change.after)]
                yield OtherChange(own_words(item), *said)
    for change in found.others:
        yield _other(change, names)


def _row(name: str, before: str, after: str, *, is_answer: bool = False) -> FieldRow:
    if before == after:
        return FieldRow(name, before, (), False, is_answer)
    pieces = (Piece("new", after),) if is_answer else marked_words(before, after)
    return FieldRow(name, before, pieces, True, is_answer)


def _answer(line: Line | None) -> str:
    if line is None:
        return t("reading.not_asked.then")
    return line.value or t(f"desk.verdict.{line.verdict}")


def _words(line: Line | None, field: str) -> str:
    if line is None:
        return ""
    if field == "taken":
        return t("desk.list").join(line.taken)
    if field == "due":
        if line.due_days is None:
            return ""
        now = line.due_days == 0
        return t("desk.line.due.now") if now else t("desk.line.due.days", days=line.due_days)
    return line.note if field == "note" else line.no_photo


def _field_name(field: str) -> str:
    return t(f"reading.field.{field}") if field in ("voice", "measure", "deadline_days") else field


def _plain(field: str, value: Any) -> str:
    if value is None:
        return ""
    if field == "voice":
        return t("reading.voice", mark=str(value)[:8].upper())
    if field == "deadline_days":
        return t("desk.line.due.days", days=value)
    words = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return words[:LONGEST]


def _profile(item: Mapping[str, Any], value: Any) -> str:
    return "" if value is None else value_words(item, value)


def _other(change: Change, names: Mapping[str, str]) -> OtherChange:
    field = change.field
    name = t(f"reading.other.{field}") if field in NAMED else field
    before, after = (_said(field, one, names) for one in (change.before, change.after))
    note = t("reading.other.signatures.note") if field == "signatures" else ""
    if field == "signatures" and before == after:
        after = t("reading.other.signatures.again", who=after)
    return OtherChange(name, before, after, note)


def _said(field: str, value: Any, names: Mapping[str, str]) -> str:
    if value in (None, [], {}):
        return t("reading.none")
    if field == "signatures":
        return t("reading.people", count=len(value), who=_people([one[1] for one in value], names))
    if field == "inspectors":
        return _people([one["user"] for one in value], names)
    if field == "position":
        accuracy = round(value["accuracy_m"])
        return t("reading.position", lat=value["lat"], lng=value["lng"], accuracy=accuracy)
    if field == "refusal":
        return str(value["reason"])
    if field == "checklist":
        return f"{value['code']} {value['version']}"
    return _plain(field, value)


def _people(ids: list[str], names: Mapping[str, str]) -> str:
    present = t("desk.signature.present")
    return t("desk.list").join(names.get(one, one) or present for one in ids)
