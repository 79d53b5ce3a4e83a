"""The body of an inspection as a phone would seal it, with the bytes that it names."""

import copy
import hashlib
import json
import random
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from inspect_app.demo.drawings.placeholders import draw_signature, with_comment
from inspect_app.demo.records.answers import Answers, answer_all
from inspect_app.demo.records.evidence import Seen, draw_evidence, draw_together
from inspect_app.demo.records.plausible import full_tables
from inspect_app.domain.calendar.visits import SHANGHAI, shanghai_day
from inspect_app.domain.rules.checklist import Checklist
from inspect_app.domain.rules.scoring import TABLES, score_with_photos
from inspect_app.services.people.signed_digests import content_digest

PRESENT = ("罗师傅（示例）", "邵老师（示例）", "葛主任（示例）", "毕师傅（示例）", "卓园长（示例）")
REFUSALS = ("对检查结论有异议，拒绝签字", "负责人不在场，在场人员不愿签字")
APP = "1.0.0"
VARIANTS = 3  # so many pictures of each thing, each with the mark of its visit
RETAKEN = 6  # so many stand for all that were taken again


@dataclass(frozen=True)
class Place:
    """What a phone knows of a premises and of the checklist that it opens there."""

    premises: str
    kind: str
    attrs: Mapping[str, Any]
    lat: float | None
    lng: float | None
    version: str
    sha256: str
    object: Mapping[str, Any]
    checklist: Checklist


@dataclass(frozen=True)
class Visit:
    """Who was there and when, and which items fail.

    `refused`: nobody present would sign. `id` is the visit's, which marks its photos so that no
    other visit has them; `apart`: each item has a photo, each signature is of this inspection.
    `lent` marks the one photo that another visit has, too. `small` photos fit one block of a disk.
    """

    id: str
    author: str
    second: str | None
    started_at: datetime
    minutes: int
    failing: frozenset[str] = frozenset()
    refused: bool = False
    apart: str = ""
    lent: str = ""
    small: bool = True
    acceptance: Mapping[str, str] | None = None

    @property
    def variant(self) -> int:
        """Which of the pictures of a thing this visit has."""
        return sum(self.id.encode()) % VARIANTS


@dataclass
class Sealed:
    """A body as the phone would seal it, and the bytes its hashes stand for."""

    body: dict[str, Any]
    named_bytes: dict[str, bytes] = field(default_factory=dict)
    mark: str = "示例"
    small: bool = True

    @property
    def author(self) -> str:
        return str(self.body["author"])

    @property
    def text(self) -> str:
        return json.dumps(self.body, ensure_ascii=False, separators=(",", ":"))

    @property
    def digest(self) -> str:
        return digest(self.text.encode())

    def keep(self, data: bytes, mark: str = "") -> str:
        """Return the name of some bytes; a photo gets the mark of its visit, or another's."""
        if media_type(data) != "image/png":
            data = with_comment(data, mark or self.mark)
        name = digest(data)
        self.named_bytes[name] = data
        return name

    def names(self) -> list[str]:
        """What the body names, each once, in its order."""
        shots = [shot["sha256"] for shots in self.body["photos"].values() for shot in shots]
        signatures = [signature["sha256"] for signature in self.body["signatures"]]
        return list(dict.fromkeys([*shots, *signatures]))

    def blobs(self) -> list[dict[str, Any]]:
        return [
            {
                "sha256": name,
                "size": len(self.named_bytes[name]),
                "type": media_type(self.named_bytes[name]),
            }
            for name in self.names()
        ]


def seal(place: Place, visit: Visit, chance: random.Random) -> Sealed:
    """Complete unless the visit has no second inspector; its signatures are not bound yet."""
    on = shanghai_day(visit.started_at).isoformat()
    seen = {"id": place.premises, "kind": place.kind, "attrs": dict(place.attrs)}
    given = {"premises": seen, "on": on}
    filled, failed, due = fill_in(place, given, visit, chance)
    sealed_at = visit.started_at + timedelta(minutes=visit.minutes)
    sealed = Sealed(
        {
            "schema": 2,
            "author": visit.author,
            "app": APP,
            "visit": visit.id,
            **given,
            "checklist": named(place),
            "started_at": local(visit.started_at),
            "sealed_at": local(sealed_at),
            "clock": clock_of(visit.started_at, chance),
            "inspectors": inspectors_of(visit),
            "position": position_of(place, chance),
            **filled,
            "photos": {},
            "signatures": [],
            "refusal": {"reason": chance.choice(REFUSALS)} if visit.refused else None,
        },
        mark=visit.apart or visit.id,
        small=visit.small,
    )
    add_photos(sealed, place, failed, due, visit, chance)
    add_signatures(sealed, visit, chance)
    return sealed


def bind_signatures(sealed: Sealed, id: str) -> None:
    """Says that all signed what stands there now."""
    body = sealed.body
    given = {
        "signed_at": body["sealed_at"],
        "content_digest": content_digest(id, body),
        "rev": 1,
    }
    body["signatures"] = [one | given for one in body["signatures"]]


