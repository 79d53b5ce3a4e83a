"""Rescue files as a phone writes them, made by Python's own tar library."""

import json
import tarfile
from io import BytesIO
from typing import Any

from tests.bodies import MadeBody

Parts = list[tuple[str, bytes]]


def manifest_of(entries: list[dict[str, Any]], photos: dict[str, bytes]) -> dict[str, Any]:
    keys = ("collection", "id", "rev", "digest")
    return {
        "format": "inspect-rescue",
        "version": 1,
        "made_at": "2022-09-15T10:00:00+08:00",
        "app": "1.0.0",
        "user": {"id": "u", "name": "lin"},
        "client_id": None,
        "counts": {"records": len(entries), "drafts": 0, "photos": len(photos)},
        "records": [{key: one[key] for key in keys} for one in entries],
        "photos": [{"sha256": name, "size": len(data)} for name, data in photos.items()],
    }


def parts_of(entries: list[dict[str, Any]], photos: dict[str, bytes]) -> Parts:
    first = ("manifest.json", json.dumps(manifest_of(entries, photos)).encode())
    records = [
        (f"records/{number:06}.json", json.dumps(one, ensure_ascii=False).encode())
        for number, one in enumerate(entries)
    ]
    return [first, *records, *((f"photos/{name}", data) for name, data in photos.items())]


def tar_of(parts: Parts) -> bytes:
    out = BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.USTAR_FORMAT) as tar:
        for name, data in parts:
            info = tarfile.TarInfo(name)
            info.size = len(data)
            tar.addfile(info, BytesIO(data))
    return out.getvalue()


def rescue_of(made: MadeBody, *entries: dict[str, Any]) -> bytes:
    return tar_of(parts_of(list(entries), made.photos))


def with_size(file: bytes, size: bytes) -> bytes:
    """The first entry says another size, and its check sum is right all the same."""
    assert len(size) == 12
    block = file[:124] + size + file[136:148] + b" " * 8 + file[156:512]
    return block[:148] + b"%06o\0 " % sum(block) + block[156:] + file[512:]
