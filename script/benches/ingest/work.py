"""Makes what a phone sends: one inspection, and photos that nobody uploaded before."""

import hashlib
import io
import json
import random
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from PIL import Image

from inspect_app.domain.calendar.visits import SHANGHAI
from inspect_app.domain.ids import uuid7
from script.benches.ingest.instance import CHECKLIST, Seat

PHOTO_BYTES = 300_000
SIZE = (1600, 1200)
COMMENT = b"\xff\xfe"  # a JPEG may carry a remark: it makes the same picture another file


@dataclass(frozen=True)
class Work:
    """The record of a push and the bytes that it names."""

    id: str
    record: dict[str, Any]
    photos: dict[str, bytes]


def draw_photo(target: int = PHOTO_BYTES) -> bytes:
    """Return a JPEG of noise of about this many bytes."""
    best = b""
    for grain in range(8, 200, 8):
        shown = Image.frombytes(
            "RGB", (grain * 4, grain * 3), random.Random(1).randbytes(36 * grain**2)
        )
        out = io.BytesIO()
        shown.resize(SIZE).save(out, "JPEG", quality=82)
        if abs(len(out.getvalue()) - target) < abs(len(best) - target):
            best = out.getvalue()
    return best


def make_unique(photo: bytes) -> bytes:
    remark = secrets.token_bytes(32)
    return photo[:2] + COMMENT + (len(remark) + 2).to_bytes(2, "big") + remark + photo[2:]


def make_work(seat: Seat, photo: bytes, photos: int) -> Work:
    """Return an inspection with thirty passed items, the first of which have photos."""
    shots = [make_unique(photo) for _ in range(photos)]
    named = {hashlib.sha256(data).hexdigest(): data for data in shots}
    text = json.dumps(_body(seat, list(named)), ensure_ascii=False, separators=(",", ":"))
    id = uuid7()
    blobs = [
        {"sha256": name, "size": len(data), "type": "image/jpeg"} for name, data in named.items()
    ]
    digest = hashlib.sha256(text.encode()).hexdigest()
    head = {"collection": "inspection", "id": id, "rev": 1, "base": None}
    return Work(id, head | {"digest": digest, "body": text, "blobs": blobs}, named)


def _body(seat: Seat, names: list[str]) -> dict[str, Any]:
    now = datetime.now(SHANGHAI)
    started = (now - timedelta(minutes=30)).isoformat(timespec="seconds")
    items = [item["id"] for item in CHECKLIST.object["items"]]
    kept = {"taken_at": started, "source": "camera", "role": "evidence"}
    return {
        "schema": 1,
        "author": seat.user_id,
        "app": "1.0.0",
        "visit": uuid7(),
        "on": started[:10],
        "premises": {"id": seat.premises, "kind": CHECKLIST.object["kind"], "attrs": {}},
        "checklist": {
            "code": CHECKLIST.code,
            "version": CHECKLIST.version,
            "sha256": CHECKLIST.sha256,
        },
        "started_at": started,
        "sealed_at": now.isoformat(timespec="seconds"),
        "clock": {"server_time": None, "age_ms": None},
        "inspectors": [
            {"user": seat.user_id, "cosigned": "self"},
            {"user": seat.second_id, "cosigned": "pin"},
        ],
        "position": None,
        "no_position": "测速",
        "answers": {item: {"value": "pass"} for item in items},
        "photos": {items[at]: [{"sha256": name, **kept}] for at, name in enumerate(names)},
        "signatures": [],
        "refusal": None,
    }
