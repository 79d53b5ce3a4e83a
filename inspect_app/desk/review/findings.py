"""Builds the rows of the review page from answers and verdicts, in the checklist's order."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from inspect_app.desk.review.item_view import (
    READ_OFF,
    Line,
    Shot,
    answer_words,
    distance_words,
    figure_of,
    is_unmeasured,
    limit_words,
    own_words,
    unit_of,
    value_words,
)
from inspect_app.domain.rules.checklist import Limit
from inspect_app.domain.rules.unable import UNABLE
from inspect_app.models.inspections import Answer
from inspect_app.web.language import t


@dataclass(frozen=True)
class Findings:
    """By item id: the answer given, its verdict, the limit in force, and what else is known."""

    answers: Mapping[str, Any]
    verdicts: Mapping[str, str]
    limits: Mapping[str, Limit]
    lacking: set[str]
    remarks: Mapping[str, str]
    before: Mapping[str, Answer]
    before_on: date | None
    shots: tuple[Shot, ...]


def list_lines(published: Mapping[str, Any], found: Findings) -> list[Line]:
    """Return one row per item that was asked; `published` is the checklist with its words."""
    sections = {section["id"]: own_words(section) for section in published["sections"]}
    places: dict[str, int] = {}
    lines = []
    for item in published["items"]:
        section = item["section"]
        places[section] = places.get(section, 0) + 1
        if item["id"] in found.verdicts:
            place = t("desk.place", section=sections[section], no=places[section])
            lines.append(_line(item, place, found))
    return lines


def unable_line(
    unable: Mapping[str, Any], lacking: set[str], shots: tuple[Shot, ...], remark: str
) -> Line:
    """Return the row that says why nothing could be inspected, with its photos."""
    return Line(
        id=UNABLE,
        ask=t("desk.unable"),
        place=t("desk.unable.found"),
        weight="record",
        verdict="na",
        value=t(f"desk.unable.{unable['why']}"),
        read_off=True,
        note=unable["reason"],
        no_photo=unable.get("no_photo", ""),
        lacks_photo=UNABLE in lacking,
        remark=remark,
        shots=tuple(shot for shot in shots if shot.item == UNABLE),
    )


def _line(item: Mapping[str, Any], place: str, found: Findings) -> Line:
    id, unit = item["id"], unit_of(item)
    given, limit, before = found.answers.get(id, {}), found.limits.get(id), found.before.get(id)
    value, verdict = given.get("value"), found.verdicts[id]
    return Line(
        id=id,
        ask=own_words(item),
        place=place,
        weight=item["class"],
        vetoes=item["vetoes"],
        verdict=verdict,
        value=answer_words(item, given),
        figure=figure_of(value),
        read_off=is_unmeasured(item, value)
        or (item["type"] in READ_OFF and value not in (None, "na")),
        unit=unit,
        limit=limit_words(limit, unit, item["type"]),
        distance=distance_words(limit, value, unit),
        note=given.get("note", ""),
        due_days=given.get("due_days", item["deadline_days"]) if verdict == "fail" else None,
        no_photo=given.get("no_photo", ""),
        lacks_photo=id in found.lacking,
        remark=found.remarks.get(id, ""),
        last=value_words(item, before.value) if before else "",
        last_on=found.before_on,
        shots=tuple(shot for shot in found.shots if shot.item == id),
    )
