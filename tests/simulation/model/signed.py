"""What the signature of a round was given for, and whether it counts: the domain's own rules."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from inspect_app.domain.rules.signed_content import (
    Earlier,
    is_given_here,
    is_repeated,
    signed_content,
)


def digest_of(value: Any) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()


def content_digest(id: str, body: dict[str, Any]) -> str:
    """Of what was shown; the model's answers are a note and whether it is wrong."""
    named = {"answers": {"note": body["note"], "wrong": body["wrong"]}}
    return digest_of(signed_content(id, body | named))


def is_signed(id: str, rev: int, body: Mapping[str, Any], known: Mapping[int, Any]) -> bool:
    """The signature counts for this content, or did for an earlier revision that it names."""
    said, earlier = body["signature"], known.get(body["signature"]["rev"])
    own, whole = content_digest(id, dict(body)), digest_of(body["round"])
    if is_given_here(said, body, rev, own, whole):
        return True
    counted = [earlier["said"]["signature"]] if earlier and earlier.get("signed") else []
    return said["rev"] < rev and is_repeated(said, Earlier(counted, None))
