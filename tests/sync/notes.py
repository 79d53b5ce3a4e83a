"""Notes as records, for tests of the protocol alone."""

import hashlib
import json
from typing import Any

LIN, WU = "lin", "wu"
ONE = "01900000-0000-7000-8000-000000000001"
TWO = "01900000-0000-7000-8000-000000000002"
A, B = "a" * 64, "b" * 64


def digest_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def note(
    rev: int = 1,
    base: dict[str, Any] | str | None = None,
    *,
    id: str = ONE,
    author: str = LIN,
    blobs: tuple[str, ...] = (),
    collection: str = "note",
    envelope: dict[str, Any] | None = None,
    **body: Any,
) -> dict[str, Any]:
    """One entry of a push; `base` is an entry or a digest."""
    text = json.dumps({"author": author, "rev": rev, "blobs": list(blobs)} | body)
    return {
        "collection": collection,
        "id": id,
        "rev": rev,
        "base": base["digest"] if isinstance(base, dict) else base,
        "digest": digest_of(text),
        "body": text,
        "blobs": [{"sha256": one, "size": 9, "type": "image/jpeg"} for one in blobs],
    } | (envelope or {})
