"""One revision as the review page shows it: items in reading order, photos, receipt."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from inspect_app.desk.review.arrows import ArrowView
from inspect_app.desk.review.findings import Findings, list_lines, unable_line
from inspect_app.desk.review.item_view import Line, Shot, Voice, own_words
from inspect_app.desk.review.last_visit import LastShot
from inspect_app.desk.review.second import Second
from inspect_app.desk.review.sheets import SheetContext, SiteView, view_site
from inspect_app.domain.calendar.visits import PhoneClock
from inspect_app.domain.geo import distance_m
from inspect_app.domain.rules.flags import unmeasured_in
from inspect_app.domain.rules.limits import limits_in_force
from inspect_app.domain.rules.unable import UNABLE
from inspect_app.models.inspections import Inspection, InspectionPhoto, Photo, Revision
from inspect_app.queries.checklist_rules import checklist_of
from inspect_app.queries.review_items import verdicts_of
from inspect_app.web.language import t

UNSEEN = ("signature", "voice")


@dataclass(frozen=True)
class Reading:
    """The page's content; `lines` are the items' rows, failed ones first.

    `site` is set for a scored site, whose rows are grouped by sheet; `second` for a submission
    after one that was decided on. `seen` are the items that this reader had open before, `last`
    are photos of the visit before by item, `arrows` those that a return drew. `files` counts the
    photos, signatures and voice notes: how many are durable, and how many there are.
    """

    inspection: Inspection
    revision: Revision
    body: Mapping[str, Any]
    title: str
    lines: tuple[Line, ...]
    shots: tuple[Shot, ...]
    metres_off: int | None
    site: SiteView | None
    profile: tuple[Mapping[str, Any], ...]
    voice: Mapping[str, Voice]
    files: Mapping[str, tuple[int, int]]
    second: Second | None = None
    seen: frozenset[str] = frozenset()
    last: Mapping[str, LastShot] = field(default_factory=dict)
    arrows: Mapping[str, ArrowView] = field(default_factory=dict)

    @property
    def to_see(self) -> tuple[Line, ...]:
        """Return the rows that a reviewer looks at: all, or those returned and changed."""
        return self.second.to_see if self.second else self.lines

    @property
    def seen_count(self) -> int:
        """Return how many of these this reader had open before."""
        return sum(line.id in self.seen for line in self.to_see)

    @property
    def unable(self) -> Line | None:
        """Return the row that says why nothing could be inspected, if so."""
        return next((line for line in self.lines if line.id == UNABLE), None)

    @property
    def first(self) -> str:
        """Return the id of the row that is open at first."""
        if self.second:
            return self.second.first
        if self.unable:
            return UNABLE
        ranked = sorted(self.lines, key=lambda line: line.rank)
        return ranked[0].id if ranked else ""

    @property
    def counts(self) -> dict[str, int]:
        """Count the rows by verdict: fail, missing, pass, na."""
        verdicts = [line.verdict for line in self.lines if line.id != UNABLE]
        return {one: verdicts.count(one) for one in ("fail", "missing", "pass", "na")}

    @property
    def loose(self) -> tuple[Shot, ...]:
        """Return the photos of items that are not asked here; they stand in the strip alone."""
        asked = {line.id for line in self.lines}
        return tuple(shot for shot in self.shots if shot.item not in asked)

    @property
    def unmeasured(self) -> list[Line]:
        """Return the rows that nobody measured and that stay open, to be looked at one by one."""
        items = set(unmeasured_in(self.revision.flags))
        return [line for line in self.lines if line.id in items]

    @property
    def started_at(self) -> datetime:
        """Return the start of the visit by the phone's clock, with its offset."""
        return datetime.fromisoformat(self.body["started_at"])

    @property
    def sealed_at(self) -> datetime:
        """Return the time of the seal by the phone's clock, with its offset."""
        return datetime.fromisoformat(self.body["sealed_at"])

    @property
    def clock(self) -> PhoneClock | None:
        """Return the last server time that the phone saw before the visit, or None."""
        given = self.body["clock"]
        if given["server_time"] is None:
            return None
        seen = datetime.fromisoformat(given["server_time"])
        return PhoneClock(seen, timedelta(milliseconds=given["age_ms"]))

    @property
    def inspectors(self) -> list[str]:
        """Return the inspectors' user ids, the author first."""
        return [one["user"] for one in self.body["inspectors"]]