def fill_in(
    place: Place, given: Mapping[str, Any], visit: Visit, chance: random.Random
) -> tuple[dict[str, Any], frozenset[str], list[str]]:
    """What was found, by items or by the sheets of scored tables; what failed; what to show."""
    filled: dict[str, Any] = {"acceptance": visit.acceptance} if visit.acceptance else {}
    if place.checklist.judgement == TABLES:
        filled |= {"answers": {}, "tables": full_tables(place.object, visit.failing)}
    else:
        filled |= {"answers": answer_all(place.object, given, visit.failing, chance)}
    result, due = score_with_photos(place.checklist, {**given, **filled})
    for item in result["hidden"]:
        filled["answers"].pop(item, None)
    return filled, frozenset(result["failed"]), due


def named(place: Place) -> dict[str, str]:
    code = str(place.object["code"])
    return {"code": code, "version": place.version, "sha256": place.sha256}


def mend(sealed: Sealed, items: list[str], at: datetime, serial: int) -> Sealed:
    """The next revision: the returned items photographed again, everything else repeated."""
    body = copy.deepcopy(sealed.body) | {"reason": "按退回意见补拍", "sealed_at": local(at)}
    mended = Sealed(body, dict(sealed.named_bytes), sealed.mark, sealed.small)
    for number, item in enumerate(items):
        retake(mended, item, at - timedelta(minutes=3), serial % RETAKEN + number)
    return mended


def retake(sealed: Sealed, item: str, at: datetime, serial: int) -> str:
    """Puts a picture that no other inspection has in place of the item's first one."""
    answer = sealed.body["answers"].get(item, {"value": "fail"})
    data = draw_evidence(Seen(item, answer["value"], "note" in answer), 100 + serial, sealed.small)
    name = sealed.keep(data)
    sealed.body["photos"][item] = [shot(name, at)]
    return name


def local(at: datetime) -> str:
    return at.astimezone(SHANGHAI).isoformat(timespec="seconds")


def clock_of(started_at: datetime, chance: random.Random) -> dict[str, Any]:
    """The phone last heard the server some time before, mostly in the office that morning."""
    age = timedelta(minutes=chance.randint(10, 150))
    return {
        "server_time": local(started_at - age),
        "age_ms": int(age.total_seconds() * 1000),
    }


def inspectors_of(visit: Visit) -> list[dict[str, str]]:
    people = [{"user": visit.author, "cosigned": "self"}]
    if visit.second:
        people.append({"user": visit.second, "cosigned": "signature"})
    return people


def position_of(place: Place, chance: random.Random) -> dict[str, float] | None:
    if place.lat is None or place.lng is None:
        return None
    return {
        "lat": round(place.lat + chance.uniform(-0.0002, 0.0002), 4),
        "lng": round(place.lng + chance.uniform(-0.0002, 0.0002), 4),
        "accuracy_m": float(chance.randint(5, 40)),
    }


def add_photos(
    sealed: Sealed,
    place: Place,
    failed: Collection[str],
    due: Sequence[str],
    visit: Visit,
    chance: random.Random,
) -> None:
    answers: Answers = sealed.body["answers"]
    sections = {item["id"]: item["section"] or "" for item in place.object["items"]}
    for number, item in enumerate(due):
        answer = answers.get(item, {"value": "fail"})
        seen = Seen(item, answer["value"], item in failed, sections.get(item, ""))
        data = draw_for(visit, seen, chance.randrange(VARIANTS))
        taken_at = visit.started_at + timedelta(minutes=visit.minutes * (number + 1) / len(due))
        sealed.body["photos"][item] = [shot(sealed.keep(data), taken_at)]
    if visit.lent and due:
        name = sealed.keep(draw_evidence(Seen(due[0])), visit.lent)
        sealed.body["photos"][due[0]][0]["sha256"] = name


def draw_for(visit: Visit, seen: Seen, dice: int) -> bytes:
    """Return a picture of its own for each item, or one for all that a visit passed."""
    if visit.apart:
        return draw_evidence(seen, dice, visit.small)
    return draw_together(seen, visit.variant)


def shot(name: str, taken_at: datetime) -> dict[str, str]:
    return {
        "sha256": name,
        "taken_at": local(taken_at),
        "source": "camera",
        "role": "evidence",
    }


def add_signatures(sealed: Sealed, visit: Visit, chance: random.Random) -> None:
    for user in filter(None, (visit.author, visit.second)):
        name = sealed.keep(draw_signature(user + visit.apart))
        sealed.body["signatures"].append({"role": "inspector", "user": user, "sha256": name})
    if not visit.refused:
        who = chance.choice(PRESENT)
        name = sealed.keep(draw_signature(who + visit.apart))
        sealed.body["signatures"].append({"role": "present", "name": who, "sha256": name})


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def media_type(data: bytes) -> str:
    """Return the type of a picture that was drawn here."""
    if data.startswith(b"\x89PNG"):
        return "image/png"
    return "image/webp" if data.startswith(b"RIFF") else "image/jpeg"
