"""Whole bodies of inspections: every visible item passes unless the test says otherwise."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from inspect_app.demo.records.plausible import full_tables, plausible_answer
from inspect_app.domain.ids import uuid7
from inspect_app.domain.rules.checklist import Checklist
from inspect_app.domain.rules.scoring import required_photos, visible_items
from inspect_app.models.people import User
from inspect_app.models.premises import Premises
from inspect_app.services.people.signed_digests import content_digest
from tests.makers import checklist_object, checklist_row, make_jpeg, sha256

Answers = dict[str, dict[str, Any]]


@dataclass
class MadeBody:
    """A body and the bytes it names, by digest."""

    body: dict[str, Any]
    photos: dict[str, bytes] = field(default_factory=dict)

    @property
    def text(self) -> str:
        return json.dumps(self.body, ensure_ascii=False)

    @property
    def digest(self) -> str:
        return sha256(self.text.encode())

    @property
    def blobs(self) -> list[dict[str, Any]]:
        return [
            {"sha256": name, "size": len(data), "type": media_type(data)}
            for name, data in self.photos.items()
        ]


def make_body(
    author: User,
    second: User,
    premises: Premises,
    *,
    on: str = "2022-09-14",
    fail: tuple[str, ...] = (),
    code: str | None = None,
    **changes: Any,
) -> MadeBody:
    """Sealed on `on`; `fail` names items that fail, `changes` replace top fields."""
    checklist = checklist_row(code or premises.kind.replace("_", "-"))
    start = f"{on}T10:12:00+08:00"
    body = {
        "schema": 1,
        "author": author.id,
        "app": "1.0.0",
        "visit": uuid7(),
        "on": on,
        "premises": {"id": premises.id, "kind": premises.kind, "attrs": dict(premises.attrs)},
        "checklist": {
            "code": checklist.code,
            "version": checklist.version,
            "sha256": checklist.sha256,
        },
        "started_at": start,
        "sealed_at": f"{on}T10:58:00+08:00",
        "clock": {"server_time": f"{on}T09:40:00+08:00", "age_ms": 32 * 60 * 1000},
        "inspectors": [
            {"user": author.id, "cosigned": "self"},
            {"user": second.id, "cosigned": "signature"},
        ],
        "position": None,
        "no_position": "地下室没有信号",
        "answers": {},
        "photos": {},
        "signatures": [],
        "refusal": None,
    }
    made = MadeBody(body)
    published = checklist_object(checklist.code)
    if "tables" in published:
        body["tables"] = changes.pop("tables", full_tables(published))
    else:
        body["answers"] = passing_answers(published, body, fail)
    _add_photos(made, required_photos(parsed(checklist.code), body), start)
    _add_signatures(made, author, second)
    body.update(changes)
    return made


def media_type(data: bytes) -> str:
    """Photos are JPEG here, and voice notes WebM."""
    return "audio/webm" if data.startswith(b"\x1a\x45\xdf\xa3") else "image/jpeg"


def spoken(made: MadeBody, id: str, item: str, data: bytes, rev: int = 1) -> MadeBody:
    """The same in version 2 of the wire, with a voice note about an item."""
    note = {"sha256": sha256(data), "type": media_type(data), "seconds": 7}
    voice = {item: note | {"taken_at": made.body["started_at"]}}
    return signed(MadeBody(made.body, made.photos | {sha256(data): data}), id, rev, voice=voice)


def signed(made: MadeBody, id: str, rev: int = 1, **changes: Any) -> MadeBody:
    """The same in version 2 of the wire: all who signed saw this content at this revision."""
    body = made.body | {"schema": 2} | changes
    given = {"signed_at": body["sealed_at"], "content_digest": content_digest(id, body), "rev": rev}
    body["signatures"] = [one if "rev" in one else one | given for one in body["signatures"]]
    return MadeBody(body, made.photos)


def unable(made: MadeBody, *, shot: bool = True, **changes: Any) -> MadeBody:
    """The same visit in version 2 of the wire, at which nobody was let in: nothing is answered."""
    body = made.body | {"schema": 2, "answers": {}, "photos": {}, "signatures": []}
    body["unable"] = {"why": "closed", "reason": "铁门上锁，电话没人接"}
    body |= {"tables": []} if "tables" in made.body else {}
    photos = {}
    if shot:
        data = make_jpeg((90, 60, 30))
        photos[sha256(data)] = data
        one = {"sha256": sha256(data), "source": "camera", "role": "evidence"}
        body["photos"] = {"unable": [one | {"taken_at": made.body["started_at"]}]}
    return MadeBody(body | changes, photos)


def withdrawn(made: MadeBody, reason: str = "走错了门，应是隔壁食堂", **changes: Any) -> MadeBody:
    """The same visit in version 2 of the wire, taken back by its author."""
    body = signed(made, uuid7()).body | {"reason": reason, "withdrawn": reason}
    return MadeBody(body | changes, made.photos)


def passing_answers(
    object_: dict[str, Any],
    given: Mapping[str, Any],
    fail: tuple[str, ...],
    chosen: Answers | None = None,
) -> Answers:
    """Answers item by item, since what is visible depends on the answers before."""
    checklist = Checklist.from_object(object_)
    by_id = {item["id"]: item for item in object_["items"]}
    answers: Answers = dict(chosen or {})
    while True:
        seen = [item.id for item in visible_items(checklist, {**given, "answers": answers})]
        open_ones = [item for item in seen if item not in answers]
        if not open_ones:
            return answers
        item = by_id[open_ones[0]]
        answers[item["id"]] = _answer(item, item["id"] in fail, answers, str(given["on"]))


def parsed(code: str) -> Checklist:
    return Checklist.from_object(checklist_object(code))


def _answer(item: dict[str, Any], failing: bool, answers: Answers, on: str) -> dict[str, Any]:
    note = {"note": "示例说明"} if failing else {}
    if item["type"] == "pass_fail":
        return plausible_answer(item, on) | {"value": "fail" if failing else "pass", **note}
    if item["type"] == "number" and item["limits"]:
        return {"value": _number(item, failing, answers), **note}
    if item["type"] in ("choice", "choices"):
        bad = [one["value"] for one in item["options"] if one["ok"] is False]
        good = [one["value"] for one in item["options"] if one["ok"] is not False]
        chosen = bad[:1] if failing and bad else good
        return {"value": chosen[0] if item["type"] == "choice" else chosen, **note}
    return plausible_answer(item, on)


def _number(item: dict[str, Any], failing: bool, answers: Answers) -> float:
    limits = [limit for limit in item["limits"] if _holds(limit["when"], answers)]
    low, high = limits[0]["min"], limits[0]["max"]
    edge = high if low is None else low
    if not failing:
        return float(edge)
    return float(
        item["entry"]["min"]
        if low is not None and item["entry"]["min"] < low
        else item["entry"]["max"]
    )


def _holds(when: dict[str, Any] | None, answers: Answers) -> bool:
    if when is None:
        return True
    value = answers.get(when["fact"].removeprefix("answer:"), {}).get("value")
    return value == when["value"] if when["op"] == "eq" else value in when["value"]


def _add_photos(made: MadeBody, items: list[str], taken_at: str) -> None:
    for number, item in enumerate(items):
        data = make_jpeg((number * 5 % 250, 90, 60))
        made.photos[sha256(data)] = data
        shot = {
            "sha256": sha256(data),
            "taken_at": taken_at,
            "source": "camera",
            "role": "evidence",
        }
        made.body["photos"][item] = [shot]


def _add_signatures(made: MadeBody, author: User, second: User) -> None:
    signers = [("inspector", {"user": author.id}), ("inspector", {"user": second.id})]
    signers.append(("present", {"name": "吴敏（示例）"}))
    for number, (role, who) in enumerate(signers):
        data = make_jpeg((10, 20, 250 - 60 * number))
        made.photos[sha256(data)] = data
        made.body["signatures"].append({"role": role, **who, "sha256": sha256(data)})