def read(
    inspection: Inspection,
    revision: Revision,
    durable: Mapping[str, Photo],
    remarks: Mapping[str, str],
    last: Revision | None,
) -> Reading:
    """Collect a revision's page content from stored results; nothing is judged again."""
    body = json.loads(revision.body)
    published = json.loads(revision.checklist.body)
    shots = _shots(revision, durable, _unmarked_of(body))
    given = {**body, "on": inspection.visited_on.isoformat()}
    lacking = {lack["item"] for lack in revision.lacks if lack["what"] == "photo"}
    checklist = checklist_of(revision.checklist)
    site = _site(
        published, body, revision, SheetContext(_by_id(published), remarks, lacking, shots)
    )
    findings = Findings(
        answers=body["answers"],
        verdicts=verdicts_of(revision),
        limits=limits_in_force(checklist, given),
        lacking=lacking,
        remarks=remarks,
        before={answer.item: answer for answer in last.answers} if last else {},
        before_on=last.inspection.visited_on if last else None,
        shots=shots,
    )
    lines = tuple(sorted(list_lines(published, findings), key=lambda line: line.rank))
    lines = site.lines if site else lines
    if UNABLE in body:
        remark = remarks.get(UNABLE, "")
        lines = (unable_line(body[UNABLE], lacking, shots, remark), *lines)
    return Reading(
        inspection=inspection,
        revision=revision,
        body=body,
        title=t("desk.checklist", name=own_words(published), version=revision.checklist.version),
        lines=lines,
        shots=shots,
        metres_off=_metres_off(inspection, body),
        site=site,
        profile=tuple(published["profile"]),
        voice=_voice(body, durable),
        files=_files(revision, durable),
    )


def _site(
    published: Mapping[str, Any], body: Mapping[str, Any], revision: Revision, context: SheetContext
) -> SiteView | None:
    """Return the view of a scored site's sheets; None for other checklists."""
    if "tables" not in published:
        return None
    filled = body.get("tables", [])
    return view_site(published, checklist_of(revision.checklist), filled, revision.score, context)


def _by_id(published: Mapping[str, Any]) -> dict[str, Any]:
    return {item["id"]: item for item in published["items"]}


def _voice(body: Mapping[str, Any], durable: Mapping[str, Photo]) -> dict[str, Voice]:
    return {
        item: Voice(note["sha256"], note["seconds"], here is not None, here.fault if here else None)
        for item, note in body.get("voice", {}).items()
        for here in [durable.get(note["sha256"])]
    }


def _files(revision: Revision, durable: Mapping[str, Photo]) -> dict[str, tuple[int, int]]:
    found: dict[str, list[bool]] = {"photo": [], "signature": [], "voice": []}
    for photo in revision.photos:
        found[photo.role if photo.role in UNSEEN else "photo"].append(photo.sha256 in durable)
    return {kind: (sum(here), len(here)) for kind, here in found.items()}


def _unmarked_of(body: Mapping[str, Any]) -> dict[tuple[str, str], str]:
    """Return the unmarked photo of each marked one, by item and hash."""
    return {
        (item, shot["sha256"]): shot["of"]
        for item, shots in body["photos"].items()
        for shot in shots
        if "of" in shot
    }


def _shots(
    revision: Revision, durable: Mapping[str, Photo], unmarked: Mapping[tuple[str, str], str]
) -> tuple[Shot, ...]:
    """Number the photos: failed items first, and a marked copy before what it was drawn on."""
    evidence = [photo for photo in revision.photos if photo.role not in UNSEEN]
    failed = set(revision.score["failed"])
    first = {(photo.item, photo.sha256): n for n, photo in enumerate(evidence)}

    def place(photo: InspectionPhoto) -> tuple[bool, int, bool]:
        own = (photo.item, photo.sha256)
        of = unmarked.get(own)
        beside = first.get((photo.item, of or ""), first[own])
        return photo.item not in failed, beside, of is None

    ordered = sorted(evidence, key=place)
    numbers = {(photo.item, photo.sha256): n for n, photo in enumerate(ordered, 1)}
    return tuple(
        _shot(n, photo, durable.get(photo.sha256), numbers.get((photo.item, of)) if of else None)
        for n, photo in enumerate(ordered, 1)
        for of in [unmarked.get((photo.item, photo.sha256))]
    )


def _shot(number: int, named: InspectionPhoto, here: Photo | None, unmarked: int | None) -> Shot:
    return Shot(
        number,
        named.sha256,
        named.item,
        named.role,
        named.source,
        named.taken_at,
        durable=here is not None,
        fault=here.fault if here else None,
        unmarked=unmarked,
        width=here.width if here else 0,
        height=here.height if here else 0,
    )


def _metres_off(inspection: Inspection, body: Mapping[str, Any]) -> int | None:
    there, here = inspection.premises, body["position"]
    if here is None or there.lat is None or there.lng is None:
        return None
    return round(distance_m(there.lat, there.lng, here["lat"], here["lng"]))
