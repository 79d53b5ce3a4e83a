"""One revision as the review page shows it: its items in reading order, its photos, its proof."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from inspect_app.desk.limits import limits_in_force
from inspect_app.desk.lines import (
    Line,
    Shot,
    distance_words,
    figure_of,
    limit_words,
    own_words,
    value_words,
)
from inspect_app.domain.checklist import Checklist
from inspect_app.domain.geo import distance_m
from inspect_app.domain.visits import PhoneClock
from inspect_app.language import t
from inspect_app.models.inspections import Inspection, Photo, Revision


@dataclass(frozen=True)
class Reading:
    """The page's whole content; `lines` are sorted for reading, `counts` by verdict."""

    inspection: Inspection
    revision: Revision
    body: Mapping[str, Any]
    title: str
    lines: tuple[Line, ...]
    shots: tuple[Shot, ...]
    signatures: tuple[str, ...]
    metres_off: int | None

    @property
    def counts(self) -> dict[str, int]:
        verdicts = [line.verdict for line in self.lines]
        return {one: verdicts.count(one) for one in ("fail", "missing", "pass", "na")}

    @property
    def started_at(self) -> datetime:
        return datetime.fromisoformat(self.body["started_at"])

    @property
    def sealed_at(self) -> datetime:
        return datetime.fromisoformat(self.body["sealed_at"])

    @property
    def clock(self) -> PhoneClock | None:
        """The last server time the phone had seen before it started."""
        given = self.body["clock"]
        if given["server_time"] is None:
            return None
        seen = datetime.fromisoformat(given["server_time"])
        return PhoneClock(seen, timedelta(milliseconds=given["age_ms"]))

    @property
    def inspectors(self) -> list[str]:
        return [one["user"] for one in self.body["inspectors"]]


def read(
    inspection: Inspection,
    revision: Revision,
    durable: Mapping[str, Photo],
    remarks: Mapping[str, str],
    last: Revision | None,
) -> Reading:
    """Puts together what the tables hold; nothing is judged here again."""
    body = json.loads(revision.body)
    published = json.loads(revision.checklist.body)
    shots = _shots(revision, durable)
    maker = _Maker(inspection, revision, body, published, shots, remarks, last)
    lines = sorted(maker.lines(), key=lambda line: line.rank)
    return Reading(
        inspection=inspection,
        revision=revision,
        body=body,
        title=t("desk.checklist", name=own_words(published), version=revision.checklist.version),
        lines=tuple(lines),
        shots=shots,
        signatures=tuple(p.sha256 for p in revision.photos if p.role == "signature"),
        metres_off=_metres_off(inspection, body),
    )


def _shots(revision: Revision, durable: Mapping[str, Photo]) -> tuple[Shot, ...]:
    evidence = [photo for photo in revision.photos if photo.role != "signature"]
    failed = {answer.item for answer in revision.answers if answer.verdict == "fail"}
    ordered = sorted(evidence, key=lambda photo: photo.item not in failed)
    return tuple(
        Shot(n, p.sha256, p.item, p.role, p.source, p.taken_at, p.sha256 in durable)
        for n, p in enumerate(ordered, start=1)
    )


def _metres_off(inspection: Inspection, body: Mapping[str, Any]) -> int | None:
    there, here = inspection.premises, body["position"]
    if here is None or there.lat is None or there.lng is None:
        return None
    return round(distance_m(there.lat, there.lng, here["lat"], here["lng"]))


class _Maker:
    """Holds what every line needs."""

    def __init__(
        self,
        inspection: Inspection,
        revision: Revision,
        body: Mapping[str, Any],
        published: Mapping[str, Any],
        shots: tuple[Shot, ...],
        remarks: Mapping[str, str],
        last: Revision | None,
    ) -> None:
        given = {**body, "on": inspection.visited_on.isoformat()}
        self.limits = limits_in_force(Checklist.from_object(published), given)
        self.answers, self.published, self.remarks, self.last = (
            body["answers"],
            published,
            remarks,
            last,
        )
        self.verdicts = {answer.item: answer.verdict for answer in revision.answers}
        self.verdicts |= dict.fromkeys(revision.score["missing"], "missing")
        self.lacking = {lack["item"] for lack in revision.lacks if lack["what"] == "photo"}
        self.before = {answer.item: answer for answer in last.answers} if last else {}
        self.shots = shots

    def lines(self) -> list[Line]:
        """Only what was asked: hidden items have no verdict."""
        sections = {section["id"]: own_words(section) for section in self.published["sections"]}
        places: dict[str, int] = {}
        lines = []
        for item in self.published["items"]:
            places[item["section"]] = places.get(item["section"], 0) + 1
            if item["id"] in self.verdicts:
                place = t(
                    "desk.place", section=sections[item["section"]], no=places[item["section"]]
                )
                lines.append(self._line(item, place))
        return lines

    def _line(self, item: Mapping[str, Any], place: str) -> Line:
        given = self.answers.get(item["id"], {})
        value, unit, limit = given.get("value"), item["unit"] or "", self.limits.get(item["id"])
        return Line(
            id=item["id"],
            ask=own_words(item),
            place=place,
            weight=item["class"],
            verdict=self.verdicts[item["id"]],
            value="" if value is None else value_words(item, value),
            figure=figure_of(value),
            unit=unit,
            limit=limit_words(limit, unit),
            distance=distance_words(limit, value, unit),
            note=given.get("note", ""),
            due_days=self._due(item, given),
            no_photo=given.get("no_photo", ""),
            lacks_photo=item["id"] in self.lacking,
            remark=self.remarks.get(item["id"], ""),
            last=self._last(item),
            last_on=self.last.inspection.visited_on if self.last else None,
            shots=tuple(shot for shot in self.shots if shot.item == item["id"]),
        )

    def _due(self, item: Mapping[str, Any], given: Mapping[str, Any]) -> int | None:
        if self.verdicts[item["id"]] != "fail":
            return None
        due: int | None = given.get("due_days", item["deadline_days"])
        return due

    def _last(self, item: Mapping[str, Any]) -> str:
        before = self.before.get(item["id"])
        return value_words(item, before.value) if before else ""
