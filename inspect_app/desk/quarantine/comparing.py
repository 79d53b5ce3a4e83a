"""Puts a quarantined record into words, and compares it with the lineage's head.

Its body may be of any shape: it was stored before any check of its content.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from inspect_app.desk.review.item_view import answer_words, own_words
from inspect_app.domain.calendar.days import is_day
from inspect_app.models.sync import SyncRecord
from inspect_app.queries.blobs import list_durable
from inspect_app.queries.checklist_rules import find_body
from inspect_app.queries.inspections import names_of
from inspect_app.services.intake.quarantine import people_in
from inspect_app.web.formats import day_words, moment_words, short_mark
from inspect_app.web.language import t

LONGEST_WORDS = 300
Object = Mapping[str, Any]


@dataclass(frozen=True)
class Point:
    """One compared field; `other` is empty where there is nothing to compare."""

    name: str
    mine: str
    other: str
    differs: bool


@dataclass(frozen=True)
class Picture:
    """A blob that the record names; `here`: the author's upload of it is durable."""

    sha256: str
    where: str
    here: bool


@dataclass(frozen=True)
class Compared:
    """A record in words: facts about it, answers in the checklist's order, and its blobs."""

    facts: list[Point]
    answers: list[Point]
    pictures: list[Picture]
    words: str

    @property
    def differing(self) -> list[Point]:
        """Return the answers that differ."""
        return [one for one in self.answers if one.differs]

    @property
    def here(self) -> int:
        """Return how many photos and signatures are durable."""
        return sum(one.here for one in self.pictures)


def compare(record: SyncRecord, other: SyncRecord | None) -> Compared:
    """Compare a record with `other`, which the user must be allowed to read."""
    mine, theirs = body_of(record), body_of(other) if other else {}
    asked = questions_of(mine)
    return Compared(
        facts=_points(_facts(mine), _facts(theirs), other is not None),
        answers=_points(_answers(mine, asked), _answers(theirs, asked), other is not None),
        pictures=_pictures(record, mine, asked),
        words=short_mark(record.digest),
    )


def body_of(record: SyncRecord) -> Object:
    """Return the record's body; of a draft the inspection so far; {} for another shape."""
    body = json.loads(record.body)
    inside = body.get("inspection") if record.collection == "draft" else body
    return inside if isinstance(inside, dict) else {}


def _points(mine: Mapping[str, str], other: Mapping[str, str], both: bool) -> list[Point]:
    names = list(dict.fromkeys([*mine, *other]))
    pairs = [(name, mine.get(name, ""), other.get(name, "")) for name in names]
    return [Point(name, one, two, both and one != two) for name, one, two in pairs]


def _facts(body: Object) -> dict[str, str]:
    facts = {
        "started": _moment(body.get("started_at") or body.get("at")),
        "sealed": _moment(body.get("sealed_at")),
        "people": _people(body),
        "app": _text(body.get("app")),
        "reason": _text(body.get("reason")),
        "unable": _unable(body.get("unable")),
        "withdrawn": _text(body.get("withdrawn")),
        "no_position": _text(body.get("no_position")),
        "code": _text(body.get("code")),
        "name": _text(body.get("name")),
        "note": _text(body.get("note")),
    }
    return {t(f"desk.quarantine.fact.{name}"): words for name, words in facts.items() if words}


def _unable(unable: object) -> str:
    return _text(unable.get("reason")) if isinstance(unable, dict) else ""


def _answers(body: Object, asked: Mapping[str, Object]) -> dict[str, str]:
    answers = body.get("answers")
    given = dict(_sheet_answers(body))
    if isinstance(answers, dict):
        for id in [
            *(one for one in asked if one in answers),
            *(one for one in answers if one not in asked),
        ]:
            name = own_words(asked[id], "") if id in asked else id
            given[name] = _answer(asked.get(id), answers[id])
    return given


def _answer(item: Object | None, answer: Any) -> str:
    if not isinstance(answer, dict):
        return _text(answer)
    words = ""
    if item is not None:
        with suppress(KeyError, TypeError, ValueError, AttributeError):
            words = answer_words(item, answer)
    notes = [_text(answer[name]) for name in ("note", "no_photo") if answer.get(name)]
    return t("desk.comma").join([words or _text(answer.get("value")), *notes])[:LONGEST_WORDS]


def _sheet_answers(body: Object) -> Iterator[tuple[str, str]]:
    sheets = body.get("tables")
    for sheet in sheets if isinstance(sheets, list) else []:
        scores = sheet.get("scores") if isinstance(sheet, dict) else None
        for slug, score in scores.items() if isinstance(scores, dict) else []:
            label = f" {sheet['label']}" if sheet.get("label") else ""
            yield f"{sheet.get('table')}{label} {slug}", _text(score)


def questions_of(body: Object) -> dict[str, Object]:
    """Return the items of the body's checklist by id; {} if that is unknown."""
    named = body.get("checklist")
    if not isinstance(named, dict) or not isinstance(named.get("code"), str):
        return {}
    text = find_body(named["code"], _text(named.get("version")))
    return {item["id"]: item for item in json.loads(text).get("items", [])} if text else {}


def _pictures(record: SyncRecord, body: Object, asked: Mapping[str, Object]) -> list[Picture]:
    named = [blob["sha256"] for blob in record.blobs]
    durable, places = list_durable(record.user_id, named), dict(_places(body))
    return [
        Picture(one, _place_words(places.get(one, ""), asked), one in durable)
        for one in dict.fromkeys(named)
    ]


def _places(body: Object) -> Iterator[tuple[str, str]]:
    """Yield each hash with the item that it belongs to."""
    photos, signatures = body.get("photos"), body.get("signatures")
    for item, shots in photos.items() if isinstance(photos, dict) else []:
        for shot in shots if isinstance(shots, list) else []:
            if isinstance(shot, dict) and isinstance(shot.get("sha256"), str):
                yield shot["sha256"], item
    for one in signatures if isinstance(signatures, list) else []:
        if isinstance(one, dict) and isinstance(one.get("sha256"), str):
            yield one["sha256"], ""


def _place_words(item: str, asked: Mapping[str, Object]) -> str:
    if not item:
        return t("desk.signature")
    return own_words(asked[item], "") if item in asked else item


def _people(body: Object) -> str:
    named = people_in(body)
    names = names_of(named)
    return t("desk.list").join(names.get(one, one) for one in named)


def _moment(value: Any) -> str:
    with suppress(TypeError, ValueError, OverflowError):
        return moment_words(datetime.fromisoformat(value), True)
    return _text(value)


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str) and is_day(value):
        return day_words(date.fromisoformat(value), True)
    words = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return words[:LONGEST_WORDS]
